#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/length.h"
#include "core/time_budget.h"
#include "lines/item.h"

namespace bifolium {

inline constexpr int kInfiniteBadness = 10'000;

/// Badness of a line that must give by `excess` when its glue can give `available`.
/// Both >= 0; 100 means fully stretched or shrunk. Returns 0..10000, where 10000 is infinite.
/// Source: TeX82 §108 (297^3 ~ 100 * 2^18), so the result is the same integer everywhere.
[[nodiscard]] constexpr int badness(Length excess, Length available) {
  const std::int64_t t = excess.units(), s = available.units();
  if (t == 0) return 0;
  if (s <= 0) return kInfiniteBadness;
  const std::int64_t r = 297 * t / s;
  return r > 1290 ? kInfiniteBadness : static_cast<int>((r * r * r + (1 << 17)) >> 18);
}

/// Penalty of a last line that is a runt: its square is added to the demerits.
inline constexpr std::int64_t kRuntPenalty = 3'000;

enum class Prune : std::uint8_t { kNothing, kFarLineCounts };
enum class FitnessClasses : std::uint8_t { kIgnored, kCompared };
enum class Overfull : std::uint8_t { kNever, kAsLastResort };

/// What one pass of the total fit may do.
struct FitParameters {
  Length measure;
  Length first_measure;       ///< Of the first line: the measure less its indent.
  Length end_stretch;         ///< Of the glue that ends each line of ragged text; 0 if justified.
  Length emergency_stretch;   ///< Background stretch that is pretended (TeX's \emergencystretch).
  Length runt_width;          ///< A last line narrower than this is a runt.
  int tolerance = 200;        ///< No line of the optimum is worse.
  int variant_tolerance = 0;  ///< No line of a variant is worse; 0: no variants wanted.
  FitnessClasses fitness = FitnessClasses::kCompared;
  Overfull overfull = Overfull::kNever;
  /// kFarLineCounts keeps at each break only line counts within ±2 of the cheapest one's. Lost:
  /// paragraphs whose whole is better through a beginning more than 2 lines off its own optimum.
  Prune prune = Prune::kFarLineCounts;
};

/// One way through the breaks: their indices, ascending; the last is the paragraph's end.
struct FitSetting {
  std::vector<std::uint32_t> breaks;
  std::int64_t demerits = 0;
  int worst_badness = 0;  ///< Of its lines.
};

struct FitResult {
  std::optional<FitSetting> optimum;      ///< None where no way is within tolerance.
  std::optional<FitSetting> fewer, more;  ///< The cheapest of one line fewer and one more.
  std::uint64_t steps = 0;                ///< Candidate lines looked at: linear in the text.
};

/// A thread's arrays for total_fit, so that a paragraph costs no allocation once they have grown.
class FitWorkspace {
 public:
  enum class Fitness : std::uint8_t { kTight, kDecent, kLoose, kVeryLoose };
  /// A way to a break; state and cost.
  struct Node {
    std::int64_t demerits = 0;
    std::uint32_t break_index = 0;
    std::uint32_t previous = 0;      ///< Its node.
    std::int32_t line = 0;           ///< Lines so far.
    std::int32_t worst_badness = 0;  ///< Of them. No part of the state: demerits alone decide.
    Fitness fitness = Fitness::kDecent;
    std::uint8_t flagged_run = 0;  ///< Flagged lines running that end here; 2 stands for more.
    bool relaxed = false;          ///< Some line is worse than the tolerance: for variants only.
  };
  /// A break from which a line may still start, with all nodes there.
  struct Active {
    std::uint32_t first_node = 0, last_node = 0;
    Sums origin;  ///< What to take off a later break's sums to have those of the line.
    Length measure;
  };
  std::vector<Node> nodes;
  std::vector<Active> active;
  std::vector<Node> candidates;
  TimeBudget* budget = nullptr;  ///< Of the document; null for none.
};

/// Chooses breaks of least total demerits: Knuth & Plass 1981; TeX82 §§829–875, all in integers.
/// `breaks` ends with the paragraph's end. Of equal ways the one of fewer lines wins, then the one
/// whose last difference has the earlier break. Nodes die where their line overflows, so the live
/// ones span one measure and the cost is linear in the number of breaks.
[[nodiscard]] FitResult total_fit(std::span<const BreakPoint> breaks,
                                  const FitParameters& parameters, FitWorkspace& workspace);

}  // namespace bifolium

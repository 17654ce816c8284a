#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/diagnostics.h"
#include "read/layout_spec.h"
#include "style/fit_setting.h"
#include "typeset/document_setter.h"
#include "typeset/typeset.h"

namespace bifolium {

/// How a setting turned out.
enum class FitOutcome : std::uint8_t {
  kFits,
  kTooLong,   ///< It fills more pages.
  kTooShort,  ///< It fills fewer pages, or leaves the last one nearly empty, or one blank.
  kFaulty,    ///< Something in it can't be set.
};

/// A document in one setting.
struct FitTrial {
  FitOutcome outcome{};
  bool nearly = false;  ///< The pages are right, but for a short last one.
  SetDocument document;
  std::vector<Diagnostic> findings;
};

/// Of two settings the one with the lesser effort is better: before pages may end visibly early,
/// everything else gives.
struct FitEffort {
  CountCost cost{};        ///< Of page breaking.
  std::size_t levers = 0;  ///< How many of lines, space, leading, size had to give, in this order.
  std::int64_t last = 0;   ///< By how much the last of them, in thousandths.
  friend auto operator<=>(const FitEffort&, const FitEffort&) = default;
};

struct FitFound {
  FitSetting setting;
  FitEffort effort;
};

struct FitNearly {
  FitSetting setting;
  PageGoal goal;
};

/// What a search came to.
struct FitResult {
  std::optional<FitFound> found;
  /// Where nothing fits: a setting that comes near, but for a short last page.
  std::optional<FitNearly> nearly;
  /// Where nothing fits: how far it went, and whether that is still too long or too short.
  FitSetting limit;
  FitOutcome outcome{};
  /// Where nothing fits, but between two settings the pages go from too many to too few: those of
  /// the one on the other side.
  std::size_t pages_beyond = 0;
};

/// Sets a document again and again, each time from the same beginning.
class FitSearch {
 public:
  FitSearch(const DocumentSetter& as_set, const FitSpec& fit, const FontLibrary& fonts,
            Workspace& workspace);

  /// How it turns out when set so, on so many pages if that is possible.
  [[nodiscard]] FitTrial try_setting(const FitSetting& setting, const PageGoal& goal,
                                     bool explain) const;
  /// The least effort by which it fills so many pages.
  [[nodiscard]] FitResult search(std::size_t pages) const;

  /// The least that type may come to, in thousandths.
  [[nodiscard]] std::int64_t least_size() const { return least_size_; }
  /// Whether that is because of the floor.
  [[nodiscard]] bool stops_at_floor() const { return stops_at_floor_; }
  [[nodiscard]] Length floor() const { return floor_; }

 private:
  using Value = std::int64_t FitSetting::*;
  /// What may give, up to which value.
  struct Lever {
    Value value;
    std::int64_t end = 0;
  };

  struct Seen {
    FitOutcome outcome{};
    std::size_t pages = 0;
  };

  [[nodiscard]] FitResult search_at(const PageGoal& goal) const;
  [[nodiscard]] std::vector<Lever> levers(FitOutcome from) const;
  /// try_setting, of which a setting that nearly fits is kept.
  [[nodiscard]] Seen look_at(const FitSetting& setting, const PageGoal& goal,
                             FitResult& result) const;
  /// Takes back of a lever what it need not give.
  void take_back(const Lever& lever, const PageGoal& goal, FitSetting& setting,
                 FitResult& result) const;

  StyledDocument styled_;
  const FitSpec& fit_;
  const FontLibrary& fonts_;
  Workspace& workspace_;
  Length floor_;
  std::int64_t least_size_ = 1000;
  bool stops_at_floor_ = false;
};

/// Whether a page is blank only so that what follows begins on a recto.
[[nodiscard]] bool is_left_blank(const Page& page);

/// The pages of a document that count: all of them, but for those that only fill a press's last
/// sheet, or the panels of a folded one.
[[nodiscard]] std::size_t pages_that_count(const SetDocument& document);

/// Whether the document fills so many pages.
[[nodiscard]] FitOutcome judge_pages(const SetDocument& document,
                                     const std::vector<Diagnostic>& findings, std::size_t wanted);

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/cache_bounds.h"
#include "core/ids.h"
#include "core/time_budget.h"
#include "fonts/subset.h"
#include "pdf/deflate.h"

namespace bifolium {

/// What a thread keeps between documents so as not to make it again: subsets of faces and the
/// colour profile, deflated. A key holds all that its value depends on, so a cache changes time,
/// never bytes. Serves one FontLibrary for its whole life.
class PdfWorkspace {
 public:
  /// `subset_bytes`: see CacheBounds.
  explicit PdfWorkspace(std::size_t subset_bytes = CacheBounds().subset_bytes)
      : most_subset_bytes_(subset_bytes) {}

  /// Whether anything is kept at all.
  [[nodiscard]] bool keeps() const { return most_subset_bytes_ > 0; }

  /// A subset as it goes into the file.
  struct Subset {
    std::string deflated;
    std::size_t length = 0;                 ///< Before deflating.
    std::vector<std::uint32_t> new_glyphs;  ///< For each glyph of the key.
  };
  using SubsetKey = std::pair<FaceId, std::vector<std::uint32_t>>;

  /// The subset of a face and its glyphs (ascending), or null.
  [[nodiscard]] const Subset* find(const SubsetKey& key) const;
  /// Keeps a subset; empties the cache first where it would grow beyond its bound.
  const Subset& keep(SubsetKey key, Subset subset);

  /// Makes subsets of a face, the quicker the more it has made.
  [[nodiscard]] Subsetter& subsetter(FaceId id, const Face& face);

  [[nodiscard]] Deflater& deflater() { return deflater_; }

  /// A checked colour profile.
  struct Profile {
    std::string path;
    std::string deflated;
  };
  Profile profile;  ///< The last one used; its path is empty at first.

  TimeBudget* budget = nullptr;  ///< Of the document to come, which outlives it; null for none.

 private:
  std::size_t most_subset_bytes_;
  std::map<SubsetKey, Subset> subsets_;
  std::map<FaceId, Subsetter> subsetters_;
  std::size_t subset_bytes_ = 0;
  Deflater deflater_;
};

}  // namespace bifolium

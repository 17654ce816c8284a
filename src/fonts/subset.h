#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/expected.h"
#include "fonts/face.h"

namespace bifolium {

/// A subset of a face as it goes into a PDF.
struct FontSubset {
  std::string bytes;                      ///< sfnt with glyf, or a bare CFF table for CFF faces.
  std::vector<std::uint32_t> new_glyphs;  ///< For each glyph asked for, its glyph in the subset.
};

/// Makes subsets of one face. The second one prepares the face, after which each costs about a
/// tenth; a process that makes one leaflet never pays for that. A subset's bytes are the same
/// either way.
class Subsetter {
 public:
  explicit Subsetter(const Face& face) : face_(face) {}
  /// As subset_face.
  [[nodiscard]] Expected<FontSubset, Diagnostic> subset(std::span<const std::uint32_t> glyphs);

 private:
  const Face& face_;
  HbFace source_;  ///< The face's outlines, from the second use on prepared; null if unsound.
  std::size_t uses_ = 0;
};

/// Subsets with hb-subset: outlines and metrics of `glyphs` (of the face, ascending, unique) and of
/// their composite parts; no layout tables, no hinting, .notdef kept with its outline.
[[nodiscard]] Expected<FontSubset, Diagnostic> subset_face(const Face& face,
                                                           std::span<const std::uint32_t> glyphs);

}  // namespace bifolium

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

/// Subsets with hb-subset: outlines and metrics of `glyphs` (of the face, ascending, unique) and of
/// their composite parts; no layout tables, no hinting, .notdef kept with its outline.
[[nodiscard]] Expected<FontSubset, Diagnostic> subset_face(const Face& face,
                                                           std::span<const std::uint32_t> glyphs);

}  // namespace bifolium

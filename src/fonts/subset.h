#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/expected.h"
#include "fonts/cff_outlines.h"
#include "fonts/face.h"

namespace bifolium {

/// A subset of a face as it goes into a PDF.
struct FontSubset {
  std::string bytes;                      ///< sfnt with glyf; for a CFF face, a bare CFF font.
  std::vector<std::uint32_t> new_glyphs;  ///< For each glyph asked for, its glyph in the subset.
};

/// Makes subsets of one face. The second one prepares the face, after which each costs about a
/// tenth; a process that makes one leaflet never pays for that. A subset's bytes are the same
/// either way. Serves one thread.
class Subsetter {
 public:
  explicit Subsetter(const Face& face) : face_(face) {}
  /// As subset_face.
  [[nodiscard]] Expected<FontSubset, Diagnostic> subset(std::span<const std::uint32_t> glyphs);

 private:
  const Face& face_;
  HbFace source_;  ///< TrueType outlines, from the second use on prepared; null if unsound.
  std::optional<CffOutlines> cff_;  ///< Of a CFF face, from the first use on.
  std::size_t uses_ = 0;
};

/// Outlines and metrics of `glyphs`; no layout tables, no hinting, .notdef kept with its outline.
///
/// A TrueType face is subset by hb-subset: its `glyphs` are ascending and unique, and composite
/// parts come in unasked. A CFF face is written anew: glyph i + 1 and the CID i + 1 are glyphs[i],
/// in any order, and as often as they are named. A PDF has no map from CIDs to the glyphs of a CFF
/// font (ISO 32000-1, 9.7.4.2), so two CIDs of one glyph need that glyph twice.
[[nodiscard]] Expected<FontSubset, Diagnostic> subset_face(const Face& face,
                                                           std::span<const std::uint32_t> glyphs);

}  // namespace bifolium

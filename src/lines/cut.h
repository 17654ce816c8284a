#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lines/item.h"
#include "lines/paragraph_measure.h"
#include "shape/shape.h"

namespace bifolium {

/// The glyphs that stand beside a cut, shaped for it, in place of some of the paragraph's. TeX's
/// discretionary (The TeXbook, ch. 14), made when asked for: most cuts are spaces, which are safe.
struct CutGlyphs {
  std::size_t run = 0;
  std::uint32_t text_begin = 0, text_end = 0;    ///< UTF-16, in the paragraph.
  std::uint32_t glyph_begin = 0, glyph_end = 0;  ///< What they replace, in the paragraph.
  std::vector<Glyph> glyphs;
  bool hyphen_added = false;
  Length width;
};

/// True for breaks at which a hyphen is added.
[[nodiscard]] constexpr bool adds_hyphen(BreakSource source) {
  return source == BreakSource::kSoftHyphen || source == BreakSource::kPattern;
}

/// The hyphen that the run's face has, U+2010 before U+002D (Armenian: U+058A); 0 where none.
[[nodiscard]] char16_t hyphen_of(const ParagraphMeasure& text, std::size_t run);

/// The end of a line cut at `position` (UTF-16; where the next line's text begins), shaped from the
/// last place where widths add up, with its hyphen. None where the paragraph's glyphs hold as they
/// are. `line_begin`: the line's text begins there, and nothing before it is shaped.
[[nodiscard]] std::optional<CutGlyphs> shape_before_cut(const ParagraphMeasure& text,
                                                        std::uint32_t line_begin,
                                                        std::uint32_t position, BreakSource source,
                                                        ShapeWorkspace& workspace);

/// The beginning of a line cut at `position`, shaped up to the next place where widths add up.
[[nodiscard]] std::optional<CutGlyphs> shape_after_cut(const ParagraphMeasure& text,
                                                       std::uint32_t position,
                                                       ShapeWorkspace& workspace);

/// The whole of a line's part [begin, position) of one run, cut at both ends: where what each cut
/// shapes would overlap.
[[nodiscard]] CutGlyphs shape_between_cuts(const ParagraphMeasure& text, std::uint32_t begin,
                                           std::uint32_t position, BreakSource source,
                                           ShapeWorkspace& workspace);

/// Stores in each break of `items` that needs it how much wider a line gets by ending or starting
/// there, so that the total fit sees true widths.
void measure_cuts(const ParagraphMeasure& text, ItemList& items, ShapeWorkspace& workspace);

}  // namespace bifolium

#pragma once

#include "core/length.h"
#include "fonts/font_library.h"
#include "shape/glyph_run.h"
#include "style/style.h"

namespace bifolium {

/// Where a block lies across the column. Offsets are from the column's *start* edge: the left one
/// where text runs from left to right.
struct BlockBox {
  Length border_start;  ///< Of the box that background, bar and rules fill.
  Length border_width;
  Length start;    ///< Of its content.
  Length measure;  ///< Width of its content; for a list in columns, of one column.
  Length hang;     ///< Gutter before the content of a block with a hung label.
};

using BlockBoxes = IdVector<struct BlockTag, BlockBox>;

/// Gives every block its place across the column of `measure`. A gutter grows where the widest
/// label of its siblings would not fit, up to 2/5 of the measure: labels of one list stay aligned.
[[nodiscard]] BlockBoxes measure_blocks(const StyledDocument& document, Length measure,
                                        const IdVector<ParagraphTag, ShapedParagraph>& shaped,
                                        const FontLibrary& fonts);

/// Natural width of a paragraph on one line.
[[nodiscard]] Length natural_width(const Paragraph& paragraph, const ShapedParagraph& shaped,
                                   const IdVector<TextStyleTag, TextStyle>& styles,
                                   const FontLibrary& fonts);

}  // namespace bifolium

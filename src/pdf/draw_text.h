#pragma once

#include <cstdint>

#include "pages/page.h"
#include "pdf/content_stream.h"
#include "pdf/embed_font.h"
#include "style/style.h"

namespace bifolium {

/// Draws pieces [piece_begin, piece_end) of a placed line, in logical order, each at its own place;
/// right-to-left pieces from their right edge leftwards, which extractors read in order (ALGORITHMS
/// section 5). A line's last space is drawn too, so that words stay apart.
void draw_pieces(const LineView& view, Point origin, std::uint32_t piece_begin,
                 std::uint32_t piece_end, const IdVector<struct TextStyleTag, TextStyle>& styles,
                 FontCids& fonts, MarkedContent& content);

}  // namespace bifolium

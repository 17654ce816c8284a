#pragma once

#include <hb.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "fonts/face.h"
#include "shape/glyph_run.h"
#include "shape/word_cache.h"

namespace bifolium {

/// Scripts whose letters take their form from their neighbours, also from those outside the shaped
/// range: HarfBuzz looks at context in these alone.
[[nodiscard]] bool script_joins(hb_script_t script);

/// Shapes [begin, end) of `text`, whose other characters are context (Arabic letters join over the
/// range's ends), and appends the glyphs in logical order, with clusters as indices in `text` moved
/// by `cluster_shift`. `flags`: HB_BUFFER_FLAG_BOT and _EOT at a paragraph's ends. Line separators
/// and default ignorables get an invisible glyph without advance. `buffer` is scratch space.
void shape_text(hb_buffer_t* buffer, const Face& face, const ShapeSettings& settings,
                std::u16string_view text, std::size_t begin, std::size_t end,
                hb_buffer_flags_t flags, std::uint32_t cluster_shift, std::vector<Glyph>& out);

}  // namespace bifolium

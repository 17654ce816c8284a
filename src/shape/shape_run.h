#pragma once

#include <string_view>
#include <vector>

#include "fonts/face.h"
#include "shape/glyph_run.h"
#include "shape/word_cache.h"
#include "shape/workspace.h"

namespace bifolium {

/// Appends the glyphs of one run of a paragraph's text. Words come from the workspace's cache where
/// words_stand_alone(face) and the run's text allow that; the result is that of shape_run_whole.
void shape_run(std::u16string_view text, const GlyphRun& run, const Face& face,
               const ShapeSettings& settings, ShapeWorkspace::State& state,
               std::vector<Glyph>& out);

/// Appends the glyphs of one run shaped at once, without the cache. A run of more than 16,384 units
/// is shaped in pieces, since HarfBuzz bounds the work on one buffer (HB_BUFFER_MAX_OPS_*) and then
/// gives up part of it; pieces meet where HarfBuzz says that a break is safe, at a space if there
/// is one.
void shape_run_whole(std::u16string_view text, const GlyphRun& run, const Face& face,
                     const ShapeSettings& settings, hb_buffer_t* buffer, std::vector<Glyph>& out);

}  // namespace bifolium

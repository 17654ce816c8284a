#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.h"
#include "style/style.h"

namespace bifolium {

/// A shaped glyph. All measures in font units of its run's face.
struct Glyph {
  std::uint32_t id = 0;
  std::uint32_t cluster = 0;  ///< UTF-16 index in the paragraph of the cluster's first unit.
  std::int32_t advance = 0;
  std::int32_t x_offset = 0, y_offset = 0;
  bool unsafe_to_break = false;  ///< HB_GLYPH_FLAG_UNSAFE_TO_BREAK at the start of this cluster.
};

/// A maximal stretch of equal face, script, language, level, features and inline element.
struct GlyphRun {
  FaceId face;
  InlineId inline_id;        ///< Innermost inline: gives text style, language, structure element.
  std::uint32_t script = 0;  ///< As hb_script_t.
  std::uint8_t level = 0;    ///< UAX #9 embedding level; odd is right to left.
  std::uint32_t text_begin = 0, text_end = 0;
  std::uint32_t glyph_begin = 0, glyph_end = 0;
};

/// A paragraph shaped whole, once, in font units. Runs and the glyphs in each are in *logical*
/// order (HarfBuzz's output of right-to-left runs is reversed), so clusters ascend throughout.
struct ShapedParagraph {
  std::vector<GlyphRun> runs;
  std::vector<Glyph> glyphs;
  /// Embedding level of each UTF-16 unit (ubidi_getLevels), for reordering lines; empty where all
  /// are the paragraph's level.
  std::vector<std::uint8_t> levels;
};

}  // namespace bifolium

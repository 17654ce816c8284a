#pragma once

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "shape/font_choice.h"
#include "shape/glyph_run.h"
#include "shape/shape.h"
#include "shape/workspace.h"
#include "style/style.h"

namespace bifolium {

/// A paragraph cut into runs that HarfBuzz can shape: no glyphs yet.
struct Itemized {
  std::vector<GlyphRun> runs;
  std::vector<std::uint8_t> levels;  ///< As ShapedParagraph::levels.
};

/// Cuts a paragraph into maximal runs of equal face, script, level and inline element (which fixes
/// language and features). A text of plain Latin letters that its own face covers takes a short way
/// with the same result.
[[nodiscard]] Itemized itemize(const Paragraph& paragraph, FontChooser& chooser,
                               ShapeWorkspace::State& state);

/// itemize() without the short way: UAX #9, #24 and #29 for any text.
[[nodiscard]] Itemized itemize_any(const Paragraph& paragraph, FontChooser& chooser,
                                   ShapeWorkspace::State& state);

}  // namespace bifolium

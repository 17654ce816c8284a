#include "shape/shape.h"

#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"
#include "generated_paragraph.h"

namespace bifolium::fuzz {
namespace {

void check_runs(const Paragraph& paragraph, const ShapedParagraph& shaped) {
  std::uint32_t text = 0;
  std::uint32_t glyphs = 0;
  for (const GlyphRun& run : shaped.runs) {
    require(run.text_begin == text && run.text_end > text, "runs follow each other in the text");
    require(run.glyph_begin == glyphs && run.glyph_end >= glyphs, "runs follow in the glyphs");
    // A cluster that begins in one inline and ends in another is of the one where it begins.
    const Inline& in = paragraph.inlines[run.inline_id];
    require(in.begin <= run.text_begin && run.text_begin < in.end, "a run is of its inline");
    std::uint32_t cluster = run.text_begin;
    for (std::uint32_t g = run.glyph_begin; g < run.glyph_end; ++g) {
      const Glyph& glyph = shaped.glyphs.at(g);
      require(glyph.cluster >= cluster && glyph.cluster < run.text_end, "clusters ascend");
      cluster = glyph.cluster;
    }
    text = run.text_end;
    glyphs = run.glyph_end;
  }
  require(text == paragraph.text.size(), "runs hold the whole text");
  require(glyphs == shaped.glyphs.size(), "runs hold all glyphs");
  require(shaped.levels.empty() || shaped.levels.size() == text, "a level for each unit");
}

}  // namespace
}  // namespace bifolium::fuzz

// A paragraph of any text: whatever it is, its runs hold all of it, in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  static ShapeWorkspace workspace;
  fuzz::Choices choices(data, size);
  const fuzz::GeneratedParagraph made = fuzz::generated_paragraph(choices);
  Diagnostics diagnostics;
  const ShapedParagraph shaped =
      shape_paragraph(made.paragraph, made.styles, fuzz::shipped_fonts(), workspace, diagnostics);
  fuzz::check_runs(made.paragraph, shaped);
  bool missing = false;
  for (const Glyph& glyph : shaped.glyphs) missing = missing || glyph.id == 0;
  fuzz::require(!missing || diagnostics.has_errors(), "a .notdef is reported");
  return 0;
}

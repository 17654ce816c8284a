#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"
#include "generated_paragraph.h"
#include "lines/break_lines.h"

namespace bifolium::fuzz {
namespace {

void check_setting(const LineSetting& setting, const Paragraph& paragraph,
                   const ShapedParagraph& shaped, const ParagraphLines& lines) {
  require(!setting.lines.empty(), "a paragraph has a line");
  std::uint32_t text = 0;
  for (const Line& line : setting.lines) {
    require(line.text_begin == text, "lines follow each other in the text");
    require(line.text_end >= text, "a line does not go back");
    text = line.text_end;
    for (const LinePiece& piece : line.pieces) {
      require(piece.run < shaped.runs.size(), "a piece is of a run");
      const std::size_t glyphs = piece.patched ? lines.patches.size() : shaped.glyphs.size();
      require(piece.glyph_begin <= piece.glyph_end && piece.glyph_end <= glyphs,
              "a piece's glyphs are there");
    }
  }
  require(text == paragraph.text.size(), "lines hold the whole text");
}

}  // namespace
}  // namespace bifolium::fuzz

// A paragraph of any text in any measure: its lines hold all of it, in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  static ShapeWorkspace shape_workspace;
  static LineWorkspace workspace("/usr/share/hyphen");
  fuzz::Choices choices(data, size);
  const Length measure = Length::millipoints(choices.between(0, 60'000) * 6);
  const fuzz::GeneratedParagraph made = fuzz::generated_paragraph(choices);
  Diagnostics diagnostics;
  const ShapedParagraph shaped = shape_paragraph(made.paragraph, made.styles, fuzz::shipped_fonts(),
                                                 shape_workspace, diagnostics);
  if (diagnostics.has_errors()) return 0;
  const ParagraphLines lines =
      break_lines(made.paragraph, shaped, made.styles, fuzz::shipped_fonts(), {measure, Length{}},
                  shape_workspace, workspace, diagnostics);
  fuzz::check_setting(lines.optimum, made.paragraph, shaped, lines);
  for (const LineSetting& setting : lines.fewer) {
    fuzz::check_setting(setting, made.paragraph, shaped, lines);
    fuzz::require(setting.lines.size() + 1 == lines.optimum.lines.size(), "one line fewer");
  }
  for (const LineSetting& setting : lines.more) {
    fuzz::check_setting(setting, made.paragraph, shaped, lines);
    fuzz::require(setting.lines.size() == lines.optimum.lines.size() + 1, "one line more");
  }
  return 0;
}

#include "lines/ink_leading.h"

#include <algorithm>
#include <vector>

namespace bifolium {
namespace {

/// How far ink reaches above and below the baseline.
struct Reach {
  Length above, below;
  void include(const Reach& other) {
    above = max(above, other.above);
    below = max(below, other.below);
  }
};

/// A face of another family than the paragraph's, and higher than a line.
bool is_high_stranger(const ParagraphMeasure& text, std::size_t index) {
  const GlyphRun& run = text.shaped.runs[index];
  const TextStyle& style = text.style_of_run(index);
  const Face* face = text.fonts.face(run.face);
  if (face == nullptr) return false;
  const FaceMetrics& m = face->metrics();
  if (style.size.scaled({m.ascent + m.descent, m.upem}) <= text.paragraph.leading) return false;
  const TextStyle& own = text.styles[text.paragraph.root().text_style];
  return text.fonts.family_of(run.face).name != own.family;
}

Reach ink_of(const ParagraphMeasure& text, const LinePiece& piece,
             const std::vector<Glyph>& patches) {
  const GlyphRun& run = text.shaped.runs[piece.run];
  const Face* face = text.fonts.face(run.face);
  if (face == nullptr) return {};
  const std::vector<Glyph>& glyphs = piece.patched ? patches : text.shaped.glyphs;
  int top = 0, bottom = 0;
  for (std::uint32_t i = piece.glyph_begin; i < piece.glyph_end; ++i) {
    const GlyphBox box = face->ink_box(glyphs[i].id);
    if (box.y_min == box.y_max) continue;
    top = std::max(top, box.y_max + glyphs[i].y_offset);
    bottom = std::min(bottom, box.y_min + glyphs[i].y_offset);
  }
  const Length size = text.style_of_run(piece.run).size;
  return {size.scaled({top, face->metrics().upem}), size.scaled({-bottom, face->metrics().upem})};
}

/// The ink of one line: of its high strangers, and of everything.
struct LineInk {
  Reach high, all;
};

LineInk ink_of(const ParagraphMeasure& text, const Line& line, const std::vector<bool>& is_high,
               const std::vector<Glyph>& patches) {
  LineInk ink;
  for (const LinePiece& piece : line.pieces) {
    const Reach reach = ink_of(text, piece, patches);
    ink.all.include(reach);
    if (is_high[piece.run]) ink.high.include(reach);
  }
  return ink;
}

}  // namespace

std::vector<Length> grown_steps(const ParagraphMeasure& text, const LineSetting& setting,
                                const std::vector<Glyph>& patches) {
  const std::size_t runs = text.shaped.runs.size();
  if (setting.lines.size() < 2) return {};
  std::vector<bool> is_high(runs);
  bool any = false;
  for (std::size_t i = 0; i < runs; ++i) any = (is_high[i] = is_high_stranger(text, i)) || any;
  if (!any) return {};

  std::vector<Length> grown(1);
  LineInk before = ink_of(text, setting.lines.front(), is_high, patches);
  for (std::size_t k = 1; k < setting.lines.size(); ++k) {
    const LineInk ink = ink_of(text, setting.lines[k], is_high, patches);
    const Length needed = max(before.high.below + ink.all.above, before.all.below + ink.high.above);
    // Where neither line has a high stranger, its reach is none and nothing is asked.
    const bool either =
        before.high.above + before.high.below + ink.high.above + ink.high.below > Length();
    const Length step = either ? max(Length(), needed - text.paragraph.leading) : Length();
    grown.push_back(grown.back() + step);
    before = ink;
  }
  if (grown.back() == Length()) grown.clear();
  return grown;
}

}  // namespace bifolium

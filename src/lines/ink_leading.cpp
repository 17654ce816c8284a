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

Reach ink_of(const ParagraphMeasure& text, std::size_t index) {
  const GlyphRun& run = text.shaped.runs[index];
  const Face* face = text.fonts.face(run.face);
  if (face == nullptr) return {};
  int top = 0, bottom = 0;
  for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
    const Glyph& glyph = text.shaped.glyphs[i];
    const GlyphBox box = face->ink_box(glyph.id);
    if (box.y_min == box.y_max) continue;
    top = std::max(top, box.y_max + glyph.y_offset);
    bottom = std::min(bottom, box.y_min + glyph.y_offset);
  }
  const Length size = text.style_of_run(index).size;
  return {size.scaled({top, face->metrics().upem}), size.scaled({-bottom, face->metrics().upem})};
}

}  // namespace

Length extra_leading(const ParagraphMeasure& text) {
  const std::size_t runs = text.shaped.runs.size();
  std::vector<bool> high(runs);
  bool any = false;
  for (std::size_t i = 0; i < runs; ++i) any = (high[i] = is_high_stranger(text, i)) || any;
  if (!any) return {};
  Reach of_high, of_all;
  for (std::size_t i = 0; i < runs; ++i) {
    const Reach ink = ink_of(text, i);
    of_all.include(ink);
    if (high[i]) of_high.include(ink);
  }
  const Length needed = max(of_high.above + of_all.below, of_all.above + of_high.below);
  return max(Length(), needed - text.paragraph.leading);
}

}  // namespace bifolium

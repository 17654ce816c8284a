#include "lines/paragraph_measure.h"

#include <algorithm>

#include "core/check.h"

namespace bifolium {

ParagraphMeasure::ParagraphMeasure(const Paragraph& paragraph_in, const ShapedParagraph& shaped_in,
                                   const TextStyles& styles_in, const FontLibrary& fonts_in)
    : paragraph(paragraph_in), shaped(shaped_in), styles(styles_in), fonts(fonts_in) {
  scales_.reserve(shaped.runs.size());
  for (std::size_t run = 0; run < shaped.runs.size(); ++run) {
    const TextStyle& style = style_of_run(run);
    Scale scale{style.size.units(), 1000, style.letter_spacing};
    // A face that is missing was reported when the run was shaped; its advances are stand-ins.
    const FaceId id = shaped.runs[run].face;
    const Face* face = id.valid() ? fonts.face(id) : nullptr;
    if (face != nullptr) scale.upem = face->metrics().upem;
    scales_.push_back(scale);
  }
}

const TextStyle& ParagraphMeasure::style_of_run(std::size_t run) const {
  return styles[paragraph.inlines[shaped.runs[run].inline_id].text_style];
}

Length ParagraphMeasure::em() const { return styles[paragraph.root().text_style].size; }

Length ParagraphMeasure::width(std::size_t run, std::span<const Glyph> glyphs) const {
  const Scale& scale = scales_[run];
  std::int64_t sum = 0;
  for (const Glyph& glyph : glyphs) sum += glyph.advance;
  Length result = Length::from_units(mul_div_round(sum, scale.size, scale.upem));
  if (scale.letter_spacing != Length{}) {
    std::int64_t clusters = 0;
    for (std::size_t g = 0; g < glyphs.size(); ++g) {
      if (g == 0 || glyphs[g].cluster != glyphs[g - 1].cluster) ++clusters;
    }
    result += scale.letter_spacing * clusters;
  }
  return result;
}

Length ParagraphMeasure::width(std::uint32_t glyph_begin, std::uint32_t glyph_end) const {
  Length result;
  if (glyph_begin >= glyph_end) return result;
  const std::span<const Glyph> glyphs(shaped.glyphs);
  for (std::size_t run = run_of_glyph(glyph_begin); glyph_begin < glyph_end; ++run) {
    const std::uint32_t end = std::min(glyph_end, shaped.runs[run].glyph_end);
    result += width(run, glyphs.subspan(glyph_begin, end - glyph_begin));
    glyph_begin = end;
  }
  return result;
}

Length ParagraphMeasure::natural_width() const {
  return width(0, static_cast<std::uint32_t>(shaped.glyphs.size()));
}

std::size_t ParagraphMeasure::run_of_glyph(std::uint32_t glyph) const {
  const auto after = std::upper_bound(
      shaped.runs.begin(), shaped.runs.end(), glyph,
      [](std::uint32_t value, const GlyphRun& run) { return value < run.glyph_end; });
  BIFOLIUM_CHECK(after != shaped.runs.end(), "every glyph lies in a run");
  return static_cast<std::size_t>(after - shaped.runs.begin());
}

std::size_t ParagraphMeasure::run_of_text(std::uint32_t text) const {
  const auto after = std::upper_bound(
      shaped.runs.begin(), shaped.runs.end(), text,
      [](std::uint32_t value, const GlyphRun& run) { return value < run.text_end; });
  BIFOLIUM_CHECK(after != shaped.runs.end(), "every text unit lies in a run");
  return static_cast<std::size_t>(after - shaped.runs.begin());
}

std::uint32_t ParagraphMeasure::glyph_at(std::uint32_t text) const {
  const auto first = std::lower_bound(
      shaped.glyphs.begin(), shaped.glyphs.end(), text,
      [](const Glyph& glyph, std::uint32_t value) { return glyph.cluster < value; });
  return static_cast<std::uint32_t>(first - shaped.glyphs.begin());
}

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/length.h"
#include "fonts/font_library.h"
#include "shape/shape.h"
#include "style/style.h"

namespace bifolium {

/// A shaped paragraph with all that is needed to measure its glyphs. Refers to what it was made of.
class ParagraphMeasure {
 public:
  ParagraphMeasure(const Paragraph& paragraph, const ShapedParagraph& shaped,
                   const TextStyles& styles, const FontLibrary& fonts);

  /// Width of glyphs of one run: the sum of their advances, rounded once to a Length, and the
  /// letter spacing after each cluster.
  [[nodiscard]] Length width(std::size_t run, std::span<const Glyph> glyphs) const;
  /// Width of a box, which may lie in several runs: the sum of the widths in each.
  [[nodiscard]] Length width(std::uint32_t glyph_begin, std::uint32_t glyph_end) const;
  /// Of the whole text on one line, to within a unit for each box that it will be cut into.
  [[nodiscard]] Length natural_width() const;

  /// The run that holds a glyph, or a text unit, of the paragraph.
  [[nodiscard]] std::size_t run_of_glyph(std::uint32_t glyph) const;
  [[nodiscard]] std::size_t run_of_text(std::uint32_t text) const;
  /// The first glyph whose cluster is at `text` or after it.
  [[nodiscard]] std::uint32_t glyph_at(std::uint32_t text) const;

  [[nodiscard]] const TextStyle& style_of_run(std::size_t run) const;
  /// Type size of the paragraph itself: its em.
  [[nodiscard]] Length em() const;

  const Paragraph& paragraph;
  const ShapedParagraph& shaped;
  const TextStyles& styles;
  const FontLibrary& fonts;

 private:
  struct Scale {
    std::int64_t size = 0;  ///< Units of Length.
    std::int64_t upem = 1000;
    Length letter_spacing;
  };
  std::vector<Scale> scales_;  ///< One a run.
};

}  // namespace bifolium

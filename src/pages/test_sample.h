#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "lines/break_lines.h"
#include "pages/lay_out.h"
#include "pages/measures.h"
#include "shape/shape.h"
#include "style/test_sample.h"

// What the tests of this folder and of src/tags share: documents taken as far as their pages.
namespace bifolium::test {

/// A styled sample, shaped, broken and laid out.
class LaidOutSample : public StyledSample {
 public:
  explicit LaidOutSample(std::string_view blocks, const SampleOptions& options = {})
      : StyledSample(blocks, options) {
    for (const Paragraph& p : document.paragraphs) {
      text.shaped.add(shape_paragraph(p, document.text_styles, sample_fonts(), shape, diagnostics));
      text.lines.add({});
    }
    boxes = measure_blocks(document, document.page.measure(), text.shaped, sample_fonts());
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
      const Block& b = document.blocks[BlockId{i}];
      if (!b.paragraph) continue;
      text.lines[b.paragraph] = break_lines(
          document.paragraphs[b.paragraph], text.shaped[b.paragraph], document.text_styles,
          sample_fonts(), {boxes[BlockId{i}].measure, Length()}, shape, lines, diagnostics);
    }
    heights = heights_of_styles(document, sample_fonts());
    pages = lay_out(document, text, boxes, heights, {}, diagnostics);
  }

  /// The text of a placed line, without the space at its end.
  [[nodiscard]] std::string line_text(const PlacedLine& placed) const {
    const LineView v = view(placed, document, text, pages);
    std::string out = to_utf8(std::u16string_view(v.paragraph.text)
                                  .substr(v.line.text_begin, v.line.text_end - v.line.text_begin));
    while (out.ends_with(' ')) out.pop_back();
    return out;
  }
  /// All lines of a page in reading order.
  [[nodiscard]] std::vector<std::string> page_texts(std::size_t page) const {
    std::vector<std::string> out;
    for (const PlacedLine& placed : pages.pages.at(page).lines) out.push_back(line_text(placed));
    return out;
  }
  /// The placed line whose text begins with `start`.
  [[nodiscard]] const PlacedLine& line(std::string_view start) const {
    for (const Page& page : pages.pages) {
      for (const PlacedLine& placed : page.lines) {
        if (line_text(placed).starts_with(start)) return placed;
      }
    }
    ADD_FAILURE() << "no line starts with " << start;
    return pages.pages.at(0).lines.at(0);
  }
  [[nodiscard]] BlockId block_id(std::string_view start) const {
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
      const Block& b = document.blocks[BlockId{i}];
      if (b.paragraph && to_utf8(document.paragraphs[b.paragraph].text).starts_with(start)) {
        return BlockId{i};
      }
    }
    ADD_FAILURE() << "no block starts with " << start;
    return BlockId{0};
  }

  ShapeWorkspace shape;
  LineWorkspace lines{"/usr/share/hyphen"};
  SetText text;
  BlockBoxes boxes;
  HeightsOfStyles heights;
  Pages pages;
};

/// Lengths in failures read as points.
inline std::string points_text(Length length) {
  std::string out;
  append_points(out, length, kTextPlaces);
  return out;
}

inline constexpr std::string_view kSentence =
    "Your team will talk with you about the treatments that may help, about their side effects, "
    "and about what matters most to you. ";

/// `count` sentences of about two lines each.
inline std::string sentences(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += kSentence;
  out.pop_back();
  return out;
}

}  // namespace bifolium::test

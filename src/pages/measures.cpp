#include "pages/measures.h"

namespace bifolium {
namespace {

/// Least space between a label and the text that it hangs before: a third of the label's size.
constexpr Ratio kLabelGap{1, 3};
/// A gutter never takes more of the measure than this; longer labels turn over.
constexpr Ratio kWidestGutter{2, 5};

class Measurer {
 public:
  Measurer(const StyledDocument& document, const IdVector<ParagraphTag, ShapedParagraph>& shaped,
           const FontLibrary& fonts)
      : document_(document), shaped_(shaped), fonts_(fonts) {
    boxes_.reserve(document.blocks.size());
    for (std::size_t i = 0; i < document.blocks.size(); ++i) boxes_.add({});
  }

  /// Measures `id` in a space of `width` from `start`, with the gutter that its siblings share.
  void block(BlockId id, Length start, Length width, Length hang) {
    const Block& block = document_.blocks[id];
    const BlockStyle& style = block.style;
    BlockBox& box = boxes_[id];
    box.border_start = start + style.indent_start;
    box.border_width = width - style.indent_start - style.indent_end;
    const Length edge = style.border + style.padding_inline;
    box.start = box.border_start + edge + style.bar;
    box.measure = box.border_width - edge * 2 - style.bar;
    box.hang = hang;
    if (style.columns > 1) {
      box.measure = Length::from_units(
          (box.measure - style.column_gap * (style.columns - 1)).units() / style.columns);
    }
    const Length gutter = shared_gutter(id, box.measure);
    for (BlockId child = block.first_child; child; child = document_.blocks[child].next_sibling) {
      if (document_.blocks[child].hung_label) {
        boxes_[child] = {box.start, hang, box.start, hang, Length()};
      } else {
        this->block(child, box.start + hang, box.measure - hang, gutter);
      }
    }
  }

  [[nodiscard]] BlockBoxes take() { return std::move(boxes_); }

 private:
  /// The gutter for children of `id` that have hung labels: the widest asked for or needed.
  [[nodiscard]] Length shared_gutter(BlockId id, Length measure) const {
    Length gutter;
    const auto child_of = [&](BlockId parent) { return document_.blocks[parent].first_child; };
    for (BlockId item = child_of(id); item; item = document_.blocks[item].next_sibling) {
      gutter = max(gutter, document_.blocks[item].style.hang);
      for (BlockId child = child_of(item); child; child = document_.blocks[child].next_sibling) {
        const Block& label = document_.blocks[child];
        if (!label.hung_label) continue;
        const Paragraph& paragraph = document_.paragraphs[label.paragraph];
        const Length size = document_.text_styles[paragraph.root().text_style].size;
        const Length needed =
            natural_width(paragraph, shaped_[label.paragraph], document_.text_styles, fonts_) +
            size.scaled(kLabelGap);
        gutter = max(gutter, min(needed, measure.scaled(kWidestGutter)));
      }
    }
    return gutter;
  }

  const StyledDocument& document_;
  const IdVector<ParagraphTag, ShapedParagraph>& shaped_;
  const FontLibrary& fonts_;
  BlockBoxes boxes_;
};

}  // namespace

Length natural_width(const Paragraph& paragraph, const ShapedParagraph& shaped,
                     const IdVector<TextStyleTag, TextStyle>& styles, const FontLibrary& fonts) {
  Length width;
  for (const GlyphRun& run : shaped.runs) {
    const Face* face = fonts.face(run.face);
    if (face == nullptr) continue;
    const TextStyle& style = styles[paragraph.inlines[run.inline_id].text_style];
    std::int64_t advance = 0;
    std::int64_t clusters = 0;
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
      advance += shaped.glyphs[i].advance;
      if (i == run.glyph_begin || shaped.glyphs[i].cluster != shaped.glyphs[i - 1].cluster) {
        ++clusters;
      }
    }
    width += style.size.scaled({advance, face->metrics().upem}) + style.letter_spacing * clusters;
  }
  return width;
}

BlockBoxes measure_blocks(const StyledDocument& document, Length measure,
                          const IdVector<ParagraphTag, ShapedParagraph>& shaped,
                          const FontLibrary& fonts) {
  Measurer measurer(document, shaped, fonts);
  for (const Part& part : document.parts) measurer.block(part.root, Length(), measure, Length());
  return measurer.take();
}

}  // namespace bifolium

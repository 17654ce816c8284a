#include "style/fit_setting.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bifolium {
namespace {

constexpr std::int64_t kAsItIs = 1000;

class Setter {
 public:
  Setter(StyledDocument document, const FitSetting& setting, Length floor)
      : document_(std::move(document)),
        setting_(setting),
        floor_(floor),
        styles_(document_.text_styles.size()) {}

  StyledDocument run() {
    const TextStyleId base = document_.base_text_style;
    base_ = ratio(base);
    for (const Part& part : document_.parts) {
      if (part.kind != PartKind::kCover) block(part.root);
    }
    document_.base_leading = leading(document_.base_leading, base);
    document_.base_text_style = restyled(base);
    return std::move(document_);
  }

 private:
  [[nodiscard]] Length size_of(TextStyleId id) const {
    const Length size = document_.text_styles[id].size;
    const Length wanted = size.scaled({setting_.size, kAsItIs});
    return setting_.size < kAsItIs ? max(wanted, min(size, floor_)) : wanted;
  }

  /// By how much type of this style comes larger or smaller.
  [[nodiscard]] Ratio ratio(TextStyleId id) const {
    const Length size = document_.text_styles[id].size;
    return size == Length() ? Ratio{} : Ratio{size_of(id).units(), size.units()};
  }

  [[nodiscard]] Length leading(Length as_it_is, TextStyleId id) const {
    return as_it_is.scaled(ratio(id)).scaled({setting_.leading, kAsItIs});
  }

  /// The style of the text's size, added if it is new. `id` is one of the styles at the beginning.
  TextStyleId restyled(TextStyleId id) {
    TextStyleId& known = styles_.at(id.index());
    if (known) return known;
    TextStyle style = document_.text_styles[id];
    style.letter_spacing = style.letter_spacing.scaled(ratio(id));
    style.baseline_shift = style.baseline_shift.scaled(ratio(id));
    style.size = size_of(id);
    const auto equal = std::ranges::find(document_.text_styles, style);
    if (equal == document_.text_styles.end()) return known = document_.text_styles.add(style);
    return known = TextStyleId{static_cast<std::size_t>(equal - document_.text_styles.begin())};
  }

  void block(BlockId id) {
    Block& block = document_.blocks[id];
    for (Length* space : {&block.style.space_before, &block.style.space_after}) {
      *space = space->scaled(base_).scaled({setting_.space, kAsItIs});
    }
    if (block.paragraph) {
      Paragraph& paragraph = document_.paragraphs[block.paragraph];
      paragraph.leading = leading(paragraph.leading, paragraph.root().text_style);
      for (Inline& element : paragraph.inlines) element.text_style = restyled(element.text_style);
    }
    for (BlockId child = block.first_child; child; child = document_.blocks[child].next_sibling) {
      this->block(child);
    }
  }

  StyledDocument document_;
  const FitSetting& setting_;
  Length floor_;
  Ratio base_;                       ///< Of body text.
  std::vector<TextStyleId> styles_;  ///< What has become of each style.
};

}  // namespace

StyledDocument set_otherwise(StyledDocument document, const FitSetting& setting, Length floor) {
  if (setting == FitSetting{}) return document;
  return Setter(std::move(document), setting, floor).run();
}

}  // namespace bifolium

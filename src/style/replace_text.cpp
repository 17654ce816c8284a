#include "style/replace_text.h"

#include "core/check.h"

namespace bifolium {

void replace_text(Paragraph& paragraph, std::uint32_t begin, std::uint32_t end,
                  std::u16string_view text) {
  BIFOLIUM_CHECK(begin < end && end <= paragraph.text.size(), "a field has no text");
  const auto moved = [&](std::uint32_t& at) {
    if (at >= end) at = at - (end - begin) + static_cast<std::uint32_t>(text.size());
  };
  paragraph.text.replace(begin, end - begin, text);
  if (text.size() == end - begin) return;  // Nothing moves.
  for (Inline& in : paragraph.inlines) {
    moved(in.begin);
    moved(in.end);
  }
  for (PageField& field : paragraph.fields) {
    moved(field.begin);
    moved(field.end);
  }
  for (ValueField& field : paragraph.values) {
    moved(field.begin);
    moved(field.end);
  }
}

}  // namespace bifolium

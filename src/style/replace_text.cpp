#include "style/replace_text.h"

#include <algorithm>
#include <span>

#include "core/check.h"

namespace bifolium {
namespace {

/// Where positions of the old text are in the new one.
class Moves {
 public:
  /// `replacements` in the order of the text.
  explicit Moves(std::span<const Replacement> replacements) {
    std::int64_t by = 0;
    for (const Replacement& r : replacements) {
      by += static_cast<std::int64_t>(r.text.size()) - (r.end - r.begin);
      ends_.push_back(r.end);
      by_.push_back(by);
    }
  }

  /// Moves a position by what the ranges that end at it or before it grew.
  void move(std::uint32_t& at) const {
    const auto next = std::ranges::upper_bound(ends_, at);
    if (next == ends_.begin()) return;
    const std::int64_t by = by_[static_cast<std::size_t>(next - ends_.begin()) - 1];
    at = static_cast<std::uint32_t>(at + by);
  }

  template <typename Range>
  void move_all(Range& ranges) const {
    for (auto& range : ranges) {
      move(range.begin);
      move(range.end);
    }
  }

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<std::int64_t> by_;  ///< By how much positions from that end on move.
};

}  // namespace

void replace_text(Paragraph& paragraph, std::vector<Replacement> replacements) {
  if (replacements.empty()) return;
  std::ranges::sort(replacements, {}, &Replacement::begin);
  std::u16string text;
  text.reserve(paragraph.text.size());
  std::uint32_t done = 0;
  for (const Replacement& r : replacements) {
    BIFOLIUM_CHECK(r.begin < r.end && r.begin >= done && r.end <= paragraph.text.size(),
                   "a field has no text of its own");
    text.append(paragraph.text, done, r.begin - done).append(r.text);
    done = r.end;
  }
  text.append(paragraph.text, done, std::u16string::npos);
  paragraph.text = std::move(text);

  const Moves moves(replacements);
  moves.move_all(paragraph.inlines);
  moves.move_all(paragraph.fields);
  moves.move_all(paragraph.values);
}

}  // namespace bifolium

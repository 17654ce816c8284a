#pragma once

#include <unicode/ubrk.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/length.h"
#include "lines/item.h"
#include "lines/paragraph_measure.h"

namespace bifolium {

struct CloseBreakIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};
using BreakIterator = std::unique_ptr<UBreakIterator, CloseBreakIterator>;

/// ICU's break iterators of one thread, made once a language: making one reads rules and costs more
/// than breaking a page.
class BreakIterators {
 public:
  /// Line breaks (UAX #14) by the rules of a BCP 47 language; Chinese, Japanese and Korean
  /// strictly.
  [[nodiscard]] UBreakIterator* line(const std::string& language);
  /// Extended grapheme clusters (UAX #29).
  [[nodiscard]] UBreakIterator* grapheme();

 private:
  std::map<std::string, BreakIterator> by_language_;
  BreakIterator grapheme_;
};

/// A protected run of a paragraph: no line ends inside, and spaces inside keep their width.
struct ProtectedRun {
  std::uint32_t begin = 0, end = 0;
  InlineId inline_id;
  bool opened = false;  ///< Wider than the measure, so it may be broken after all.
};

/// Where the lines of a text may end.
struct TextBreaks {
  /// For each UTF-16 position but the first, and the end: why a line may start there.
  std::vector<BreakSource> at;
  std::vector<ProtectedRun> protected_runs;  ///< Ascending; nested ones left out.
};

/// Spaces that may end a line and are then taken off it (UAX #14 SP, and the BA spaces).
[[nodiscard]] constexpr bool is_breaking_space(char16_t c) {
  return c == u' ' || c == 0x1680 || (c >= 0x2000 && c <= 0x200A && c != 0x2007) || c == 0x205F ||
         c == 0x3000;
}
[[nodiscard]] constexpr bool is_forced_break(char16_t c) {
  return c == 0x2028 || c == 0x2029 || c == u'\n';
}

/// UAX #14 by ICU, then our tailorings: protected runs, web addresses, quantities ("5 mg"), hyphens
/// and slashes with too few letters around them. `measure` decides which protected runs must open.
void find_text_breaks(const ParagraphMeasure& text, Length measure, BreakIterators& iterators,
                      TextBreaks& breaks);

}  // namespace bifolium

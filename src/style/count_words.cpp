#include "style/count_words.h"

#include <unicode/ubrk.h>

#include <memory>

#include "core/check.h"

namespace bifolium {
namespace {

struct CloseWordIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};

}  // namespace

std::int64_t count_words(std::u16string_view text, const std::string& language) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UBreakIterator, CloseWordIterator> words(ubrk_open(
      UBRK_WORD, language.c_str(), text.data(), static_cast<std::int32_t>(text.size()), &error));
  BIFOLIUM_CHECK(U_SUCCESS(error) != 0 && words != nullptr, "ICU has no rules for words");
  std::int64_t count = 0;
  while (ubrk_next(words.get()) != UBRK_DONE) {
    // Below this are spaces and marks.
    if (ubrk_getRuleStatus(words.get()) >= UBRK_WORD_NONE_LIMIT) ++count;
  }
  return count;
}

}  // namespace bifolium

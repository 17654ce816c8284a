#include "shape/bidi_levels.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "core/check.h"

namespace bifolium {
namespace {

constexpr char16_t kFirstStrongIsolate = u'\u2068';
constexpr char16_t kPopDirectionalIsolate = u'\u2069';

/// Whether a character can raise a level in a left-to-right paragraph above one that reads the
/// same.
bool turns_direction(UChar32 c) {
  switch (u_charDirection(c)) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_ARABIC_NUMBER:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_RIGHT_TO_LEFT_ISOLATE:
      return true;
    default:
      return false;
  }
}

bool has_right_to_left(std::u16string_view text) {
  constexpr UChar32 kFirstRightToLeft = 0x0590;
  std::size_t at = 0;
  while (at < text.size()) {
    UChar32 c = 0;
    U16_NEXT(text.data(), at, text.size(), c);
    if (c >= kFirstRightToLeft && turns_direction(c)) return true;
  }
  return false;
}

/// The paragraph's text with isolates, and where each of its units stands in it.
struct IsolatedText {
  std::u16string text;
  std::vector<std::int32_t> position;
};

IsolatedText isolate(const Paragraph& paragraph) {
  std::vector<std::uint32_t> begins;  // Ascending: inlines are in document order.
  std::vector<std::uint32_t> ends;
  for (const Inline& element : paragraph.inlines) {
    if (!element.isolate || element.begin == element.end) continue;
    begins.push_back(element.begin);
    ends.push_back(element.end);
  }
  std::sort(begins.begin(), begins.end());
  std::sort(ends.begin(), ends.end());
  IsolatedText result;
  result.text.reserve(paragraph.text.size() + 2 * begins.size());
  result.position.reserve(paragraph.text.size());
  std::size_t begin = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at <= paragraph.text.size(); ++at) {
    // What ends here closes before anything opens: ranges nest.
    for (; end < ends.size() && ends[end] == at; ++end) result.text += kPopDirectionalIsolate;
    for (; begin < begins.size() && begins[begin] == at; ++begin) {
      result.text += kFirstStrongIsolate;
    }
    if (at == paragraph.text.size()) break;
    result.position.push_back(static_cast<std::int32_t>(result.text.size()));
    result.text += paragraph.text[at];
  }
  return result;
}

}  // namespace

std::vector<std::uint8_t> embedding_levels(const Paragraph& paragraph, UBiDi* bidi) {
  std::vector<std::uint8_t> levels;
  if (paragraph.text.empty()) return levels;
  if (!paragraph.right_to_left && !has_right_to_left(paragraph.text)) return levels;
  const IsolatedText isolated = isolate(paragraph);
  const UBiDiLevel own_level = paragraph.right_to_left ? 1 : 0;
  UErrorCode error = U_ZERO_ERROR;
  ubidi_setPara(bidi, isolated.text.data(), static_cast<std::int32_t>(isolated.text.size()),
                own_level, nullptr, &error);
  const UBiDiLevel* found = ubidi_getLevels(bidi, &error);
  BIFOLIUM_CHECK(U_SUCCESS(error), "ubidi_setPara failed");
  levels.reserve(isolated.position.size());
  for (const std::int32_t position : isolated.position) levels.push_back(found[position]);
  const bool all_own = std::all_of(levels.begin(), levels.end(),
                                   [own_level](std::uint8_t level) { return level == own_level; });
  if (all_own) levels.clear();
  return levels;
}

}  // namespace bifolium

#include "core/unicode.h"

#include <gtest/gtest.h>

#include <vector>

namespace bifolium {
namespace {

std::vector<char32_t> scalars(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_scalar(text, at));
  return out;
}

TEST(Utf8, EveryScalarValueSurvivesBothWays) {
  for (char32_t scalar = 0; scalar <= 0x10FFFF; ++scalar) {
    if (scalar == 0xD800) scalar = 0xE000;
    std::string eight;
    append_utf8(eight, scalar);
    std::size_t at = 0;
    ASSERT_EQ(next_scalar(std::string_view(eight), at), scalar);
    ASSERT_EQ(at, eight.size());
    std::u16string sixteen;
    append_utf16(sixteen, scalar);
    at = 0;
    ASSERT_EQ(next_scalar(std::u16string_view(sixteen), at), scalar);
    ASSERT_EQ(at, sixteen.size());
  }
}

TEST(Utf8, IllFormedBytesBecomeReplacementCharacters) {
  const char32_t lost = kReplacementCharacter;
  // The Unicode Standard, table 3-7: overlong forms, surrogates, above U+10FFFF, cut short.
  EXPECT_EQ(scalars("\xC0\xAF"), (std::vector<char32_t>{lost, lost}));
  EXPECT_EQ(scalars("\xE0\x80\xAF"), (std::vector<char32_t>{lost, lost, lost}));
  EXPECT_EQ(scalars("\xED\xA0\x80"), (std::vector<char32_t>{lost, lost, lost}));
  EXPECT_EQ(scalars("\xF4\x90\x80\x80"), (std::vector<char32_t>{lost, lost, lost, lost}));
  EXPECT_EQ(scalars("a\xE2\x82"), (std::vector<char32_t>{U'a', lost, lost}));
  EXPECT_EQ(scalars("\x80z"), (std::vector<char32_t>{lost, U'z'}));
  EXPECT_EQ(scalars("\xFF"), (std::vector<char32_t>{lost}));
}

TEST(Utf16, LoneSurrogatesBecomeReplacementCharacters) {
  const std::u16string text = {0xD83D, u'a', 0xDE00, 0xD83D};
  EXPECT_EQ(to_utf8(text),
            "\xEF\xBF\xBD"
            "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Utf16, TakesTwoUnitsBeyondTheBasicPlane) {
  EXPECT_EQ(to_utf16("\xF0\x9F\x98\x80"), (std::u16string{0xD83D, 0xDE00}));
  EXPECT_EQ(to_utf8(to_utf16("Ωμέγα – мова – שלום 😀")), "Ωμέγα – мова – שלום 😀");
}

TEST(CodePointName, HasFourDigitsAtLeast) {
  EXPECT_EQ(code_point_name(0), "U+0000");
  EXPECT_EQ(code_point_name(U'A'), "U+0041");
  EXPECT_EQ(code_point_name(0x1F6CC), "U+1F6CC");
  EXPECT_EQ(code_point_name(0x10FFFF), "U+10FFFF");
}

}  // namespace
}  // namespace bifolium

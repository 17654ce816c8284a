#include "shape/bidi_levels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "shape/test_paragraph.h"
#include "shape/workspace.h"

namespace bifolium {
namespace {

using test::ParagraphBuilder;

std::vector<int> levels_of(ParagraphBuilder& builder) {
  const std::unique_ptr<UBiDi, CloseBidi> bidi(ubidi_open());
  const auto levels = embedding_levels(builder.paragraph(), bidi.get());
  return {levels.begin(), levels.end()};
}

/// The levels of one place as text: "111".
std::string levels_at(ParagraphBuilder& builder, std::u16string_view part) {
  const std::vector<int> levels = levels_of(builder);
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    out += static_cast<char>('0' + levels.at(builder.paragraph().text.find(part) + i));
  }
  return out;
}

TEST(EmbeddingLevels, LatinTextNeedsNone) {
  ParagraphBuilder builder(u"Take 5 mg (one tablet) at 8:00.");
  EXPECT_TRUE(levels_of(builder).empty());
}

TEST(EmbeddingLevels, HebrewTextOfAHebrewParagraphNeedsNone) {
  ParagraphBuilder builder(u"שלום עולם", "he");
  EXPECT_TRUE(levels_of(builder.right_to_left()).empty());
}

TEST(EmbeddingLevels, HebrewWordInEnglishIsAtLevelOne) {
  ParagraphBuilder builder(u"Say שלום twice");
  EXPECT_EQ(levels_at(builder, u"שלום"), "1111");
  EXPECT_EQ(levels_at(builder, u"twice"), "00000");
}

TEST(EmbeddingLevels, DeclaredDirectionOutranksTheFirstLetter) {
  ParagraphBuilder builder(u"MRI הוא בדיקה", "he");
  builder.right_to_left();
  EXPECT_EQ(levels_at(builder, u"MRI"), "222");
  EXPECT_EQ(levels_at(builder, u"הוא"), "111");
}

// Without an isolate the closing slash, which stands between Latin and Hebrew, takes the
// paragraph's direction (UAX #9, N2), and the address is torn. The isolate keeps it whole at
// level 2.
TEST(EmbeddingLevels, LinkInHebrewParagraphIsIsolated) {
  const std::u16string_view url = u"https://example.org/a/";
  ParagraphBuilder plain(u"ראו https://example.org/a/ כאן", "he");
  plain.right_to_left();
  EXPECT_EQ(levels_at(plain, url).back(), '1');
  ParagraphBuilder isolated(u"ראו https://example.org/a/ כאן", "he");
  isolated.right_to_left().add_inline(url).isolate = true;
  EXPECT_EQ(levels_at(isolated, url), std::string(url.size(), '2'));
}

// "טלפון 1-2 3" : digits of an isolate are not joined by what stands outside it.
TEST(EmbeddingLevels, PhoneNumberKeepsItsOrder) {
  const std::u16string_view phone = u"+44 20 7946";
  ParagraphBuilder builder(u"טלפון +44 20 7946", "he");
  builder.right_to_left().add_inline(phone).isolate = true;
  // FSI without a strong character isolates left to right (UAX #9, X5c).
  EXPECT_EQ(levels_at(builder, phone), std::string(phone.size(), '2'));
}

TEST(EmbeddingLevels, NestedIsolatesCloseInnerFirst) {
  ParagraphBuilder builder(u"abc אבג def");
  builder.add_inline(u"abc אבג").isolate = true;
  builder.add_inline(u"אבג").isolate = true;
  EXPECT_EQ(levels_at(builder, u"abc"), "222");
  EXPECT_EQ(levels_at(builder, u"אבג"), "333");
  EXPECT_EQ(levels_at(builder, u"def"), "000");
}

TEST(EmbeddingLevels, EmptyIsolatesAndTextAreHarmless) {
  ParagraphBuilder empty(u"", "he");
  EXPECT_TRUE(levels_of(empty.right_to_left()).empty());
  ParagraphBuilder anchor(u"a אב");
  Inline& inline_anchor = anchor.add_inline(u"");
  inline_anchor.isolate = true;
  EXPECT_EQ(levels_at(anchor, u"אב"), "11");
}

TEST(EmbeddingLevels, OneLevelAUnitForAstralLetters) {
  ParagraphBuilder builder(u"a \U0001E900\U0001E901 b");  // Adlam
  EXPECT_EQ(levels_of(builder), (std::vector<int>{0, 0, 1, 1, 1, 1, 0, 0}));
}

}  // namespace
}  // namespace bifolium

#include "style/counters.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(CounterLabel, CountsInNumbers) {
  EXPECT_EQ(counter_label(ListNumbering::kDecimal, 1), "1.");
  EXPECT_EQ(counter_label(ListNumbering::kDecimal, 9999), "9999.");
}

TEST(CounterLabel, GoesOnWithTwoLettersAfterZ) {
  EXPECT_EQ(counter_label(ListNumbering::kLowerAlpha, 1), "a.");
  EXPECT_EQ(counter_label(ListNumbering::kLowerAlpha, 26), "z.");
  EXPECT_EQ(counter_label(ListNumbering::kLowerAlpha, 27), "aa.");
  EXPECT_EQ(counter_label(ListNumbering::kLowerAlpha, 52), "az.");
  EXPECT_EQ(counter_label(ListNumbering::kLowerAlpha, 53), "ba.");
  EXPECT_EQ(counter_label(ListNumbering::kLowerAlpha, 702), "zz.");
  EXPECT_EQ(counter_label(ListNumbering::kUpperAlpha, 703), "AAA.");
}

TEST(CounterLabel, CountsInRomanNumerals) {
  EXPECT_EQ(counter_label(ListNumbering::kLowerRoman, 4), "iv.");
  EXPECT_EQ(counter_label(ListNumbering::kLowerRoman, 1994), "mcmxciv.");
  EXPECT_EQ(counter_label(ListNumbering::kUpperRoman, 48), "XLVIII.");
  EXPECT_EQ(counter_label(ListNumbering::kUpperRoman, 3999), "MMMCMXCIX.");
}

TEST(CounterLabel, FallsBackToNumbersWhereRomanOnesEnd) {
  EXPECT_EQ(counter_label(ListNumbering::kLowerRoman, 4000), "4000.");
}

TEST(CounterLabel, IsEmptyForListsWithoutNumbers) {
  EXPECT_EQ(counter_label(ListNumbering::kNone, 1), "");
}

TEST(MarkerKind, FollowsTheListsKindWhereTheStyleSaysNothing) {
  EXPECT_EQ(marker_kind("", "number").numbering, ListNumbering::kDecimal);
  EXPECT_EQ(marker_kind("", "letter").numbering, ListNumbering::kLowerAlpha);
  EXPECT_EQ(marker_kind("", "roman").numbering, ListNumbering::kLowerRoman);
  EXPECT_EQ(marker_kind("", "none").numbering, ListNumbering::kNone);
  EXPECT_EQ(marker_kind("", "none").text, "");
  EXPECT_EQ(marker_kind("", "bullet").text, "•");
  EXPECT_TRUE(marker_kind("", "bullet").disc);
  EXPECT_EQ(marker_kind("", "check").text, "☐");
}

TEST(MarkerKind, OfTheStyleWins) {
  EXPECT_EQ(marker_kind("upper-roman", "number").numbering, ListNumbering::kUpperRoman);
  EXPECT_EQ(marker_kind("upper-letter", "bullet").numbering, ListNumbering::kUpperAlpha);
  EXPECT_EQ(marker_kind("none", "bullet").text, "");
}

TEST(MarkerKind, TakesWordsInQuotes) {
  const MarkerKind dash = marker_kind("'–'", "bullet");
  EXPECT_EQ(dash.text, "–");
  EXPECT_FALSE(dash.disc);
  EXPECT_EQ(marker_kind("\"→ \"", "number").text, "→ ");
}

}  // namespace
}  // namespace bifolium

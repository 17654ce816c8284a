#include "core/decimal.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdint>
#include <limits>

#include "core/check.h"

namespace bifolium {
namespace {

std::string decimal(std::int64_t value, int places) {
  std::string out;
  append_decimal(out, value, places);
  return out;
}

std::string points(Length length, int places) {
  std::string out;
  append_points(out, length, places);
  return out;
}

TEST(Decimal, HasNoTrailingZerosAndNoPointOfItsOwn) {
  EXPECT_EQ(decimal(12'000, 3), "12");
  EXPECT_EQ(decimal(12'500, 3), "12.5");
  EXPECT_EQ(decimal(12'050, 3), "12.05");
  EXPECT_EQ(decimal(12'005, 3), "12.005");
  EXPECT_EQ(decimal(100, 0), "100");
}

TEST(Decimal, KeepsTheZeroBeforeThePoint) {
  EXPECT_EQ(decimal(5, 3), "0.005");
  EXPECT_EQ(decimal(500, 3), "0.5");
}

TEST(Decimal, PutsTheSignBeforeNumbersBelowOneToo) {
  EXPECT_EQ(decimal(-500, 3), "-0.5");
  EXPECT_EQ(decimal(-1'001, 3), "-1.001");
}

TEST(Decimal, NeverWritesMinusZero) {
  EXPECT_EQ(decimal(0, 3), "0");
  // Less than half a thousandth of a point, to the left.
  EXPECT_EQ(points(Length::from_units(-63), 3), "0");
  EXPECT_EQ(points(Length::from_units(-64), 3), "-0.001");
}

TEST(Decimal, RefusesPlacesThatItHasNoPowerFor) {
  std::string out;
  EXPECT_THROW(append_decimal(out, 1, 10), InternalError);
  EXPECT_THROW(append_decimal(out, 1, -1), InternalError);
}

TEST(Points, AreRoundedHalfAwayFromZero) {
  // 0.001 pt = 127 units, an odd number: 63 is below half, 64 above it.
  EXPECT_EQ(to_decimal_points(Length::from_units(63), 3), 0);
  EXPECT_EQ(to_decimal_points(Length::from_units(64), 3), 1);
  EXPECT_EQ(to_decimal_points(Length::from_units(-64), 3), -1);
  // At no place, half a point is an exact tie.
  EXPECT_EQ(to_decimal_points(Length::millipoints(500), 0), 1);
  EXPECT_EQ(to_decimal_points(Length::millipoints(-500), 0), -1);
}

TEST(Points, GiveTheUsualPageSizes) {
  // A4, 210 by 297 mm: 595.2756 by 841.8898 pt.
  EXPECT_EQ(points(Length::micrometers(210'000), kBoxPlaces), "595.2756");
  EXPECT_EQ(points(Length::micrometers(297'000), kBoxPlaces), "841.8898");
  EXPECT_EQ(points(Length::micrometers(210'000), kTextPlaces), "595.276");
}

TEST(Points, AreTheSameUnderADecimalComma) {
  ASSERT_NE(std::setlocale(LC_ALL, "de_DE.UTF-8"), nullptr) << "install locales-all";
  const std::string text = points(Length::millipoints(1500), 3);
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(text, "1.5");
}

TEST(Integer, IsWrittenInFull) {
  EXPECT_EQ(integer_text(0), "0");
  EXPECT_EQ(integer_text(-1), "-1");
  EXPECT_EQ(integer_text(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(integer_text(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
}

TEST(Integer, IsParsedOnlyWhereTheWholeTextIsOne) {
  std::int64_t value = 7;
  EXPECT_TRUE(parse_integer("42", value));
  EXPECT_EQ(value, 42);
  EXPECT_TRUE(parse_integer("-42", value));
  EXPECT_EQ(value, -42);
  for (const char* text : {"", " 42", "42 ", "4.2", "0x4", "+4", "four", "9223372036854775808"}) {
    EXPECT_FALSE(parse_integer(text, value)) << text;
  }
}

}  // namespace
}  // namespace bifolium

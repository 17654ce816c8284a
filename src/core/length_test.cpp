#include "core/length.h"

#include <gtest/gtest.h>

#include <limits>

namespace bifolium {
namespace {

TEST(Length, HoldsEveryUnitThatALayoutCanWriteExactly) {
  // 1 in = 72 pt = 25.4 mm, by definition of each.
  EXPECT_EQ(Length::milliinches(1000), Length::points(72));
  EXPECT_EQ(Length::micrometers(25'400), Length::points(72));
  EXPECT_EQ(Length::millipoints(1000), Length::points(1));
  // Two A5 pages are exactly as wide as the A4 sheet that they are cut from.
  EXPECT_EQ(Length::micrometers(105'000) * 2, Length::micrometers(210'000));
}

TEST(Length, RoundsOnceHalfAwayFromZero) {
  EXPECT_EQ(Length::from_units(5).scaled({1, 2}).units(), 3);
  EXPECT_EQ(Length::from_units(-5).scaled({1, 2}).units(), -3);
  EXPECT_EQ(Length::from_units(4).scaled({1, 3}).units(), 1);
  EXPECT_EQ(Length::from_units(5).scaled({1, 3}).units(), 2);
  EXPECT_EQ(Length::from_units(-4).scaled({1, 3}).units(), -1);
  EXPECT_EQ(Length().scaled({7, 3}).units(), 0);
}

TEST(Length, ScalesWithoutOverflowWhereTheProductIsWiderThan64Bits) {
  const std::int64_t large = std::numeric_limits<std::int64_t>::max() / 3;
  EXPECT_EQ(mul_div_round(large, 3'000'000, 1'000'000), large * 3);
  EXPECT_EQ(mul_div_round(-large, 3'000'000, 1'000'000), -large * 3);
}

TEST(Length, ComparesAndCountsAsItsUnitsDo) {
  const Length a = Length::points(2);
  const Length b = Length::points(3);
  EXPECT_LT(a, b);
  EXPECT_LT(-b, -a);
  EXPECT_EQ(min(a, b), a);
  EXPECT_EQ(max(a, b), b);
  EXPECT_EQ(b - a, Length::points(1));
  EXPECT_EQ(a * 3, 3 * a);
  Length sum = a;
  sum += b;
  sum -= Length::points(1);
  EXPECT_EQ(sum, Length::points(4));
}

TEST(Rect, EndsWhereItsSizeSays) {
  const Rect box{Length::points(1), Length::points(2), Length::points(10), Length::points(20)};
  EXPECT_EQ(box.right(), Length::points(11));
  EXPECT_EQ(box.bottom(), Length::points(22));
}

}  // namespace
}  // namespace bifolium

#include "core/time_budget.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(TimeBudget, WithoutAClockThereIsNoBound) {
  TimeBudget budget;
  for (int i = 0; i < 1000; ++i) budget.spend(1'000'000);
  budget.begin({}, 1);
  EXPECT_NO_THROW(budget.look());
}

TEST(TimeBudget, WithoutABoundTheClockIsNotLookedAt) {
  int looks = 0;
  const std::function<std::int64_t()> clock = [&] { return ++looks; };
  TimeBudget budget;
  budget.begin(clock, 0);
  budget.spend(1'000'000);
  EXPECT_EQ(looks, 0);
}

TEST(TimeBudget, ThrowsOnceTheTimeIsOverAndNotBefore) {
  std::int64_t now = 5;
  const std::function<std::int64_t()> clock = [&] { return now; };
  TimeBudget budget;
  budget.begin(clock, 10);
  now = 15;
  EXPECT_NO_THROW(budget.look());
  now = 16;
  EXPECT_THROW(budget.look(), OutOfTime);
  budget.begin(clock, 10);
  EXPECT_NO_THROW(budget.look());
}

TEST(TimeBudget, LittleWorkDoesNotLookAtTheClock) {
  int looks = 0;
  const std::function<std::int64_t()> clock = [&] { return std::int64_t{++looks}; };
  TimeBudget budget;
  budget.begin(clock, 1'000'000);
  for (int i = 0; i < 10'000; ++i) budget.spend(100);  // A millisecond.
  EXPECT_LE(looks, 11);
  EXPECT_GE(looks, 10);
}

TEST(TimeBudget, AClockThatGoesBackStopsNothing) {
  std::int64_t now = 1'000'000;
  const std::function<std::int64_t()> clock = [&] { return now; };
  TimeBudget budget;
  budget.begin(clock, 10);
  now = -1'000'000;
  EXPECT_NO_THROW(budget.look());
}

}  // namespace
}  // namespace bifolium

#include "pdf/path_data.h"

#include <gtest/gtest.h>

#include "core/check.h"

namespace bifolium {
namespace {

const Rect kBox{Length::points(10), Length::points(20), Length::points(100), Length::points(50)};

Point at(std::int64_t x_millipoints, std::int64_t y_millipoints) {
  return {Length::millipoints(x_millipoints), Length::millipoints(y_millipoints)};
}

TEST(PathSteps, ScalesTheViewIntoTheBox) {
  const auto steps = path_steps("M0 0L10,10z", 10, 10, kBox);
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].points[0], at(10'000, 20'000));
  EXPECT_EQ(steps[1].points[0], at(110'000, 70'000));
  EXPECT_EQ(steps[2].kind, PathStep::Kind::kClose);
}

TEST(PathSteps, ReadsNumbersWithoutSeparators) {
  const auto steps = path_steps("M1.5.5-1-.25", 10, 10, kBox);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].points[0], at(25'000, 22'500));
  EXPECT_EQ(steps[1].kind, PathStep::Kind::kLine);  // Further pairs after M are lines.
  EXPECT_EQ(steps[1].points[0], at(0, 18'750));
}

TEST(PathSteps, RelativeStepsStartAtTheCurrentPoint) {
  const auto steps = path_steps("m1 1h2v3zl1 0", 10, 10, kBox);
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(steps[2].points[0], at(40'000, 40'000));
  EXPECT_EQ(steps[4].points[0], at(30'000, 25'000));  // After z: from the start of the outline.
}

TEST(PathSteps, QuadraticCurvesBecomeTheSameCubicCurves) {
  const auto steps = path_steps("M0 0Q3 6 6 0", 10, 10, kBox);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[1].kind, PathStep::Kind::kCurve);
  EXPECT_EQ(steps[1].points[0], at(30'000, 40'000));  // 2/3 from (0,0) to (3,6)
  EXPECT_EQ(steps[1].points[1], at(50'000, 40'000));  // 2/3 from (6,0) to (3,6)
  EXPECT_EQ(steps[1].points[2], at(70'000, 20'000));
}

TEST(PathSteps, RefusesWhatTheReaderMustRefuse) {
  EXPECT_THROW(static_cast<void>(path_steps("M0 0A1 1 0 0 0 2 2", 10, 10, kBox)), InternalError);
  EXPECT_THROW(static_cast<void>(path_steps("M0", 10, 10, kBox)), InternalError);
}

}  // namespace
}  // namespace bifolium

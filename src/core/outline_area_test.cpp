#include "core/outline_area.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(OutlineArea, IsThatOfARectangleWhicheverWayItRuns) {
  OutlineArea one, other;
  one.move({1, 1});
  for (const OutlineArea::Corner to : {OutlineArea::Corner{4, 1}, {4, 3}, {1, 3}}) one.line(to);
  one.close();
  other.move({1, 1});
  for (const OutlineArea::Corner to : {OutlineArea::Corner{1, 3}, {4, 3}, {4, 1}}) other.line(to);
  other.close();
  EXPECT_EQ(one.sixty_areas(), 60 * 6);
  EXPECT_EQ(other.sixty_areas(), 60 * 6);
}

TEST(OutlineArea, AHoleTakesAway) {
  OutlineArea area;
  area.move({0, 0});
  for (const OutlineArea::Corner to : {OutlineArea::Corner{9, 0}, {9, 9}, {0, 9}}) area.line(to);
  area.close();
  area.move({3, 3});
  for (const OutlineArea::Corner to : {OutlineArea::Corner{3, 6}, {6, 6}, {6, 3}}) area.line(to);
  area.close();
  EXPECT_EQ(area.sixty_areas(), 60 * (81 - 9));
}

TEST(OutlineArea, UnderAParabolaIsTwoThirdsOfItsBox) {
  // From 0,0 over 10,20 to 20,0: as high as half its control point.
  OutlineArea area;
  area.move({0, 0});
  area.quadratic({10, 20}, {20, 0});
  area.close();
  EXPECT_EQ(area.sixty_areas() * 3, 60 * 20 * 10 * 2);
}

TEST(OutlineArea, ACubicThatIsAQuadraticHasItsArea) {
  OutlineArea area;
  area.move({0, 0});
  // The control points of the parabola above, one degree up: two thirds of the way to its own.
  area.cubic({20, 40}, {40, 40}, {60, 0});  // Three times as large.
  area.close();
  EXPECT_EQ(area.sixty_areas() * 3, 9 * 60 * 20 * 10 * 2);
}

}  // namespace
}  // namespace bifolium

#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/length.h"

namespace bifolium {

/// A step of an outline on the page, in layout space.
struct PathStep {
  enum class Kind : std::uint8_t { kMove, kLine, kCurve, kClose } kind = Kind::kClose;
  /// kMove and kLine: the first is the end point. kCurve: two control points, then the end point.
  std::array<Point, 3> points;
};

/// SVG path data (M L H V C Q Z in both cases; SVG 1.1, 8.3) as steps on the page: the rectangle
/// 0 0 view_width view_height becomes `box`. Quadratic curves become cubic ones. The data must have
/// been checked by the layout's reader.
[[nodiscard]] std::vector<PathStep> path_steps(std::string_view data, std::int64_t view_width,
                                               std::int64_t view_height, const Rect& box);

}  // namespace bifolium

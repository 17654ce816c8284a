#pragma once

#include <cstdint>

namespace bifolium {

/// Sums sixty times the area inside an outline, which is whole for lines and for curves of both
/// kinds between whole points: Green's theorem, segment by segment. Contours that run the other way
/// round take away.
class OutlineArea {
 public:
  struct Corner {
    std::int64_t x = 0, y = 0;
  };

  void move(Corner to) { begin_ = at_ = to; }
  void line(Corner to) {
    sixty_ += 30 * (at_.x * to.y - to.x * at_.y);
    at_ = to;
  }
  /// The chord, and two thirds of the triangle over it.
  void quadratic(Corner c, Corner to) {
    sixty_ += 20 * ((c.x - at_.x) * (to.y - at_.y) - (to.x - at_.x) * (c.y - at_.y));
    line(to);
  }
  /// The chord, and from the start on 3/20 (x1 (y2 + y3) + x2 (2 y3 - y1) - x3 (y1 + 2 y2)).
  void cubic(Corner a, Corner b, Corner to) {
    const std::int64_t x1 = a.x - at_.x, y1 = a.y - at_.y, x2 = b.x - at_.x, y2 = b.y - at_.y;
    const std::int64_t x3 = to.x - at_.x, y3 = to.y - at_.y;
    sixty_ += 9 * (x1 * (y2 + y3) + x2 * (2 * y3 - y1) - x3 * (y1 + 2 * y2));
    line(to);
  }
  void close() { line(begin_); }

  [[nodiscard]] std::int64_t sixty_areas() const { return sixty_ < 0 ? -sixty_ : sixty_; }

 private:
  Corner begin_, at_;
  std::int64_t sixty_ = 0;
};

}  // namespace bifolium

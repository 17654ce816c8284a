#include "fonts/outline_area.h"

#include <hb.h>

#include <cmath>
#include <memory>

namespace bifolium {
namespace {

struct Corner {
  std::int64_t x = 0, y = 0;
};

/// The pen that HarfBuzz draws with: Green's theorem, segment by segment.
struct AreaPen {
  Corner begin, at;
  std::int64_t sixty = 0;

  void line(Corner to) {
    sixty += 30 * (at.x * to.y - to.x * at.y);
    at = to;
  }
  void quadratic(Corner c, Corner to) {
    // The chord, and two thirds of the triangle over it.
    const std::int64_t triangle = (c.x - at.x) * (to.y - at.y) - (to.x - at.x) * (c.y - at.y);
    sixty += 20 * triangle;
    line(to);
  }
  void cubic(Corner a, Corner b, Corner to) {
    // Relative to the start, 3/20 (x1 (y2 + y3) + x2 (2 y3 - y1) - x3 (y1 + 2 y2)), and the chord.
    const std::int64_t x1 = a.x - at.x, y1 = a.y - at.y, x2 = b.x - at.x, y2 = b.y - at.y;
    const std::int64_t x3 = to.x - at.x, y3 = to.y - at.y;
    sixty += 9 * (x1 * (y2 + y3) + x2 * (2 * y3 - y1) - x3 * (y1 + 2 * y2));
    line(to);
  }
};

// allow(float): HarfBuzz gives outlines as floats; those of a face at its own scale are whole
using Coordinate = float;  // allow(float): as above

Corner corner(Coordinate x, Coordinate y) { return {std::lround(x), std::lround(y)}; }
AreaPen& pen(void* data) { return *static_cast<AreaPen*>(data); }

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate x, Coordinate y, void*) {
  pen(data).begin = pen(data).at = corner(x, y);
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate x, Coordinate y, void*) {
  pen(data).line(corner(x, y));
}
void quadratic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate cx, Coordinate cy,
                  Coordinate x, Coordinate y, void*) {
  pen(data).quadratic(corner(cx, cy), corner(x, y));
}
void cubic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate ax, Coordinate ay,
              Coordinate bx, Coordinate by, Coordinate x, Coordinate y, void*) {
  pen(data).cubic(corner(ax, ay), corner(bx, by), corner(x, y));
}
void close_path(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  pen(data).line(pen(data).begin);
}

using DrawFuncs = std::unique_ptr<hb_draw_funcs_t, Destroyer<hb_draw_funcs_destroy>>;

}  // namespace

std::int64_t sixty_areas(const Face& face, std::uint32_t glyph) {
  const DrawFuncs funcs(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(funcs.get(), move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(funcs.get(), line_to, nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(funcs.get(), quadratic_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(funcs.get(), cubic_to, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(funcs.get(), close_path, nullptr, nullptr);
  AreaPen area;
  hb_font_get_glyph_shape(face.hb_font(), glyph, funcs.get(), &area);
  return area.sixty < 0 ? -area.sixty : area.sixty;
}

}  // namespace bifolium

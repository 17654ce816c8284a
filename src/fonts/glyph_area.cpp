#include "fonts/glyph_area.h"

#include <hb.h>

#include <cmath>
#include <memory>

#include "core/outline_area.h"

namespace bifolium {
namespace {

// allow(float): HarfBuzz gives outlines as floats; those of a face at its own scale are whole
using Coordinate = float;  // allow(float): as above

OutlineArea::Corner corner(Coordinate x, Coordinate y) { return {std::lround(x), std::lround(y)}; }
OutlineArea& area_of(void* data) { return *static_cast<OutlineArea*>(data); }

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate x, Coordinate y, void*) {
  area_of(data).move(corner(x, y));
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate x, Coordinate y, void*) {
  area_of(data).line(corner(x, y));
}
void quadratic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate cx, Coordinate cy,
                  Coordinate x, Coordinate y, void*) {
  area_of(data).quadratic(corner(cx, cy), corner(x, y));
}
void cubic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, Coordinate ax, Coordinate ay,
              Coordinate bx, Coordinate by, Coordinate x, Coordinate y, void*) {
  area_of(data).cubic(corner(ax, ay), corner(bx, by), corner(x, y));
}
void close_path(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) { area_of(data).close(); }

using DrawFuncs = std::unique_ptr<hb_draw_funcs_t, Destroyer<hb_draw_funcs_destroy>>;

}  // namespace

std::int64_t sixty_glyph_areas(const Face& face, std::uint32_t glyph) {
  const DrawFuncs funcs(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(funcs.get(), move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(funcs.get(), line_to, nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(funcs.get(), quadratic_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(funcs.get(), cubic_to, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(funcs.get(), close_path, nullptr, nullptr);
  OutlineArea area;
  hb_font_get_glyph_shape(face.hb_font(), glyph, funcs.get(), &area);
  return area.sixty_areas();
}

}  // namespace bifolium

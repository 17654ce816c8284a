#pragma once

#include <cstdint>

#include "fonts/face.h"

namespace bifolium {

/// Sixty times the area of a glyph's outline, square font units (OutlineArea). Contours that
/// overlap are counted twice, which few faces have.
[[nodiscard]] std::int64_t sixty_glyph_areas(const Face& face, std::uint32_t glyph);

}  // namespace bifolium

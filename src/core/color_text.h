#pragma once

#include <string>

#include "core/length.h"

namespace bifolium {

/// "#0B4F6C".
[[nodiscard]] std::string color_text(Color color);

}  // namespace bifolium

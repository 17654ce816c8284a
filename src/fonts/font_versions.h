#pragma once

#include <string>

namespace bifolium {

/// Name and version of the shaping library, for --version: equal bytes depend on it.
[[nodiscard]] std::string font_versions();

}  // namespace bifolium

#pragma once

#include <string>

namespace bifolium {

/// Versions of ICU and of the Unicode data in it, for --version: equal bytes depend on it.
[[nodiscard]] std::string icu_version();

}  // namespace bifolium

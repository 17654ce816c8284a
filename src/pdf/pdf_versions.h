#pragma once

#include <string>

namespace bifolium {

/// Names and versions of the PDF libraries, for --version: equal bytes depend on it.
[[nodiscard]] std::string pdf_versions();

}  // namespace bifolium

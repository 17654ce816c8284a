#pragma once

#include <string>

namespace bifolium {

/// Names and versions of the XML libraries, for --version: equal bytes depend on it.
[[nodiscard]] std::string xml_versions();

}  // namespace bifolium

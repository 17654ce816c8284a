#pragma once

#include <string>

namespace bifolium {

/// "Bifolium 0.1.0": for a PDF's Producer.
[[nodiscard]] std::string producer_text();

}  // namespace bifolium

#pragma once

#include <string>

namespace bifolium {

/// The folder of layouts, words and the font catalogue that was installed with this library, found
/// from the place that the library was loaded from: a whole installation may be moved. Empty where
/// nothing lies there, as where the library is part of a program.
[[nodiscard]] std::string library_data();

}  // namespace bifolium

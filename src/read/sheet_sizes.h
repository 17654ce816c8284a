#pragma once

#include <cstddef>
#include <string>

#include "read/layout_spec.h"

namespace bifolium {

/// A size of page or sheet that has a name, as it stands upright.
struct SheetSize {
  std::string_view name;
  LengthSpec width, height;
};

/// The names, with spaces between: "A1 A2 …".
[[nodiscard]] std::string sheet_size_names();
[[nodiscard]] std::size_t sheet_size_count();
/// The size whose name stands there in sheet_size_names().
[[nodiscard]] const SheetSize& sheet_size(std::size_t index);

}  // namespace bifolium

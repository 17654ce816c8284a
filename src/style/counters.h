#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "style/style.h"

namespace bifolium {

/// How a list's labels look.
struct MarkerKind {
  ListNumbering numbering = ListNumbering::kNone;
  std::string text;   ///< The label itself, where it is the same for every item (a bullet).
  bool disc = false;  ///< The face's own bullet, scaled to the style's marker size.
};

/// From the style's `marker` ("disc", "decimal", "'–'", …) or, where none is set, from @kind.
[[nodiscard]] MarkerKind marker_kind(std::string_view marker, std::string_view list_kind);

/// "3.", "c.", "iii." …: the label of item `number` (from 1). Letters go on as aa, ab after z.
[[nodiscard]] std::string counter_label(ListNumbering numbering, std::int64_t number);

}  // namespace bifolium

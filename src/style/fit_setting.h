#pragma once

#include <cstdint>

#include "core/length.h"
#include "style/style.h"

namespace bifolium {

/// How a document is set to fill its pages: in thousandths of what its layout says.
struct FitSetting {
  std::int64_t space = 1000;    ///< Between blocks.
  std::int64_t leading = 1000;  ///< Over that of the size.
  std::int64_t size = 1000;     ///< Of type; leading and space go with it.
  friend bool operator==(const FitSetting&, const FitSetting&) = default;
};

/// The document in another setting, all but its cover, its running texts and its decorations. Type
/// is made smaller down to `floor`, and not at all where it is below that as it stands.
[[nodiscard]] StyledDocument set_otherwise(StyledDocument document, const FitSetting& setting,
                                           Length floor);

}  // namespace bifolium

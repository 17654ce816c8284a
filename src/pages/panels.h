#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/length.h"
#include "style/style.h"

namespace bifolium {

/// The panels of a folded sheet. Pages are its panels in the order in which a person who unfolds it
/// comes to them: the front; what opening it shows; what is under that; then the back.
struct FoldedPanels {
  std::vector<std::uint32_t> outer, inner;  ///< Pages on the two sides, from the left.
  std::vector<PageKind> kinds;              ///< By page.
  std::vector<Length> widths;               ///< By page.
};

/// None where the pages are no panels. Right to left, the sheet is folded as in a mirror.
[[nodiscard]] std::optional<FoldedPanels> folded_panels(const PageGeometry& page,
                                                        bool right_to_left);

/// What of a page in layout space is its own: a panel that is narrower than the page is cut by as
/// much at both sides.
[[nodiscard]] Rect trim_of(const PageGeometry& page, const std::optional<FoldedPanels>& panels,
                           std::uint32_t page_index);

}  // namespace bifolium

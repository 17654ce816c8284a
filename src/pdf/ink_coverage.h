#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "fonts/font_library.h"
#include "pages/page.h"
#include "pdf/inks.h"
#include "style/style.h"

namespace bifolium {

/// How much of a page's trim an ink covers, in thousandths of per cent: cyan, magenta, yellow,
/// black. A tint of 20 per cent on half a page covers 10 per cent.
using InkCoverage = std::array<std::int64_t, 4>;

/// The coverage of every page, from the outlines of what stands on it. What lies on top hides what
/// is below, but for text that overprints. `inks`: the press's; null for an office printer, where
/// colours are taken apart into the most black there can be. A letter on the edge of a panel is
/// counted as if all of it stood on what its baseline begins on, which is the one approximation.
[[nodiscard]] std::vector<InkCoverage> ink_coverage(const StyledDocument& document,
                                                    const SetText& text, const Pages& pages,
                                                    const FontLibrary& fonts, const Inks* inks);

}  // namespace bifolium

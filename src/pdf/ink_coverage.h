#pragma once

#include <vector>

#include "bifolium/document.h"
#include "fonts/font_library.h"
#include "pages/page.h"
#include "pdf/inks.h"
#include "style/style.h"

namespace bifolium {

/// The coverage of every page, from the outlines of what stands on it. What lies on top hides what
/// is below, but for text that overprints. `inks`: the press's; null for an office printer, where
/// colours are taken apart into the most black there can be. A letter on the edge of a panel is
/// counted as if all of it stood on what its baseline begins on, which is the one approximation.
[[nodiscard]] std::vector<InkCover> ink_coverage(const StyledDocument& document,
                                                 const SetText& text, const Pages& pages,
                                                 const FontLibrary& fonts, const Inks* inks);

}  // namespace bifolium

#pragma once

#include "core/diagnostics.h"
#include "core/length.h"
#include "pages/page.h"

namespace bifolium {

/// The contrast of two colours in hundredths: 450 is 4.5:1 (WCAG 2.1, relative luminance).
[[nodiscard]] int contrast_hundredths(Color a, Color b);

/// Reports text whose contrast with what lies under it is below 4.5:1, once for each pair of
/// colours. Furniture is looked at too.
void check_contrast(const Pages& pages, const StyledDocument& document, const SetText& text,
                    Diagnostics& diagnostics);

}  // namespace bifolium

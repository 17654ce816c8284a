#pragma once

#include "core/diagnostics.h"
#include "pages/page.h"
#include "press/sheet.h"
#include "style/style.h"

namespace bifolium {

/// Puts the pages on sheets as document.press says, which has a value. Reports, and gives no sides,
/// where they don't fit the sheet, its marks, or the fold; where creep leaves too little margin;
/// and where signatures end in many blank pages (a warning).
[[nodiscard]] Sheets impose(const StyledDocument& document, const Pages& pages,
                            Diagnostics& diagnostics);

}  // namespace bifolium

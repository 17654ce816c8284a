#pragma once

#include "core/diagnostics.h"
#include "pages/page.h"

namespace bifolium {

/// Reports text that leaves the trimmed page, once a page.
void check_inside_page(const Pages& pages, const StyledDocument& document, const SetText& text,
                       Diagnostics& diagnostics);

}  // namespace bifolium

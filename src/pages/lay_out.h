#pragma once

#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "core/time_budget.h"
#include "pages/galley.h"
#include "pages/page.h"

namespace bifolium {

/// Breaks the document's parts into pages and places everything but running heads, feet and
/// decorations. Page numbers inside the text are those that it was set with.
/// Reports rules that gave way, a short last page, and what is taller than a page. With `explain`,
/// notes say where each page ends and what that cost. `budget`: of the document; null for none.
[[nodiscard]] Pages lay_out(const StyledDocument& document, const SetText& text,
                            const BlockBoxes& boxes, const HeightsOfStyles& heights, bool explain,
                            Diagnostics& diagnostics, TimeBudget* budget = nullptr);

/// For each page, the text of the section title in force: the first that begins on it, else the
/// last before it.
[[nodiscard]] std::vector<std::string> section_titles(const StyledDocument& document,
                                                      const Pages& pages);

}  // namespace bifolium

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "core/time_budget.h"
#include "pages/galley.h"
#include "pages/page.h"
#include "pages/paginate.h"

namespace bifolium {

struct LayOutOptions {
  bool explain = false;          ///< Notes say where each page ends and what that cost.
  TimeBudget* budget = nullptr;  ///< Of the document; null for none.
  /// How many pages to fill, with none blank, by settings of paragraphs and pages that end early;
  /// 0: as many as come by themselves, which also come where that can't be done at the cost
  /// allowed.
  std::size_t pages = 0;
  CountCost cost = CountCost::kLittle;
};

/// Breaks the document's parts into pages and places everything but running heads, feet and
/// decorations. Page numbers inside the text are those that it was set with.
/// Reports rules that gave way, a short last page, and what is taller than a page.
[[nodiscard]] Pages lay_out(const StyledDocument& document, const SetText& text,
                            const BlockBoxes& boxes, const HeightsOfStyles& heights,
                            const LayOutOptions& options, Diagnostics& diagnostics);

/// For each page, the text of the section title in force: the first that begins on it, else the
/// last before it.
[[nodiscard]] std::vector<std::string> section_titles(const StyledDocument& document,
                                                      const Pages& pages);

}  // namespace bifolium

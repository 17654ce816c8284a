#pragma once

#include <cstdint>
#include <vector>

#include "press/sheet_grid.h"
#include "style/style.h"

namespace bifolium {

/// The sides of all sheets, as grids of pages: fronts and backs by turns, backs as they lie when
/// the sheet is turned about its vertical axis; fronts alone where `press.duplex` is kNone, and for
/// kSingle one page a side, in order. Pages of kNUp keep their size.
[[nodiscard]] std::vector<SheetGrid> fill_grids(const PressSpec& press, const PageGeometry& page,
                                                std::uint32_t page_count, bool right_to_left);

/// How many pages the sheets of a booklet or of signatures hold, at least `page_count`; that number
/// itself for every other kind.
[[nodiscard]] std::uint32_t padded_count(const PressSpec& press, std::uint32_t page_count);

}  // namespace bifolium

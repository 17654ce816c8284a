#pragma once

#include <vector>

#include "press/sheet.h"
#include "press/sheet_grid.h"
#include "style/style.h"

namespace bifolium {

/// Where the cells of a side begin and end, along one axis.
struct CellEdges {
  std::vector<Length> begin, end;
};

/// How far marks reach out from the trim; zero where there are none.
[[nodiscard]] Length room_for_marks(const PressMarks& marks, Length bleed);

/// The marks around the cells of a side.
[[nodiscard]] std::vector<SheetMark> marks_around(const PressSpec& press, const SheetGrid& grid,
                                                  const CellEdges& across, const CellEdges& down,
                                                  Length bleed);

/// Where the slug line of a side starts.
[[nodiscard]] Point slug_place(const CellEdges& across, const CellEdges& down, Length bleed);

}  // namespace bifolium

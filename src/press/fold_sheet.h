#pragma once

#include <vector>

namespace bifolium {

/// A cell of a printed sheet, before it is folded: the pages on its two sides, which have the same
/// top, since the sheet is turned about its vertical axis.
struct FoldedCell {
  int column = 0, row = 0;   ///< From the left and top of the inner side.
  int inner = 0, outer = 0;  ///< Pages of the folded sheet, from 0.
  bool turned = false;       ///< They stand upside down on the sheet.
};

/// Folds a sheet of `columns` x `rows` cells at right angles, each fold in the middle, the last one
/// at the spine: 2x1, 2x2, 4x2 or 4x4 cells for 4, 8, 16 or 32 pages, bound at the left. Gives the
/// cells row by row. Pages are numbered through the folded sheet, so that they are right whatever
/// the folds are; upper halves are folded down and left ones over to the right, by turns.
[[nodiscard]] std::vector<FoldedCell> fold_sheet(int columns, int rows);

/// The columns and rows of a folded sheet of 4, 8, 16 or 32 pages.
struct SheetCells {
  int columns = 2, rows = 1;
};
[[nodiscard]] SheetCells cells_of_sheet(int pages);

}  // namespace bifolium

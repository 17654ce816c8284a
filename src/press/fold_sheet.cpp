#include "press/fold_sheet.h"

#include <algorithm>
#include <utility>

#include "core/check.h"

namespace bifolium {
namespace {

/// A leaf in a pile of the sheet that is being folded.
struct Leaf {
  int column = 0, row = 0;  ///< The cell that it was.
  bool inner_up = true;
  bool turned = false;
};
using Pile = std::vector<Leaf>;  ///< From the top down.

/// The sheet part of the way: piles of leaves, row by row.
struct Folding {
  int columns = 0, rows = 0;
  std::vector<Pile> piles;

  Pile& at(int column, int row) {
    return piles.at(static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                    static_cast<std::size_t>(column));
  }
};

/// Turns `over` upside down and lays it on `below`. What is turned about a vertical axis keeps its
/// top; about a horizontal one, its top comes down.
Pile lay_on(Pile over, const Pile& below, bool about_horizontal) {
  std::ranges::reverse(over);
  for (Leaf& leaf : over) {
    leaf.inner_up = !leaf.inner_up;
    leaf.turned = leaf.turned != about_horizontal;
  }
  over.insert(over.end(), below.begin(), below.end());
  return over;
}

/// Folds the left half over onto the right.
Folding fold_across(Folding sheet) {
  Folding out{sheet.columns / 2, sheet.rows, {}};
  for (int row = 0; row < out.rows; ++row) {
    for (int column = 0; column < out.columns; ++column) {
      const int below = out.columns + column;
      out.piles.push_back(lay_on(sheet.at(sheet.columns - 1 - below, row), sheet.at(below, row),
                                 /*about_horizontal=*/false));
    }
  }
  return out;
}

/// Folds the upper half down onto the lower.
Folding fold_down(Folding sheet) {
  Folding out{sheet.columns, sheet.rows / 2, {}};
  for (int row = 0; row < out.rows; ++row) {
    for (int column = 0; column < out.columns; ++column) {
      const int below = out.rows + row;
      out.piles.push_back(lay_on(sheet.at(column, sheet.rows - 1 - below), sheet.at(column, below),
                                 /*about_horizontal=*/true));
    }
  }
  return out;
}

}  // namespace

std::vector<FoldedCell> fold_sheet(int columns, int rows) {
  Folding sheet{columns, rows, {}};
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) sheet.piles.push_back({Leaf{column, row}});
  }
  // The last fold is across, at the spine; before it, folds change direction as long as they can.
  for (bool down = sheet.rows >= sheet.columns; sheet.columns > 1 || sheet.rows > 1; down = !down) {
    if (down && sheet.rows > 1) {
      sheet = fold_down(std::move(sheet));
    } else if (!down && (sheet.columns > 2 || sheet.rows == 1)) {
      sheet = fold_across(std::move(sheet));
    }
  }
  const Pile& pile = sheet.piles.front();
  std::vector<FoldedCell> cells(pile.size());
  for (std::size_t i = 0; i < pile.size(); ++i) {
    const Leaf& leaf = pile[i];
    const int front = static_cast<int>(i) * 2;
    FoldedCell& cell =
        cells.at(static_cast<std::size_t>(leaf.row) * static_cast<std::size_t>(columns) +
                 static_cast<std::size_t>(leaf.column));
    cell = {leaf.column, leaf.row, front, front + 1, leaf.turned};
    if (!leaf.inner_up) std::swap(cell.inner, cell.outer);
  }
  BIFOLIUM_CHECK(!pile.front().turned, "the first page of a folded sheet lies upside down");
  return cells;
}

SheetCells cells_of_sheet(int pages) {
  switch (pages) {
    case 4:
      return {2, 1};
    case 8:
      return {2, 2};
    case 16:
      return {4, 2};
    case 32:
      return {4, 4};
    default:
      BIFOLIUM_CHECK(false, "a folded sheet has 4, 8, 16 or 32 pages");
      return {};
  }
}

}  // namespace bifolium

#pragma once

#include <vector>

#include "pages/galley.h"

namespace bifolium {

/// An item of a list in columns, set by itself at the top left.
struct ColumnItem {
  std::vector<SolidLine> lines;
  Length height;
  Length first_baseline;
  Length space_before, space_after;
};

struct ColumnShape {
  int columns = 2;
  Length pitch;  ///< From one column's start to the next one's.
  Length depth;  ///< Of the page: bands are kept well below it.
};

/// Sets items into bands of balanced columns, filled column by column: each band is as low as the
/// order of the items allows, the first columns take what can't be shared out evenly, and no item
/// is cut. One band unless the list is too tall for most of a page.
[[nodiscard]] std::vector<Solid> set_column_bands(const std::vector<ColumnItem>& items,
                                                  const ColumnShape& shape);

}  // namespace bifolium

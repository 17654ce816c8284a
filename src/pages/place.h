#pragma once

#include "pages/galley.h"
#include "pages/page.h"
#include "pages/paginate.h"

namespace bifolium {

/// Where a column stands: its start edge is `left` or, where text runs from right to left,
/// `left + width`.
struct ColumnPlace {
  std::uint32_t page = 0;  ///< Index in Pages::pages.
  Length left, top, width;
  bool right_to_left = false;
};

/// Places one column of the galley on its page: lines, labels, backgrounds, bars and rules, and the
/// anchors of the blocks that begin here. A box that goes on in the next column is closed here and
/// opened there with its padding.
void place_column(const Galley& galley, const GalleySource& source, const ColumnFill& fill,
                  const ColumnPlace& place, Pages& pages);

}  // namespace bifolium

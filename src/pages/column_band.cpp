#include "pages/column_band.h"

#include <algorithm>
#include <span>

namespace bifolium {
namespace {

Length space_between(const ColumnItem& before, const ColumnItem& after) {
  return max(before.space_after, after.space_before);
}

/// How many columns no higher than `height` the items need; 0 where one item is higher itself.
int columns_needed(std::span<const ColumnItem> items, Length height) {
  int columns = 1;
  Length used;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].height > height) return 0;
    const Length with = used == Length()
                            ? items[i].height
                            : used + space_between(items[i - 1], items[i]) + items[i].height;
    if (with > height) {
      ++columns;
      used = items[i].height;
    } else {
      used = with;
    }
  }
  return columns;
}

/// The least height at which the items fit: it is the height of some run of neighbours.
Length least_height(std::span<const ColumnItem> items, int columns) {
  std::vector<Length> heights;
  for (std::size_t first = 0; first < items.size(); ++first) {
    Length sum;
    for (std::size_t i = first; i < items.size(); ++i) {
      if (i > first) sum += space_between(items[i - 1], items[i]);
      sum += items[i].height;
      heights.push_back(sum);
    }
  }
  std::ranges::sort(heights);
  const auto fits = [&](Length height) {
    const int needed = columns_needed(items, height);
    return needed > 0 && needed <= columns;
  };
  return *std::ranges::partition_point(heights, [&](Length height) { return !fits(height); });
}

Solid set_band(std::span<const ColumnItem> items, const ColumnShape& shape) {
  const Length height = least_height(items, shape.columns);
  Solid band;
  int column = 0;
  Length y;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Length top = y == Length() ? Length() : y + space_between(items[i - 1], items[i]);
    if (y > Length() && top + items[i].height > height) {
      ++column;
      top = Length();
    }
    for (SolidLine line : items[i].lines) {
      line.start += shape.pitch * column;
      line.baseline += top;
      band.lines.push_back(line);
    }
    y = top + items[i].height;
    band.height = max(band.height, y);
  }
  return band;
}

}  // namespace

std::vector<Solid> set_column_bands(const std::vector<ColumnItem>& items,
                                    const ColumnShape& shape) {
  std::vector<Solid> bands;
  if (items.empty()) return bands;
  Length total;
  for (const ColumnItem& item : items) total += item.height + item.space_after;
  // A list that fills under 3/5 of a page stays whole; a longer one is cut into pieces small enough
  // to let pages fill.
  const Length whole = shape.depth.scaled({std::int64_t{3} * shape.columns, 5});
  const Length limit =
      total <= whole ? whole : shape.depth.scaled({std::int64_t{3} * shape.columns, 10});
  std::size_t first = 0;
  Length used;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Length height = items[i].height + items[i].space_after;
    if (i > first && used + height > limit) {
      bands.push_back(set_band(std::span(items).subspan(first, i - first), shape));
      first = i;
      used = Length();
    }
    used += height;
  }
  bands.push_back(set_band(std::span(items).subspan(first), shape));
  return bands;
}

}  // namespace bifolium

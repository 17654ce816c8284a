#include "press/sheet_grid.h"

#include <algorithm>

namespace bifolium {

Length GridAxis::total() const {
  Length sum;
  for (const Length size : sizes) sum += size;
  for (const Length gap : gaps) sum += gap;
  return sum;
}

void GridAxis::mirror() {
  std::ranges::reverse(sizes);
  std::ranges::reverse(joints);
  std::ranges::reverse(gaps);
}

}  // namespace bifolium

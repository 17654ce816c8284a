#include "proof/grid.h"

#include <algorithm>

namespace bifolium {

std::int64_t grid_gap(int dpi) { return std::max<std::int64_t>(4, dpi * 3 / 50); }

std::optional<std::vector<GridPicture>> arrange_pages(const std::vector<PixelSize>& pages,
                                                      std::size_t columns, std::int64_t gap,
                                                      std::int64_t most_pixels) {
  columns = std::min(columns, pages.size());
  std::int64_t column = 0;
  for (const PixelSize& page : pages) column = std::max(column, page.width);
  const std::int64_t width = gap + static_cast<std::int64_t>(columns) * (column + gap);
  std::vector<GridPicture> pictures;
  for (std::size_t first = 0; first < pages.size(); first += columns) {
    const std::size_t end = std::min(first + columns, pages.size());
    std::int64_t height = 0;
    for (std::size_t i = first; i < end; ++i) height = std::max(height, pages[i].height);
    if (width * (gap + height + gap) > most_pixels) return std::nullopt;
    if (pictures.empty() || width * (pictures.back().size.height + height + gap) > most_pixels) {
      pictures.push_back({{width, gap}, {}});
    }
    GridPicture& picture = pictures.back();
    for (std::size_t i = first; i < end; ++i) {
      const std::int64_t left = gap + static_cast<std::int64_t>(i - first) * (column + gap);
      picture.places.push_back({i, left + (column - pages[i].width) / 2, picture.size.height});
    }
    picture.size.height += height + gap;
  }
  return pictures;
}

}  // namespace bifolium

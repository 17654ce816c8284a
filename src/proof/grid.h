#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace bifolium {

/// A size in pixels.
struct PixelSize {
  std::int64_t width = 0, height = 0;
  friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

/// Where a page lies on its picture: the pixel of its top left corner.
struct GridPlace {
  std::size_t page = 0;  ///< Index into the sizes given.
  std::int64_t x = 0, y = 0;
};

/// One picture: pages in rows, in their order.
struct GridPicture {
  PixelSize size;
  std::vector<GridPlace> places;
};

/// The ground that shows around and between pages: about 1.5 mm, at least 4 pixels.
[[nodiscard]] std::int64_t grid_gap(int dpi);

/// Arranges pages of these sizes in rows of at most `columns`, each page centered in a column as
/// wide as the widest page, at the head of a row as high as its highest. Rows go to a next picture
/// where this one would have more than `most_pixels`; a row is never parted. None where a single
/// row has more.
[[nodiscard]] std::optional<std::vector<GridPicture>> arrange_pages(
    const std::vector<PixelSize>& pages, std::size_t columns, std::int64_t gap,
    std::int64_t most_pixels);

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/length.h"

namespace bifolium {

/// What lies between two neighbours on a sheet.
enum class Joint : std::uint8_t {
  kFold,   ///< They meet at a fold, or what is milled off lies between: neither may reach over.
  kCut,    ///< They are cut apart.
  kShare,  ///< Nothing happens there: pages on an office sheet.
};

/// Cells side by side along one axis.
struct GridAxis {
  std::vector<Length> sizes;
  std::vector<Joint> joints;  ///< One fewer.
  std::vector<Length> gaps;   ///< As many.

  [[nodiscard]] Length total() const;
  void mirror();
};

/// The cells of one side of a sheet, with what stands in them.
struct SheetGrid {
  struct Cell {
    std::optional<std::uint32_t> page;  ///< None: blank.
    bool turned = false;
    Length creep;                ///< How far the page is pushed out at the fore edge.
    bool spine_at_left = false;  ///< For creep.
  };
  GridAxis across, down;
  std::vector<Cell> cells;  ///< Row by row.

  [[nodiscard]] const Cell& at(std::size_t column, std::size_t row) const {
    return cells.at(row * across.sizes.size() + column);
  }
};

}  // namespace bifolium

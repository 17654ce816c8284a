#include "press/fill_grids.h"

#include <algorithm>
#include <utility>

#include "pages/panels.h"
#include "press/fold_sheet.h"

namespace bifolium {
namespace {

constexpr int kFolio = 4;  ///< Pages of a sheet that is folded once.

GridAxis even_axis(std::size_t count, Length size, Joint joint, Length gap) {
  GridAxis axis;
  axis.sizes.assign(count, size);
  axis.joints.assign(count - 1, joint);
  axis.gaps.assign(count - 1, gap);
  return axis;
}

class Filler {
 public:
  Filler(const PressSpec& press, const PageGeometry& page, std::uint32_t count, bool right_to_left)
      : press_(press), page_(page), count_(count), right_to_left_(right_to_left) {}

  std::vector<SheetGrid> run() {
    switch (press_.kind) {
      case PressKind::kSingle:
        single();
        break;
      case PressKind::kBooklet:
        gathering(0, static_cast<int>(padded_count(press_, count_)), kFolio);
        break;
      case PressKind::kPerfectBound:
        for (std::uint32_t first = 0; first < padded_count(press_, count_);
             first += static_cast<std::uint32_t>(press_.signature)) {
          gathering(first, press_.signature, press_.sheet_pages);
        }
        break;
      case PressKind::kNUp:
        several_up();
        break;
      case PressKind::kCards:
        cards();
        break;
      case PressKind::kFold:
        folded();
        break;
    }
    return std::move(grids_);
  }

 private:
  [[nodiscard]] std::optional<std::uint32_t> page_at(std::uint32_t index) const {
    return index < count_ ? std::optional(index) : std::nullopt;
  }

  void single() {
    const auto panels = folded_panels(page_, right_to_left_);
    for (std::uint32_t i = 0; i < count_; ++i) {
      SheetGrid grid;
      const Rect trim = trim_of(page_, panels, i);
      grid.across.sizes = {trim.width};
      grid.down.sizes = {trim.height};
      grid.cells = {{i, false, {}, false}};
      grids_.push_back(std::move(grid));
    }
  }

  /// Sheets that are folded, and laid inside each other: `pages` in all, from page `first`.
  void gathering(std::uint32_t first, int pages, int sheet_pages) {
    const SheetCells size = cells_of_sheet(sheet_pages);
    const std::vector<FoldedCell> cells = fold_sheet(size.columns, size.rows);
    for (int nested = 0; nested < pages / sheet_pages; ++nested) {
      // A sheet's pages, when it lies folded by itself, come in two halves: the sheets inside it
      // stand between.
      const auto folio = [&](int of_sheet) {
        const int half = sheet_pages / 2;
        return of_sheet < half ? nested * half + of_sheet
                               : pages - (nested + 1) * half + of_sheet - half;
      };
      SheetGrid front = signature_grid(size);
      SheetGrid back = signature_grid(size);
      for (const FoldedCell& cell : cells) {
        put(front, size.columns - 1 - cell.column, cell, folio(cell.outer), first, pages);
        put(back, cell.column, cell, folio(cell.inner), first, pages);
      }
      grids_.push_back(std::move(front));
      grids_.push_back(std::move(back));
    }
  }

  [[nodiscard]] SheetGrid signature_grid(SheetCells size) const {
    SheetGrid grid;
    const auto columns = static_cast<std::size_t>(size.columns);
    const auto rows = static_cast<std::size_t>(size.rows);
    grid.across = even_axis(columns, page_.trim.width, Joint::kCut, press_.gap);
    for (std::size_t i = 0; i < columns - 1; i += 2) {  // Every other joint is a spine.
      grid.across.joints[i] = Joint::kFold;
      grid.across.gaps[i] = press_.gutter + press_.milling * 2;
    }
    grid.down = even_axis(rows, page_.trim.height, Joint::kCut, press_.gap);
    grid.cells.resize(columns * rows);
    return grid;
  }

  void put(SheetGrid& grid, int column, const FoldedCell& from, int folio, std::uint32_t first,
           int pages) const {
    const auto columns = static_cast<int>(grid.across.sizes.size());
    // What is bound at the right is the mirror image of what is bound at the left.
    const int place = right_to_left_ ? columns - 1 - column : column;
    const auto row = static_cast<std::size_t>(from.row);
    SheetGrid::Cell& cell =
        grid.cells.at(row * grid.across.sizes.size() + static_cast<std::size_t>(place));
    cell.page = page_at(first + static_cast<std::uint32_t>(folio));
    cell.turned = from.turned;
    const int leaves_around = std::min(folio, pages - 1 - folio) / 2;
    cell.creep = press_.thickness * leaves_around;
    cell.spine_at_left = place % 2 == 1;
  }

  void several_up() {
    const auto columns = static_cast<std::uint32_t>(press_.columns);
    const auto rows = static_cast<std::uint32_t>(press_.rows);
    const std::uint32_t a_side = columns * rows;
    for (std::uint32_t first = 0; first < count_; first += a_side) {
      SheetGrid grid;
      const Joint joint = press_.gap > Length() ? Joint::kCut : Joint::kShare;
      grid.across = even_axis(columns, page_.trim.width, joint, press_.gap);
      grid.down = even_axis(rows, page_.trim.height, joint, press_.gap);
      for (std::uint32_t row = 0; row < rows; ++row) {
        for (std::uint32_t i = 0; i < columns; ++i) {
          const std::uint32_t column = right_to_left_ ? columns - 1 - i : i;
          grid.cells.push_back({page_at(first + row * columns + column), false, {}, false});
        }
      }
      grids_.push_back(std::move(grid));
    }
    // A last sheet of one printed side has a blank back.
  }

  void cards() {
    const std::uint32_t sides = press_.duplex == Duplex::kNone ? count_ : (count_ + 1) / 2 * 2;
    for (std::uint32_t i = 0; i < sides; ++i) {
      SheetGrid grid;
      const auto columns = static_cast<std::size_t>(press_.columns);
      const auto rows = static_cast<std::size_t>(press_.rows);
      grid.across = even_axis(columns, page_.trim.width, Joint::kCut, press_.gap);
      grid.down = even_axis(rows, page_.trim.height, Joint::kCut, press_.gap);
      grid.cells.assign(columns * rows, {page_at(i), false, {}, false});
      grids_.push_back(std::move(grid));
    }
  }

  void folded() {
    const auto panels = folded_panels(page_, right_to_left_);
    grids_.push_back(panel_grid(panels->outer, panels->widths));
    grids_.push_back(panel_grid(panels->inner, panels->widths));
  }

  [[nodiscard]] SheetGrid panel_grid(const std::vector<std::uint32_t>& side,
                                     const std::vector<Length>& widths) const {
    SheetGrid grid;
    const auto rows = static_cast<std::size_t>(press_.rows);
    grid.down = even_axis(rows, page_.trim.height, Joint::kCut, press_.gap);
    for (int copy = 0; copy < press_.columns; ++copy) {
      for (std::size_t i = 0; i < side.size(); ++i) {
        if (!grid.across.sizes.empty()) {
          grid.across.joints.push_back(i == 0 ? Joint::kCut : Joint::kFold);
          grid.across.gaps.push_back(i == 0 ? press_.gap : Length());
        }
        grid.across.sizes.push_back(widths.at(side[i]));
      }
    }
    for (std::size_t row = 0; row < rows; ++row) {
      for (int copy = 0; copy < press_.columns; ++copy) {
        for (const std::uint32_t page : side) {
          grid.cells.push_back({page_at(page), false, {}, false});
        }
      }
    }
    return grid;
  }

  const PressSpec& press_;
  const PageGeometry& page_;
  std::uint32_t count_;
  bool right_to_left_;
  std::vector<SheetGrid> grids_;
};

}  // namespace

std::vector<SheetGrid> fill_grids(const PressSpec& press, const PageGeometry& page,
                                  std::uint32_t page_count, bool right_to_left) {
  return Filler(press, page, page_count, right_to_left).run();
}

std::uint32_t padded_count(const PressSpec& press, std::uint32_t page_count) {
  const auto step = static_cast<std::uint32_t>(press.pages_to_fill());
  return (page_count + step - 1) / step * step;
}

}  // namespace bifolium

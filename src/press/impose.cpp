#include "press/impose.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/decimal.h"
#include "pages/panels.h"
#include "press/fill_grids.h"
#include "press/marks.h"

namespace bifolium {
namespace {

std::string size_text(Size size) {
  return millimeters_text(size.width, 2) + " × " + millimeters_text(size.height, 2);
}

constexpr std::int64_t kMostSmaller = 30;  ///< Tenths of a per cent: 12 pt become 11.6 pt.
constexpr Length kLargestSide = Length::points(14'400);  ///< Of a PDF page (ISO 32000-1, C.2).

class Imposer {
 public:
  Imposer(const StyledDocument& document, const Pages& pages, Diagnostics& diagnostics)
      : document_(document),
        press_(*document.press),
        page_(document.page),
        count_(static_cast<std::uint32_t>(pages.pages.size())),
        diagnostics_(diagnostics) {}

  Sheets run() {
    std::vector<SheetGrid> grids = fill_grids(press_, page_, count_, document_.info.right_to_left);
    check_creep(grids);
    warn_of_blanks();
    choose_media(grids);
    if (diagnostics_.has_errors()) return {};
    sheets_.separate_pages = press_.kind == PressKind::kSingle;
    sheets_.two_sided = press_.duplex != Duplex::kNone;
    sheets_.turned_over_long_edge = press_.duplex == Duplex::kLongEdge;
    for (std::size_t i = 0; i < grids.size(); ++i) {
      SheetSide side = place(grids[i]);
      if (i % 2 == 1 && sheets_.two_sided && !sheets_.separate_pages && turned_head_down()) {
        turn(side);
      }
      sheets_.sides.push_back(std::move(side));
    }
    return std::move(sheets_);
  }

 private:
  [[nodiscard]] SourceSpan span() const { return press_.span; }

  /// What inner leaves lose at the fore edge, or at the spine where they are moved.
  void check_creep(const std::vector<SheetGrid>& grids) {
    if (press_.thickness == Length()) return;
    Length most;
    for (const SheetGrid& grid : grids) {
      for (const SheetGrid::Cell& cell : grid.cells) {
        if (cell.page) most = max(most, cell.creep);
      }
    }
    check_scale(most);
    Length margin = page_.outer;
    if (press_.creep == Creep::kMove) margin = min(page_.outer, page_.inner - most);
    if (press_.creep == Creep::kNone) margin = page_.outer - most;
    if (press_.creep == Creep::kScale) {
      margin = page_.outer.scaled({(page_.trim.width - most).units(), page_.trim.width.units()});
    }
    if (margin >= press_.safe) return;
    diagnostics_.report(
        DiagnosticCode::kCreepMargin, span(),
        {millimeters_text(most, 2), millimeters_text(margin, 2), millimeters_text(press_.safe, 2)});
  }

  /// Pages that are made smaller keep their looks within what nobody sees.
  void check_scale(Length creep) {
    if (press_.creep != Creep::kScale) return;
    const std::int64_t tenths = mul_div_round(creep.units(), 1000, page_.trim.width.units());
    if (tenths <= kMostSmaller) return;
    std::string smaller, most;
    append_decimal(smaller, tenths, 1);
    append_decimal(most, kMostSmaller, 1);
    diagnostics_.report(DiagnosticCode::kCreepScale, span(), {smaller, most});
  }

  void warn_of_blanks() {
    if (press_.kind != PressKind::kPerfectBound) return;
    const std::uint32_t blank = padded_count(press_, count_) - count_;
    if (blank * 2 < static_cast<std::uint32_t>(press_.signature)) return;
    diagnostics_.report(DiagnosticCode::kManyBlankPages, span(),
                        {page_count(), integer_text(press_.signature), integer_text(blank)});
  }

  /// The sheet, upright or lying; what is put on it at its own size, or n-up as large as it can be.
  void choose_media(std::vector<SheetGrid>& grids) {
    Size block;
    for (const SheetGrid& grid : grids) {
      block.width = max(block.width, grid.across.total());
      block.height = max(block.height, grid.down.total());
    }
    Length room = room_for_marks(press_.marks, page_.bleed);
    if (press_.sheets.empty()) {
      room = max(room, page_.bleed);
      sheets_.media = {block.width + room * 2, block.height + room * 2};
      if (max(sheets_.media.width, sheets_.media.height) > kLargestSide) {
        diagnostics_.report(DiagnosticCode::kSheetTooLarge, span(), {size_text(sheets_.media)});
      }
      return;
    }
    for (const Size& sheet : press_.sheets) {
      sheets_.media = better_turned(sheet, block, room);
      if (fits(block, sheets_.media, room)) return;
    }
    if (press_.kind == PressKind::kNUp) {
      shrink(grids, scale_on(sheets_.media, block, room));
    } else if (!fits(block, sheets_.media, Length())) {
      diagnostics_.report(DiagnosticCode::kSheetTooSmall, span(),
                          {size_text(block), size_text(sheets_.media), or_smaller_grid()});
    } else {
      diagnostics_.report(
          DiagnosticCode::kNoRoomForMarks, span(),
          {size_text({block.width + room * 2, block.height + room * 2}), size_text(sheets_.media)});
    }
  }

  [[nodiscard]] std::string or_smaller_grid() const {
    return press_.columns * press_.rows > 1 ? ", or a smaller grid" : "";
  }

  [[nodiscard]] static bool fits(Size block, Size sheet, Length room) {
    return block.width + room * 2 <= sheet.width && block.height + room * 2 <= sheet.height;
  }

  [[nodiscard]] std::string page_count() const {
    return integer_text(count_) + (count_ == 1 ? " page" : " pages");
  }

  /// The sheet upright or lying: as the pages on it fit, or have to be made smaller the less; where
  /// both are as good, as what is put on it.
  [[nodiscard]] Size better_turned(Size sheet, Size block, Length room) const {
    const Size turned{sheet.height, sheet.width};
    if (press_.kind == PressKind::kNUp) {
      const Ratio upright = scale_on(sheet, block, room), lying = scale_on(turned, block, room);
      if (upright.num * lying.den > lying.num * upright.den) return sheet;
      if (upright.num * lying.den < lying.num * upright.den) return turned;
    } else if (fits(block, sheet, room) != fits(block, turned, room)) {
      return fits(block, sheet, room) ? sheet : turned;
    }
    return (block.width > block.height) == (sheet.width > sheet.height) ? sheet : turned;
  }

  /// By how much the cells have to be made smaller for this sheet; 1 at most.
  [[nodiscard]] Ratio scale_on(Size sheet, Size block, Length room) const {
    const Length gaps_across = press_.gap * (press_.columns - 1) + room * 2;
    const Length gaps_down = press_.gap * (press_.rows - 1) + room * 2;
    const Ratio across{(sheet.width - gaps_across).units() / 1000,
                       (block.width - press_.gap * (press_.columns - 1)).units() / 1000};
    const Ratio down{(sheet.height - gaps_down).units() / 1000,
                     (block.height - press_.gap * (press_.rows - 1)).units() / 1000};
    const Ratio least = across.num * down.den < down.num * across.den ? across : down;
    return least.num >= least.den ? Ratio{1, 1} : least;
  }

  void shrink(std::vector<SheetGrid>& grids, Ratio scale) {
    if (scale.num <= 0) {
      diagnostics_.report(DiagnosticCode::kSheetTooSmall, span(),
                          {size_text(page_.trim), size_text(sheets_.media), or_smaller_grid()});
      return;
    }
    for (SheetGrid& grid : grids) {
      for (Length& size : grid.across.sizes) size = size.scaled(scale);
      for (Length& size : grid.down.sizes) size = size.scaled(scale);
    }
  }

  /// The edges of the cells of an axis, in the middle of the sheet.
  static CellEdges edges_of(const GridAxis& axis, Length extent) {
    CellEdges edges;
    Length at = (extent - axis.total()).scaled({1, 2});
    for (std::size_t i = 0; i < axis.sizes.size(); ++i) {
      edges.begin.push_back(at);
      at += axis.sizes[i];
      edges.end.push_back(at);
      if (i < axis.gaps.size()) at += axis.gaps[i];
    }
    return edges;
  }

  /// How far a cell may be inked beyond its edge, before cell `i` or, from i = 1 on, behind i - 1.
  [[nodiscard]] Length reach(const GridAxis& axis, std::size_t joint_before, Length to_edge) const {
    if (joint_before == 0 || joint_before > axis.joints.size()) {
      return min(page_.bleed, max(to_edge, Length()));
    }
    return min(page_.bleed, axis.gaps[joint_before - 1].scaled({1, 2}));
  }

  SheetSide place(const SheetGrid& grid) {
    SheetSide side;
    const Size media = sheets_.media;
    const CellEdges across = edges_of(grid.across, media.width);
    const CellEdges down = edges_of(grid.down, media.height);
    const std::size_t columns = grid.across.sizes.size(), rows = grid.down.sizes.size();
    const auto box = [](Length left, Length top, Length right, Length bottom) {
      return Rect{left, top, right - left, bottom - top};
    };
    side.trim = box(across.begin.front(), down.begin.front(), across.end.back(), down.end.back());
    const auto clip_of = [&](std::size_t column, std::size_t row) {
      const Length left = across.begin[column], right = across.end[column];
      const Length top = down.begin[row], bottom = down.end[row];
      return box(left - reach(grid.across, column, left), top - reach(grid.down, row, top),
                 right + reach(grid.across, column + 1, media.width - right),
                 bottom + reach(grid.down, row + 1, media.height - bottom));
    };
    const Rect first = clip_of(0, 0), last = clip_of(columns - 1, rows - 1);
    side.bleed = box(first.x, first.y, last.right(), last.bottom());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        const SheetGrid::Cell& cell = grid.at(column, row);
        if (!cell.page) {
          if (press_.kind != PressKind::kNUp) side.blanks.push_back(clip_of(column, row));
          continue;
        }
        SheetSlot slot;
        slot.page = *cell.page;
        slot.turned = cell.turned;
        slot.repeated = !placed_.insert(slot.page).second;
        slot.clip = clip_of(column, row);
        slot.trim = crept(
            box(across.begin[column], down.begin[row], across.end[column], down.end[row]), cell);
        side.slots.push_back(slot);
      }
    }
    side.marks = marks_around(press_, grid, across, down, page_.bleed);
    check_patches(side);
    side.slug = slug_place(across, down, page_.bleed);
    return side;
  }

  void check_patches(const SheetSide& side) {
    const auto patches = std::ranges::count(side.marks, MarkKind::kColor, &SheetMark::kind);
    if (!press_.marks.color || patches == kColorPatches || diagnostics_.has_errors()) return;
    diagnostics_.report(DiagnosticCode::kNoRoomForPatches, span(),
                        {millimeters_text(side.trim.height, 2)});
  }

  /// The trim of a page on an inner leaf, as creep has it.
  [[nodiscard]] Rect crept(Rect trim, const SheetGrid::Cell& cell) const {
    switch (press_.creep) {
      case Creep::kNone:
        break;
      case Creep::kMove:
        trim.x += cell.spine_at_left ? -cell.creep : cell.creep;
        break;
      case Creep::kScale: {
        const Ratio scale{(trim.width - cell.creep).units(), trim.width.units()};
        const Length height = trim.height.scaled(scale);
        trim.y += (trim.height - height).scaled({1, 2});
        trim.height = height;
        if (!cell.spine_at_left) trim.x += cell.creep;
        trim.width -= cell.creep;
        break;
      }
    }
    return trim;
  }

  /// Whether the printer turns the sheet about its horizontal axis, so that what stands upright on
  /// the back would come to stand on its head.
  [[nodiscard]] bool turned_head_down() const {
    const bool lying = sheets_.media.width > sheets_.media.height;
    return lying == (press_.duplex == Duplex::kLongEdge);
  }

  [[nodiscard]] Rect turned(const Rect& box) const {
    return {sheets_.media.width - box.right(), sheets_.media.height - box.bottom(), box.width,
            box.height};
  }

  void turn(SheetSide& side) const {
    for (SheetSlot& slot : side.slots) {
      slot.trim = turned(slot.trim);
      slot.clip = turned(slot.clip);
      slot.turned = !slot.turned;
    }
    for (Rect& blank : side.blanks) blank = turned(blank);
    for (SheetMark& mark : side.marks) mark.box = turned(mark.box);
    side.trim = turned(side.trim);
    side.bleed = turned(side.bleed);
    // The slug line stays upright at the foot, to be read with the sheet as it comes.
  }

  const StyledDocument& document_;
  const PressSpec& press_;
  const PageGeometry& page_;
  std::uint32_t count_;
  Diagnostics& diagnostics_;
  Sheets sheets_;
  std::set<std::uint32_t> placed_;
};

}  // namespace

Sheets impose(const StyledDocument& document, const Pages& pages, Diagnostics& diagnostics) {
  return Imposer(document, pages, diagnostics).run();
}

}  // namespace bifolium

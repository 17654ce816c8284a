#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/length.h"
#include "pages/page.h"

namespace bifolium {

/// A page on one side of a sheet. Rectangles are in layout space, from the top left of the side.
struct SheetSlot {
  std::uint32_t page = 0;  ///< Index in Pages::pages.
  Rect trim;               ///< Where the page's trim comes to lie.
  Rect clip;               ///< What of the side may be inked by this page: its trim and bleed.
  bool turned = false;     ///< Upside down.
  bool repeated = false;   ///< The page stands elsewhere too, and is read there.
  friend bool operator==(const SheetSlot&, const SheetSlot&) = default;
};

inline constexpr int kColorPatches = 7;

enum class MarkKind : std::uint8_t { kCrop, kFold, kRegistration, kColor };

/// A mark outside the trim. Crop and fold marks are lines along the longer side of `box`, which has
/// no other extent; registration marks are a cross in a circle that fills it; colour patches fill
/// it.
struct SheetMark {
  MarkKind kind{};
  Rect box;
  int patch = 0;  ///< kColor: which one, from 0.
  friend bool operator==(const SheetMark&, const SheetMark&) = default;
};

struct SheetSide {
  std::vector<SheetSlot> slots;  ///< Row by row, from the left.
  std::vector<Rect> blanks;      ///< With their bleed, where no page fills up a fold or binding.
  std::vector<SheetMark> marks;
  Rect trim, bleed;  ///< TrimBox and BleedBox: all that is cut out, and what is inked around it.
  Point slug;        ///< Where the slug line starts, on its baseline.
  std::optional<FurnitureText> slug_line;  ///< Set by what calls impose.
};

/// The sides of all sheets: fronts and backs by turns where they are printed on both.
struct Sheets {
  Size media;
  bool two_sided = false;
  bool turned_over_long_edge = false;  ///< How the printer turns the sheet (two_sided).
  bool separate_pages = false;         ///< A side is a page, which is imposed elsewhere.
  std::vector<SheetSide> sides;

  [[nodiscard]] std::size_t count() const {
    return two_sided ? (sides.size() + 1) / 2 : sides.size();
  }
};

}  // namespace bifolium

#include "pages/panels.h"

#include <algorithm>

#include "core/check.h"

namespace bifolium {
namespace {

/// Pages first, first + 1, …
std::vector<std::uint32_t> from(std::uint32_t first, std::size_t count) {
  std::vector<std::uint32_t> pages;
  for (std::size_t i = 0; i < count; ++i) pages.push_back(first + static_cast<std::uint32_t>(i));
  return pages;
}

/// The pages on the two sides of a sheet that is folded to and fro: one side through, then the
/// other. Folded, its first page lies on top.
FoldedPanels to_and_fro(std::size_t count) {
  FoldedPanels out{from(0, count), from(static_cast<std::uint32_t>(count), count), {}, {}};
  out.kinds.assign(count, PageKind::kInside);
  out.kinds.front() = PageKind::kFront;
  out.kinds.insert(out.kinds.end(), count, PageKind::kBack);
  return out;
}

FoldedPanels left_to_right(FoldKind fold, std::size_t count) {
  using enum PageKind;
  switch (fold) {
    case FoldKind::kHalf:
      return {{3, 0}, {1, 2}, {kFront, kInside, kInside, kBack}, {}};
    case FoldKind::kTri:
      // The flap, the back and the front. Who opens the front has the first inner panel at the left
      // and the flap at the right, and reads them in that order; then the flap is opened.
      return {{2, 5, 0}, {1, 3, 4}, {kFront, kInside, kFlap, kInside, kInside, kBack}, {}};
    case FoldKind::kGate:
      // Closed, the outer panels meet in the middle: the left one shows the first page, the right
      // one the second. Behind them lie two panels of the back.
      return {{1, 6, 7, 0},
              {2, 3, 4, 5},
              {kFront, kFront, kInside, kInside, kInside, kInside, kBack, kBack},
              {}};
    case FoldKind::kZ:
    case FoldKind::kAccordion:
      return to_and_fro(count);
    case FoldKind::kNone:
      break;
  }
  BIFOLIUM_CHECK(false, "a page without a fold has no panels");
  return {};
}

}  // namespace

std::optional<FoldedPanels> folded_panels(const PageGeometry& page, bool right_to_left) {
  if (page.fold == FoldKind::kNone) return std::nullopt;
  const std::size_t count = page.panels.size();
  FoldedPanels out = left_to_right(page.fold, count);
  BIFOLIUM_CHECK(out.outer.size() == count && out.inner.size() == count,
                 "a fold with another number of panels");
  out.widths.resize(count * 2);
  for (std::size_t i = 0; i < count; ++i) {
    out.widths.at(out.outer[i]) = page.panels[i];
    out.widths.at(out.inner[count - 1 - i]) = page.panels[i];
  }
  if (right_to_left) {
    std::ranges::reverse(out.outer);
    std::ranges::reverse(out.inner);
  }
  return out;
}

Rect trim_of(const PageGeometry& page, const std::optional<FoldedPanels>& panels,
             std::uint32_t page_index) {
  const Size& trim = page.trim;
  if (!panels) return {{}, {}, trim.width, trim.height};
  const Length width = panels->widths.at(page_index);
  const Length cut = Length::from_units((trim.width - width).units() / 2);
  return {cut, {}, width, trim.height};
}

}  // namespace bifolium

#include "press/marks.h"

#include <algorithm>
#include <array>

namespace bifolium {
namespace {

// Usual measures of print shops: marks keep off the bleed, and are 5 mm long.
constexpr Length kLeastOffset = Length::micrometers(3'000);
constexpr Length kMarkLength = Length::micrometers(5'000);
constexpr Length kSlugDrop = Length::micrometers(3'500);  ///< Of its baseline, below the marks.
constexpr Length kSlugIndent = Length::micrometers(2'000);
constexpr Length kClear = Length::micrometers(1'000);  ///< Around marks.

Length offset_of(Length bleed) { return max(bleed, kLeastOffset); }

/// The marks along two opposite edges, at one position of an axis.
class Marker {
 public:
  Marker(const PressSpec& press, const SheetGrid& grid, const CellEdges& across,
         const CellEdges& down, Length bleed)
      : press_(press), grid_(grid), across_(across), down_(down), offset_(offset_of(bleed)) {}

  std::vector<SheetMark> run() {
    const std::vector<Length> xs = along(grid_.across, across_, /*upright=*/true);
    const std::vector<Length> ys = along(grid_.down, down_, /*upright=*/false);
    if (press_.marks.registration) {
      const Length x = free_place(across_, xs), y = free_place(down_, ys);
      for (const bool far : {false, true}) {
        marks_.push_back({MarkKind::kRegistration,
                          centered(x, outside(down_, far) + kMarkLength.scaled({1, 2}))});
        marks_.push_back({MarkKind::kRegistration,
                          centered(outside(across_, far) + kMarkLength.scaled({1, 2}), y)});
      }
    }
    if (press_.marks.color) patches(ys);
    return std::move(marks_);
  }

 private:
  /// Where the marks outside this edge begin: before the first cell, or behind the last one.
  [[nodiscard]] Length outside(const CellEdges& edges, bool far) const {
    return far ? edges.end.back() + offset_ : edges.begin.front() - offset_ - kMarkLength;
  }

  /// Crop and fold marks of one axis, outside the cells of the other; gives where they stand.
  std::vector<Length> along(const GridAxis& axis, const CellEdges& edges, bool upright) {
    std::vector<Length> places;
    const CellEdges& other = upright ? down_ : across_;
    const auto mark = [&](MarkKind kind, Length at) {
      places.push_back(at);
      for (const bool far : {false, true}) {
        const Length from = outside(other, far);
        marks_.push_back(
            {kind, upright ? Rect{at, from, {}, kMarkLength} : Rect{from, at, kMarkLength, {}}});
      }
    };
    if (press_.marks.crop) {
      mark(MarkKind::kCrop, edges.begin.front());
      for (std::size_t i = 0; i < axis.joints.size(); ++i) {
        const bool trimmed = axis.joints[i] == Joint::kCut || axis.gaps[i] > Length();
        if (!trimmed || axis.joints[i] == Joint::kShare) continue;
        mark(MarkKind::kCrop, edges.end[i]);
        if (axis.gaps[i] > Length()) mark(MarkKind::kCrop, edges.begin[i + 1]);
      }
      mark(MarkKind::kCrop, edges.end.back());
    }
    if (!press_.marks.fold) return places;
    for (std::size_t i = 0; i < axis.joints.size(); ++i) {
      // The sheets of a signature are folded where their pages are cut apart later.
      const bool folded =
          axis.joints[i] == Joint::kFold ||
          (press_.kind == PressKind::kPerfectBound && axis.joints[i] == Joint::kCut);
      if (folded) mark(MarkKind::kFold, (edges.end[i] + edges.begin[i + 1]).scaled({1, 2}));
    }
    return places;
  }

  /// The middle of the cells, or a place near it that keeps clear of the marks there.
  [[nodiscard]] static Length free_place(const CellEdges& edges, const std::vector<Length>& taken) {
    constexpr std::array<Ratio, 7> kPlaces{Ratio{1, 2}, {3, 8},  {1, 4}, {1, 8},
                                           {5, 16},     {7, 16}, {1, 16}};
    const Length extent = edges.end.back() - edges.begin.front();
    const Length clear = kMarkLength.scaled({1, 2}) + kClear;
    for (const Ratio place : kPlaces) {
      const Length at = edges.begin.front() + extent.scaled(place);
      const bool free = std::ranges::all_of(
          taken, [&](Length mark) { return max(mark - at, at - mark) >= clear; });
      if (free) return at;
    }
    return edges.begin.front() + extent.scaled({1, 2});
  }

  [[nodiscard]] static Rect centered(Length x, Length y) {
    const Length half = kMarkLength.scaled({1, 2});
    return {x - half, y - half, kMarkLength, kMarkLength};
  }

  /// Colour patches, one below the other where no mark is: at the left, and the rest at the right.
  void patches(std::vector<Length> taken) {
    for (const SheetMark& mark : marks_) {
      if (mark.kind == MarkKind::kRegistration) taken.push_back(mark.box.y + mark.box.height);
    }
    int patch = 0;
    for (const bool far : {false, true}) {
      const Length x = outside(across_, far);
      for (Length y = down_.begin.front() + kMarkLength;
           patch < kColorPatches && y + kMarkLength <= down_.end.back(); y += kMarkLength) {
        const bool free = std::ranges::all_of(taken, [&](Length mark) {
          return mark <= y - kClear || mark - kMarkLength >= y + kMarkLength + kClear;
        });
        if (!free) continue;
        marks_.push_back({MarkKind::kColor, {x, y, kMarkLength, kMarkLength}, patch++});
      }
    }
  }

  const PressSpec& press_;
  const SheetGrid& grid_;
  const CellEdges& across_;
  const CellEdges& down_;
  Length offset_;
  std::vector<SheetMark> marks_;
};

}  // namespace

Length room_for_marks(const PressMarks& marks, Length bleed) {
  if (!marks.any()) return {};
  return offset_of(bleed) + kMarkLength + (marks.slug ? kSlugDrop : Length()) + kClear;
}

std::vector<SheetMark> marks_around(const PressSpec& press, const SheetGrid& grid,
                                    const CellEdges& across, const CellEdges& down, Length bleed) {
  return Marker(press, grid, across, down, bleed).run();
}

Point slug_place(const CellEdges& across, const CellEdges& down, Length bleed) {
  return {across.begin.front() + kSlugIndent,
          down.end.back() + offset_of(bleed) + kMarkLength + kSlugDrop};
}

}  // namespace bifolium

#include "press/impose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace bifolium {
namespace {

constexpr Length mm(std::int64_t n) { return Length::micrometers(n * 1000); }

/// A document of that many A6 pages, as far as imposing looks at it.
struct Job {
  StyledDocument document;
  Pages pages;
  Diagnostics diagnostics;

  Job(PressKind kind, std::size_t count) {
    document.page.trim = {mm(105), mm(148)};
    document.page.bleed = mm(3);
    document.page.inner = mm(15);
    document.page.outer = mm(12);
    document.press.emplace();
    document.press->kind = kind;
    document.press->gap = mm(6);
    document.press->safe = mm(5);
    document.press->duplex = kind == PressKind::kBooklet || kind == PressKind::kFold
                                 ? Duplex::kShortEdge
                                 : Duplex::kLongEdge;
    pages.pages.resize(count);
  }
  PressSpec& press() { return *document.press; }
  Sheets impose() { return bifolium::impose(document, pages, diagnostics); }
};

// What follows folds printed sheets as hands would, from the rectangles that were imposed alone, to
// see what a reader finds. It knows nothing of how they were found.

constexpr int kBlank = -1;

/// What is printed on one side of a leaf: a page, and whether its head is at the sheet's.
struct Face {
  int page = kBlank;
  bool upright = true;
};

/// A piece of the sheet that folding leaves flat. `x` and `y`: its middle, as the sheet lies with
/// its back up and its front's left edge at the right.
struct Leaf {
  Length x, y, width;
  Face front, back;
  bool back_up = true;
  bool head_up = true;
};

Length middle(const Rect& box) { return box.x + box.width.scaled({1, 2}); }
Length center(const Rect& box) { return box.y + box.height.scaled({1, 2}); }

/// Whether a printer that is told so turns the sheet about its upright axis.
bool turns_about_upright_axis(const Sheets& sheets) {
  const bool lying = sheets.media.width > sheets.media.height;
  return lying != sheets.turned_over_long_edge;
}

/// The page at a place of a side, within the rounding of a half.
Face face_at(const SheetSide& side, Length x, Length y, Length slack) {
  for (const SheetSlot& slot : side.slots) {
    const Length dx = middle(slot.trim) - x, dy = center(slot.trim) - y;
    if (max(dx, -dx) <= slack && max(dy, -dy) <= Length::from_units(2)) {
      return {static_cast<int>(slot.page), !slot.turned};
    }
  }
  return {};
}

/// The leaves of a sheet whose cells have these middles on the front.
std::vector<Leaf> leaves_of(const Sheets& sheets, std::size_t sheet, const std::vector<Rect>& cells,
                            Length slack = Length::from_units(2)) {
  std::vector<Leaf> leaves;
  std::size_t found = 0;
  const SheetSide& front = sheets.sides.at(sheet * 2);
  const SheetSide& back = sheets.sides.at(sheet * 2 + 1);
  const Size media = sheets.media;
  for (const Rect& cell : cells) {
    Leaf leaf;
    const Length x = middle(cell), y = center(cell);
    leaf.x = media.width - x;
    leaf.y = y;
    leaf.width = cell.width;
    leaf.front = face_at(front, x, y, slack);
    if (turns_about_upright_axis(sheets)) {
      leaf.back = face_at(back, media.width - x, y, slack);
    } else {
      leaf.back = face_at(back, x, media.height - y, slack);
      leaf.back.upright = !leaf.back.upright;
    }
    found += (leaf.front.page != kBlank ? 1U : 0U) + (leaf.back.page != kBlank ? 1U : 0U);
    leaves.push_back(leaf);
  }
  EXPECT_EQ(found, front.slots.size() + back.slots.size()) << "a page stands beside the leaves";
  return leaves;
}

/// The pile of leaves on one spot, from the top down, while a sheet is folded.
using Pile = std::vector<Leaf>;

/// Folds everything left (or right) of an upright line over to the other side.
Pile fold_at_x(const Pile& pile, Length line, bool left_over) {
  Pile moved, still;
  for (const Leaf& leaf : pile) ((leaf.x < line) == left_over ? moved : still).push_back(leaf);
  std::ranges::reverse(moved);
  for (Leaf& leaf : moved) {
    leaf.x = line + line - leaf.x;
    leaf.back_up = !leaf.back_up;
  }
  moved.insert(moved.end(), still.begin(), still.end());
  return moved;
}

/// Folds everything above a level line down.
Pile fold_at_y(const Pile& pile, Length line) {
  Pile moved, still;
  for (const Leaf& leaf : pile) (leaf.y < line ? moved : still).push_back(leaf);
  std::ranges::reverse(moved);
  for (Leaf& leaf : moved) {
    leaf.y = line + line - leaf.y;
    leaf.back_up = !leaf.back_up;
    leaf.head_up = !leaf.head_up;
  }
  moved.insert(moved.end(), still.begin(), still.end());
  return moved;
}

/// What the reader meets, leaf by leaf from the top; every face has to be upright.
std::vector<int> faces(const Pile& pile) {
  std::vector<int> pages;
  for (const Leaf& leaf : pile) {
    const Face& upper = leaf.back_up ? leaf.back : leaf.front;
    const Face& lower = leaf.back_up ? leaf.front : leaf.back;
    for (const Face& face : {upper, lower}) {
      pages.push_back(face.page);
      if (face.page == kBlank) continue;
      EXPECT_EQ(face.upright, leaf.head_up) << "page " << face.page << " stands on its head";
    }
  }
  return pages;
}

/// The cells of a signature's sheet: columns in pairs that meet at the spine, rows apart by the
/// gap.
std::vector<Rect> signature_cells(const Job& job, const SheetSide& front, int columns, int rows) {
  const Size page = job.document.page.trim;
  const PressSpec& press = *job.document.press;
  std::vector<Rect> cells;
  for (int row = 0; row < rows; ++row) {
    Length x = front.trim.x;
    for (int column = 0; column < columns; ++column) {
      cells.push_back({x, front.trim.y + (page.height + press.gap) * row, page.width, page.height});
      x += page.width + (column % 2 == 0 ? press.milling * 2 : press.gap);
    }
  }
  return cells;
}

/// Folds a sheet of a signature: halves over each other, the last fold at the spine.
Pile fold_signature(Pile pile, Size media, int columns, int rows, bool right_to_left,
                    const Job& job) {
  const Size page = job.document.page.trim;
  const Length gap = job.document.press->gap, milling = job.document.press->milling;
  Length x = media.width.scaled({1, 2}), y = media.height.scaled({1, 2});
  const auto across = [&] {
    pile = fold_at_x(pile, x, !right_to_left);
    columns /= 2;
    // What lies now at one side of the line has its own middle.
    const Length half = columns == 1 ? Length() : page.width + milling + gap.scaled({1, 2});
    x += right_to_left ? -half : half;
  };
  const auto down = [&] {
    pile = fold_at_y(pile, y);
    rows /= 2;
    y += (page.height + gap) * rows;
    if (rows > 0) y -= (page.height + gap).scaled({rows, 2});
  };
  if (rows == 4) down();
  if (columns == 4) across();
  if (rows >= 2) down();
  across();
  return pile;
}

/// Everything that a reader of the bound book meets, page after page.
std::vector<int> bound_pages(const Job& job, const Sheets& sheets, int gathering, int sheet_pages) {
  const std::map<int, std::pair<int, int>> grids{
      {4, {2, 1}}, {8, {2, 2}}, {16, {4, 2}}, {32, {4, 4}}};
  const auto [columns, rows] = grids.at(sheet_pages);
  const bool rtl = job.document.info.right_to_left;
  std::vector<int> book;
  std::size_t sheet = 0;
  while (sheet < sheets.count()) {
    std::vector<int> inside;  // Of the sheets of a gathering, the first is the outermost.
    std::vector<std::vector<int>> folded;
    for (int i = 0; i < gathering / sheet_pages; ++i, ++sheet) {
      const SheetSide& front = sheets.sides.at(sheet * 2);
      const Pile pile =
          fold_signature(leaves_of(sheets, sheet, signature_cells(job, front, columns, rows)),
                         sheets.media, columns, rows, rtl, job);
      folded.push_back(faces(pile));
    }
    for (auto outer = folded.rbegin(); outer != folded.rend(); ++outer) {
      const auto half = outer->begin() + static_cast<std::ptrdiff_t>(outer->size() / 2);
      inside.insert(inside.begin(), outer->begin(), half);
      inside.insert(inside.end(), half, outer->end());
    }
    book.insert(book.end(), inside.begin(), inside.end());
  }
  return book;
}

/// 0, 1, … count - 1, then blanks.
void expect_in_order(const std::vector<int>& book, std::size_t count) {
  ASSERT_GE(book.size(), count);
  for (std::size_t i = 0; i < book.size(); ++i) {
    ASSERT_EQ(book[i], i < count ? static_cast<int>(i) : kBlank) << "place " << i;
  }
}

/// Calls `look` with a job for every count of pages, direction and flip.
template <class Look>
void for_all(PressKind kind, const Look& look) {
  for (std::size_t count = 1; count <= 200; ++count) {
    for (const bool rtl : {false, true}) {
      for (const Duplex duplex : {Duplex::kLongEdge, Duplex::kShortEdge}) {
        SCOPED_TRACE(std::to_string(count) + (rtl ? " rtl" : " ltr") +
                     (duplex == Duplex::kLongEdge ? " long edge" : " short edge"));
        Job job(kind, count);
        job.document.info.right_to_left = rtl;
        job.press().duplex = duplex;
        look(job, count);
        if (testing::Test::HasFatalFailure()) return;
      }
    }
  }
}

TEST(Impose, BookletsFoldIntoPagesInOrder) {
  for_all(PressKind::kBooklet, [](Job& job, std::size_t count) {
    const Sheets sheets = job.impose();
    ASSERT_EQ(sheets.count(), (count + 3) / 4);
    const int pages = static_cast<int>((count + 3) / 4 * 4);
    expect_in_order(bound_pages(job, sheets, pages, 4), count);
  });
}

TEST(Impose, SignaturesFoldAndGatherIntoPagesInOrder) {
  for (const int signature : {8, 16, 32}) {
    for (const int sheet : {4, 8, 16, 32}) {
      if (sheet > signature) continue;
      for (const Length milling : {Length(), mm(3)}) {
        SCOPED_TRACE(std::to_string(signature) + " pages, " + std::to_string(sheet) + " a sheet");
        for_all(PressKind::kPerfectBound, [&](Job& job, std::size_t count) {
          job.press().signature = signature;
          job.press().sheet_pages = sheet;
          job.press().milling = milling;
          expect_in_order(bound_pages(job, job.impose(), signature, sheet), count);
        });
      }
    }
  }
}

TEST(Impose, CardsHaveTheirBacksBehindThem) {
  for_all(PressKind::kCards, [](Job& job, std::size_t count) {
    job.press().columns = 3;
    job.press().rows = 2;
    const Sheets sheets = job.impose();
    ASSERT_EQ(sheets.count(), (count + 1) / 2);
    std::map<std::uint32_t, int> read;
    for (std::size_t sheet = 0; sheet < sheets.count(); ++sheet) {
      std::vector<Rect> cells;
      for (const SheetSlot& slot : sheets.sides[sheet * 2].slots) cells.push_back(slot.trim);
      ASSERT_EQ(cells.size(), 6U);
      for (const Leaf& leaf : leaves_of(sheets, sheet, cells)) {
        EXPECT_EQ(leaf.front.page, static_cast<int>(sheet * 2));
        EXPECT_EQ(leaf.back.page, sheet * 2 + 1 < count ? static_cast<int>(sheet * 2 + 1) : kBlank);
        EXPECT_TRUE(leaf.front.upright);
        EXPECT_TRUE(leaf.back.upright || leaf.back.page == kBlank);
      }
    }
    for (const SheetSide& side : sheets.sides) {
      for (const SheetSlot& slot : side.slots) read[slot.page] += slot.repeated ? 0 : 1;
    }
    EXPECT_EQ(read.size(), count);
    for (const auto& [page, times] : read) EXPECT_EQ(times, 1) << "page " << page;
  });
}

TEST(Impose, SeveralUpAreReadRowByRow) {
  for_all(PressKind::kNUp, [](Job& job, std::size_t count) {
    job.press().columns = 2;
    job.press().rows = 3;
    const Sheets sheets = job.impose();
    const bool rtl = job.document.info.right_to_left;
    ASSERT_EQ(sheets.sides.size(), (count + 5) / 6);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < sheets.sides.size(); ++i) {
      // As it is read once the printer has turned the sheet: upright again.
      std::vector<SheetSlot> slots = sheets.sides[i].slots;
      if (i % 2 == 1 && !turns_about_upright_axis(sheets)) {
        for (SheetSlot& slot : slots) {
          slot.trim.x = sheets.media.width - slot.trim.right();
          slot.trim.y = sheets.media.height - slot.trim.bottom();
          slot.turned = !slot.turned;
        }
      }
      std::ranges::sort(slots, [&](const SheetSlot& a, const SheetSlot& b) {
        if (a.trim.y != b.trim.y) return a.trim.y < b.trim.y;
        return rtl ? a.trim.x > b.trim.x : a.trim.x < b.trim.x;
      });
      for (const SheetSlot& slot : slots) {
        EXPECT_FALSE(slot.turned);
        EXPECT_EQ(slot.page, next++);
      }
    }
    EXPECT_EQ(next, count);
  });
}

TEST(Impose, SinglePagesComeInReadingOrder) {
  for_all(PressKind::kSingle, [](Job& job, std::size_t count) {
    const Sheets sheets = job.impose();
    ASSERT_EQ(sheets.sides.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(sheets.sides[i].slots.size(), 1U);
      EXPECT_EQ(sheets.sides[i].slots[0].page, i);
      EXPECT_FALSE(sheets.sides[i].slots[0].turned);
    }
  });
}

/// A folded leaflet, its sheet lying with the inner side up.
struct FoldedJob : Job {
  FoldedJob(FoldKind fold, std::vector<Length> panels, bool rtl, Duplex duplex)
      : Job(PressKind::kFold, panels.size() * 2) {
    document.page.fold = fold;
    document.page.panels = std::move(panels);
    document.page.trim.width = *std::ranges::max_element(document.page.panels);
    document.info.right_to_left = rtl;
    press().duplex = duplex;
  }
  /// The panels, from the left of the inner side.
  Pile open(const Sheets& sheets) {
    EXPECT_EQ(sheets.sides.size(), 2U);
    std::vector<Rect> cells;
    for (const SheetSlot& slot : sheets.sides[0].slots) cells.push_back(slot.trim);
    Pile pile = leaves_of(sheets, 0, cells);
    std::ranges::sort(pile, {}, &Leaf::x);
    return pile;
  }
};

/// The line between two neighbours.
Length line_between(const Leaf& left, const Leaf& right) {
  const Length line = left.x + left.width.scaled({1, 2});
  EXPECT_EQ(line, right.x - right.width.scaled({1, 2}));
  return line;
}

template <class Look>
void for_all_folds(FoldKind fold, const std::vector<Length>& panels, const Look& look) {
  for (const bool rtl : {false, true}) {
    for (const Duplex duplex : {Duplex::kLongEdge, Duplex::kShortEdge}) {
      SCOPED_TRACE(std::string(rtl ? "rtl" : "ltr") +
                   (duplex == Duplex::kLongEdge ? " long edge" : " short edge"));
      FoldedJob job(fold, panels, rtl, duplex);
      const Sheets sheets = job.impose();
      Pile open = job.open(sheets);
      // From here on as in a mirror, so that both directions are folded alike.
      if (rtl) {
        for (Leaf& leaf : open) leaf.x = sheets.media.width - leaf.x;
        std::ranges::reverse(open);
      }
      look(open);
    }
  }
}

/// The inner side, as it is read.
std::vector<int> inner_side(const Pile& open) {
  std::vector<int> pages;
  for (const Leaf& leaf : open) {
    EXPECT_TRUE(leaf.back.upright && leaf.front.upright);
    pages.push_back(leaf.back.page);
  }
  return pages;
}

TEST(Impose, HalfFoldIsAFolio) {
  for_all_folds(FoldKind::kHalf, {mm(105), mm(105)}, [](const Pile& open) {
    EXPECT_EQ(faces(fold_at_x(open, line_between(open[0], open[1]), true)),
              (std::vector<int>{0, 1, 2, 3}));
  });
}

TEST(Impose, TriFoldIsReadAsItIsUnfolded) {
  for_all_folds(FoldKind::kTri, {mm(97), mm(100), mm(100)}, [](const Pile& open) {
    EXPECT_EQ(inner_side(open), (std::vector<int>{1, 3, 4}));
    const Length first = line_between(open[1], open[2]), second = line_between(open[0], open[1]);
    EXPECT_EQ(open[2].width, mm(97)) << "what is folded in has to be narrower";
    Pile pile = fold_at_x(open, first, false);
    EXPECT_LT(second, pile.front().x - pile.front().width.scaled({1, 2}))
        << "the flap must not reach the other fold";
    EXPECT_EQ(faces(fold_at_x(pile, second, true)), (std::vector<int>{0, 1, 2, 4, 3, 5}));
  });
}

TEST(Impose, LetterTriFoldMeetsItsMeasures) {
  const Length wide = Length::milliinches(3'688), narrow = Length::milliinches(3'624);
  FoldedJob job(FoldKind::kTri, {narrow, wide, wide}, false, Duplex::kShortEdge);
  job.document.page.trim.height = Length::milliinches(8'500);
  job.press().sheets = {{Length::milliinches(8'500), Length::milliinches(11'000)}};
  const Sheets sheets = job.impose();
  EXPECT_FALSE(job.diagnostics.has_errors());
  EXPECT_EQ(sheets.media, (Size{Length::milliinches(11'000), Length::milliinches(8'500)}));
  EXPECT_EQ(sheets.sides[0].trim.x, Length());
  EXPECT_EQ(sheets.sides[0].trim.width, Length::milliinches(11'000));
}

TEST(Impose, ZFoldGoesToAndFro) {
  for_all_folds(FoldKind::kZ, {mm(99), mm(99), mm(99)}, [](const Pile& open) {
    // The outer side is read first: it has the front. Seen from the inner side it runs backwards.
    std::vector<int> outer;
    for (auto leaf = open.rbegin(); leaf != open.rend(); ++leaf) outer.push_back(leaf->front.page);
    EXPECT_EQ(outer, (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(inner_side(open), (std::vector<int>{3, 4, 5}));
  });
}

TEST(Impose, AccordionsOfAllLengthsGoToAndFro) {
  for (std::size_t panels = 2; panels <= 12; ++panels) {
    for_all_folds(FoldKind::kAccordion, std::vector<Length>(panels, mm(60)), [&](const Pile& open) {
      for (std::size_t i = 0; i < panels; ++i) {
        EXPECT_EQ(open[panels - 1 - i].front.page, static_cast<int>(i));
        EXPECT_EQ(open[i].back.page, static_cast<int>(panels + i));
      }
    });
  }
}

TEST(Impose, GateFoldOpensOntoItsFourInnerPanels) {
  for_all_folds(FoldKind::kGate, {mm(98), mm(99), mm(99), mm(98)}, [](const Pile& open) {
    EXPECT_EQ(inner_side(open), (std::vector<int>{2, 3, 4, 5}));
    Pile pile = fold_at_x(open, line_between(open[0], open[1]), true);
    pile = fold_at_x(pile, line_between(open[2], open[3]), false);
    // Both gates lie on top, upright, their outer sides up, the first page at the left.
    std::vector<Leaf> gates;
    for (const Leaf& leaf : pile) {
      if (!leaf.back_up) gates.push_back(leaf);
    }
    ASSERT_EQ(gates.size(), 2U);
    std::ranges::sort(gates, {}, &Leaf::x);
    EXPECT_EQ(gates[0].front.page, 0);
    EXPECT_EQ(gates[1].front.page, 1);
    EXPECT_LT(gates[0].x + gates[0].width.scaled({1, 2}),
              gates[1].x - gates[1].width.scaled({1, 2}));
    // Turned over, the back is read from the left.
    EXPECT_EQ(open[2].front.page, 6);
    EXPECT_EQ(open[1].front.page, 7);
  });
}

TEST(Impose, FoldedLeafletsStandSeveralToASheet) {
  FoldedJob job(FoldKind::kHalf, {mm(85), mm(85)}, false, Duplex::kLongEdge);
  job.document.page.trim.height = mm(55);
  job.press().rows = 4;
  job.press().sheets = {{mm(210), mm(297)}};
  const Sheets sheets = job.impose();
  ASSERT_EQ(sheets.sides.at(0).slots.size(), 8U);
  EXPECT_EQ(sheets.sides[0].slots[0].page, 3U);
  EXPECT_FALSE(sheets.sides[0].slots[0].repeated);
  EXPECT_TRUE(sheets.sides[0].slots[2].repeated);
  EXPECT_EQ(sheets.sides[0].slots[2].trim.y - sheets.sides[0].slots[0].trim.y, mm(61));
}

// Geometry, in whole micrometers.

TEST(Impose, TwoA5PagesLeaveTheirSlackAtTheOuterEdgesOfA4) {
  Job job(PressKind::kBooklet, 8);
  job.document.page.trim = {mm(148), mm(210)};
  job.press().sheets = {{mm(210), mm(297)}};
  const Sheets sheets = job.impose();
  EXPECT_EQ(sheets.media, (Size{mm(297), mm(210)}));
  const SheetSide& side = sheets.sides.at(0);
  EXPECT_EQ(side.trim, (Rect{Length::micrometers(500), {}, mm(296), mm(210)}));
  EXPECT_EQ(side.slots[0].trim.right(), side.slots[1].trim.x) << "pages meet at the fold";
  EXPECT_EQ(side.slots[0].clip.right(), side.slots[1].clip.x) << "no bleed at the spine";
  EXPECT_EQ(side.slots[0].clip.x, Length()) << "bleed ends with the sheet";
  EXPECT_EQ(side.bleed, (Rect{{}, {}, mm(297), mm(210)}));
}

TEST(Impose, AGutterKeepsPagesApartAtTheSpine) {
  Job job(PressKind::kBooklet, 8);
  job.press().gutter = mm(8);
  const Sheets sheets = job.impose();
  const SheetSide& side = sheets.sides.at(0);
  EXPECT_EQ(side.slots[1].trim.x - side.slots[0].trim.right(), mm(8));
  EXPECT_EQ(side.slots[1].clip.x - side.slots[0].clip.right(), mm(2)) << "3 mm of bleed each";
  EXPECT_EQ(side.trim.width, mm(105 * 2 + 8));
}

TEST(Impose, BoxesLieInsideEachOther) {
  for (const PressKind kind : {PressKind::kSingle, PressKind::kBooklet, PressKind::kPerfectBound,
                               PressKind::kCards, PressKind::kNUp}) {
    Job job(kind, 16);
    job.press().marks = {true, true, true, true, true};
    const Sheets sheets = job.impose();
    for (const SheetSide& side : sheets.sides) {
      const auto inside = [](const Rect& a, const Rect& b) {
        return a.x >= b.x && a.y >= b.y && a.right() <= b.right() && a.bottom() <= b.bottom();
      };
      const Rect media{{}, {}, sheets.media.width, sheets.media.height};
      EXPECT_TRUE(inside(side.trim, side.bleed));
      EXPECT_TRUE(inside(side.bleed, media));
      for (const SheetMark& mark : side.marks) {
        EXPECT_TRUE(inside(mark.box, media));
        // No mark is printed where something bleeds over.
        const Rect& b = side.bleed;
        EXPECT_TRUE(mark.box.right() <= b.x || mark.box.x >= b.right() ||
                    mark.box.bottom() <= b.y || mark.box.y >= b.bottom());
      }
      for (const SheetSlot& slot : side.slots) {
        EXPECT_TRUE(inside(slot.trim, slot.clip));
        EXPECT_TRUE(inside(slot.clip, side.bleed));
      }
    }
  }
}

TEST(Impose, CropMarksPointAtTheTrim) {
  Job job(PressKind::kSingle, 1);
  job.press().marks.crop = true;
  const Sheets sheets = job.impose();
  const SheetSide& side = sheets.sides.at(0);
  // 3 mm of bleed, then 5 mm of mark, then a little air.
  EXPECT_EQ(sheets.media, (Size{mm(105 + 18), mm(148 + 18)}));
  EXPECT_EQ(side.trim, (Rect{mm(9), mm(9), mm(105), mm(148)}));
  EXPECT_EQ(side.bleed, (Rect{mm(6), mm(6), mm(111), mm(154)}));
  std::vector<Rect> marks;
  for (const SheetMark& mark : side.marks) marks.push_back(mark.box);
  const std::vector<Rect> wanted{{mm(9), mm(1), {}, mm(5)},   {mm(9), mm(160), {}, mm(5)},
                                 {mm(114), mm(1), {}, mm(5)}, {mm(114), mm(160), {}, mm(5)},
                                 {mm(1), mm(9), mm(5), {}},   {mm(117), mm(9), mm(5), {}},
                                 {mm(1), mm(157), mm(5), {}}, {mm(117), mm(157), mm(5), {}}};
  EXPECT_EQ(marks, wanted);
}

TEST(Impose, FoldMarksStandAtTheSpine) {
  Job job(PressKind::kBooklet, 4);
  job.press().marks.fold = true;
  const Sheets sheets = job.impose();
  ASSERT_EQ(sheets.sides.at(0).marks.size(), 2U);
  for (const SheetMark& mark : sheets.sides[0].marks) {
    EXPECT_EQ(mark.kind, MarkKind::kFold);
    EXPECT_EQ(mark.box.x, sheets.media.width.scaled({1, 2}));
  }
}

TEST(Impose, CreepMovesInnerPagesToTheSpine) {
  Job job(PressKind::kBooklet, 16);
  job.press().creep = Creep::kMove;
  job.press().thickness = Length::micrometers(100);
  const Sheets sheets = job.impose();
  // The outer sheet stays, each further one comes nearer by the thickness of the paper.
  for (std::int64_t sheet = 0; sheet < 4; ++sheet) {
    for (const std::size_t back : {0U, 1U}) {
      const SheetSide& side = sheets.sides.at(static_cast<std::size_t>(sheet) * 2 + back);
      const Length creep = Length::micrometers(100 * sheet);
      EXPECT_EQ(side.slots[0].trim.x, side.trim.x + creep);
      EXPECT_EQ(side.slots[1].trim.right(), side.trim.right() - creep);
      EXPECT_EQ(side.slots[0].clip.right(), side.slots[1].clip.x);
      EXPECT_EQ(side.slots[0].clip.right(), side.trim.x + mm(105)) << "the paper does not move";
    }
  }
}

TEST(Impose, CreepMakesInnerPagesNarrowerFromTheSpine) {
  Job job(PressKind::kBooklet, 16);
  job.press().creep = Creep::kScale;
  job.press().thickness = Length::micrometers(100);
  const Sheets sheets = job.impose();
  const SheetSide& inmost = sheets.sides.at(6);
  EXPECT_EQ(inmost.slots[0].trim.right(), inmost.slots[1].trim.x) << "it stays at the spine";
  EXPECT_EQ(inmost.slots[0].trim.width, mm(105) - Length::micrometers(300));
  const Length height = mm(148).scaled({104'700, 105'000});
  EXPECT_EQ(inmost.slots[0].trim.height, height) << "type keeps its shape";
}

TEST(Impose, CreepLeavesAMargin) {
  for (const Creep creep : {Creep::kNone, Creep::kMove}) {
    Job job(PressKind::kBooklet, 200);
    job.press().creep = creep;
    job.press().thickness = Length::micrometers(creep == Creep::kNone ? 150 : 250);
    static_cast<void>(job.impose());
    ASSERT_EQ(job.diagnostics.all().size(), 1U);
    EXPECT_EQ(job.diagnostics.all()[0].code, 6004);
  }
}

TEST(Impose, CreepMakesNoPageVisiblySmaller) {
  for (const std::size_t count : {100U, 200U}) {
    Job job(PressKind::kBooklet, count);
    job.press().creep = Creep::kScale;
    job.press().thickness = Length::micrometers(120);
    static_cast<void>(job.impose());
    if (count == 100) {
      EXPECT_TRUE(job.diagnostics.all().empty()) << "2.7 % of 105 mm";
    } else {
      ASSERT_EQ(job.diagnostics.all().size(), 1U);
      EXPECT_EQ(job.diagnostics.all()[0].code, 6011);
    }
  }
}

TEST(Impose, BlankPagesHaveTheirPlace) {
  Job job(PressKind::kBooklet, 3);
  const Sheets sheets = job.impose();
  ASSERT_EQ(sheets.sides.size(), 2U);
  const SheetSide& outer = sheets.sides[0];
  ASSERT_EQ(outer.blanks.size(), 1U) << "the last page, at the left of the first";
  EXPECT_EQ(outer.blanks[0].right(), outer.slots[0].clip.x);
  EXPECT_EQ(outer.blanks[0].x, outer.bleed.x);
  EXPECT_TRUE(sheets.sides[1].blanks.empty());
  EXPECT_TRUE(Job(PressKind::kNUp, 3).impose().sides.back().blanks.empty()) << "no page is there";
}

TEST(Impose, ColorPatchesGoOnAtTheRightWhereTheLeftIsShort) {
  for (const std::int64_t height : {148, 55, 25}) {
    Job job(PressKind::kSingle, 1);
    job.document.page.trim.height = mm(height);
    job.press().marks.crop = job.press().marks.registration = job.press().marks.color = true;
    const Sheets sheets = job.impose();
    if (height == 25) {
      ASSERT_EQ(job.diagnostics.all().size(), 1U);
      EXPECT_EQ(job.diagnostics.all()[0].code, 6012);
      continue;
    }
    const SheetSide& side = sheets.sides.at(0);
    std::vector<int> left, right;
    for (const SheetMark& mark : side.marks) {
      if (mark.kind != MarkKind::kColor) continue;
      (mark.box.x < side.trim.x ? left : right).push_back(mark.patch);
    }
    EXPECT_EQ(left.size() + right.size(), 7U);
    EXPECT_EQ(right.empty(), height == 148);
  }
}

TEST(Impose, TakesTheFirstSheetThatIsLargeEnough) {
  Job job(PressKind::kBooklet, 4);
  job.press().sheets = {{mm(105), mm(148)}, {mm(148), mm(210)}, {mm(210), mm(297)}};
  EXPECT_EQ(job.impose().media, (Size{mm(210), mm(148)}));
  job.press().marks.crop = true;
  EXPECT_EQ(job.impose().media, (Size{mm(297), mm(210)}));
}

TEST(Impose, PagesAreNeverMadeSmallerForASheet) {
  Job job(PressKind::kBooklet, 4);
  job.press().sheets = {{mm(148), mm(205)}};
  static_cast<void>(job.impose());
  ASSERT_EQ(job.diagnostics.all().size(), 1U);
  EXPECT_EQ(job.diagnostics.all()[0].code, 6002);
}

TEST(Impose, SeveralUpShrinkToTheirSheet) {
  Job job(PressKind::kNUp, 2);
  job.document.page.trim = {mm(210), mm(297)};
  job.document.page.bleed = {};
  job.press().gap = {};
  job.press().columns = 2;
  job.press().sheets = {{mm(210), mm(297)}};
  const Sheets sheets = job.impose();
  EXPECT_EQ(sheets.media, (Size{mm(297), mm(210)}));
  const Rect& first = sheets.sides.at(0).slots.at(0).trim;
  const Rect& second = sheets.sides.at(0).slots.at(1).trim;
  EXPECT_EQ(first.right(), second.x);
  EXPECT_LE(first.width * 2, mm(297));
  EXPECT_GT(first.width * 2, mm(296));
}

TEST(Impose, MarksThatWouldBeCutOffAreRefused) {
  Job job(PressKind::kBooklet, 4);
  job.document.page.trim = {mm(148), mm(210)};
  job.press().sheets = {{mm(210), mm(297)}};
  job.press().marks.crop = true;
  static_cast<void>(job.impose());
  ASSERT_EQ(job.diagnostics.all().size(), 1U);
  EXPECT_EQ(job.diagnostics.all()[0].code, 6003);
}

TEST(Impose, AlmostEmptySignaturesAreWarnedOf) {
  Job job(PressKind::kPerfectBound, 33);
  EXPECT_FALSE(job.impose().sides.empty());
  ASSERT_EQ(job.diagnostics.all().size(), 1U);
  EXPECT_EQ(job.diagnostics.all()[0].code, 6005);
}

}  // namespace
}  // namespace bifolium

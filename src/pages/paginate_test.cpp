#include "pages/paginate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "lines/total_fit.h"

namespace bifolium {
namespace {

const Length kLeading = Length::points(10);

/// A galley of paragraphs by their numbers of lines, all of one leading, outside every box.
struct TestGalley {
  Galley galley;
  SetText text;

  void paragraph(std::size_t lines, std::int64_t fewer_costs = -1, std::int64_t more_costs = -1) {
    ParagraphLines set;
    set.optimum.lines.resize(lines);
    if (fewer_costs >= 0 && lines > 1) {
      set.fewer.push_back({std::vector<Line>(lines - 1), fewer_costs, {}});
    }
    if (more_costs >= 0) set.more.push_back({std::vector<Line>(lines + 1), more_costs, {}});
    GalleyElement element;
    element.paragraph = text.lines.add(std::move(set));
    element.leading = kLeading;
    galley.elements.push_back(element);
    galley.gaps.emplace_back();
  }
  void solid(std::int64_t lines) {
    GalleyElement element;
    element.leading = kLeading * lines;
    galley.elements.push_back(element);
    galley.gaps.emplace_back();
  }
  Gap& gap() { return galley.gaps.back(); }
  void end() { galley.gaps.emplace_back(); }
  [[nodiscard]] std::uint32_t count() const {
    return static_cast<std::uint32_t>(galley.elements.size());
  }
};

PageAims aims(std::int64_t lines_a_column) {
  PageAims out;
  out.depth = kLeading * lines_a_column;
  out.leading = kLeading;
  return out;
}

/// The costs of ALGORITHMS, page breaking, written again from its text: tries every set of breaks
/// and settings.
class BruteForce {
 public:
  BruteForce(const TestGalley& t, const PageAims& page_aims) : t_(t), aims_(page_aims) {}

  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

  std::int64_t best() {
    if (best_.empty()) fill({0, LineChoice::kOptimum, 0}, 0);
    std::int64_t least = kNone;
    for (const auto& [columns, cost] : best_) least = std::min(least, cost);
    return least;
  }
  /// With just so many columns.
  std::int64_t best_of(std::size_t columns) {
    static_cast<void>(best());
    const auto found = best_.find(columns);
    return found == best_.end() ? kNone : found->second;
  }

 private:
  const LineSetting* setting(std::uint32_t e, LineChoice choice) const {
    const ParagraphLines& lines = t_.text.lines[t_.galley.elements[e].paragraph];
    if (choice == LineChoice::kFewer) return lines.fewer.empty() ? nullptr : &lines.fewer[0];
    if (choice == LineChoice::kMore) return lines.more.empty() ? nullptr : &lines.more[0];
    return &lines.optimum;
  }

  std::int64_t cost(Length used, std::int64_t p) const {
    const std::int64_t b = badness(aims_.depth - used, kLeading * 4);
    return (10 + b) * (10 + b) + p * std::abs(p);
  }

  std::int64_t last_cost(Length used, bool only) const {
    std::int64_t c = 100;
    if (only) return c;
    if (used < kLeading * 4) c += 10'000'000;
    const std::int64_t forty = mul_div_round(aims_.depth.units(), 2, 5);
    if (used.units() < forty) {
      const std::int64_t missing = mul_div_round(forty - used.units(), 1000, forty);
      c += 2000 * missing * missing / 1'000'000;
    }
    return c;
  }

  /// Fills one column from `from`, whose costs so far are `sum`, in every way.
  void fill(GalleyPosition from, std::int64_t sum) {
    ++columns_;
    fill_column(from, sum);
    --columns_;
  }

  void fill_column(GalleyPosition from, std::int64_t sum) {
    if (from.line > 0) {
      inside(from.element, from.choice, from.line, from, {}, sum);
    } else {
      choose(from.element, from, {}, sum);
    }
  }

  /// What a column holds so far.
  struct Filled {
    Length used;
    bool loosened = false;  ///< By a paragraph set whole with a line more than its best.
  };

  /// Whether a column of which `used` is filled may end there.
  [[nodiscard]] bool looks_filled(Length used, bool loosened) const {
    return !loosened || aims_.depth - used <= kLeading * 4;
  }

  void choose(std::uint32_t e, GalleyPosition from, Filled filled, std::int64_t sum) {
    for (const LineChoice choice : {LineChoice::kOptimum, LineChoice::kFewer, LineChoice::kMore}) {
      const LineSetting* s = setting(e, choice);
      if (s == nullptr) continue;
      const std::int64_t own = choice == LineChoice::kOptimum ? 0 : 2500 + s->extra_demerits / 2;
      inside(e, choice, 0, from, filled, sum + own);
    }
  }

  void inside(std::uint32_t e, LineChoice choice, std::uint32_t done, GalleyPosition from,
              Filled filled, std::int64_t sum) {
    const auto n = static_cast<std::uint32_t>(setting(e, choice)->lines.size());
    const bool loosened = filled.loosened || (done == 0 && choice == LineChoice::kMore);
    for (std::uint32_t k = std::max(done + 1, 2U); k + 2 <= n; ++k) {
      const Length full = filled.used + kLeading * (k - done);
      if (full > aims_.depth) break;
      if (!looks_filled(full, loosened)) continue;
      const std::int64_t p = k <= 2 || n - k <= 2 ? 300 : 150;
      fill({e, choice, k}, sum + cost(full, p));
    }
    const Length after = filled.used + kLeading * (n - done);
    if (after > aims_.depth) return;
    const bool last = e + 1 == t_.count();
    if (last) {
      const bool only = from == GalleyPosition{};
      const auto [best, added] = best_.try_emplace(columns_, sum + last_cost(after, only));
      best->second = std::min(best->second, sum + last_cost(after, only));
      return;
    }
    const Gap& gap = t_.galley.gaps[e + 1];
    if (gap.keep == Keep::kFree && looks_filled(after, loosened)) {
      fill({e + 1, LineChoice::kOptimum, 0}, sum + cost(after, gap.penalty));
    }
    choose(e + 1, from, {after + gap.space, loosened}, sum);
  }

  const TestGalley& t_;
  const PageAims& aims_;
  std::size_t columns_ = 0;  ///< Begun.
  std::map<std::size_t, std::int64_t> best_;
};

/// A few paragraphs with settings that cost up to `dearest` over the optimum.
TestGalley random_galley(std::mt19937& random, int dearest) {
  const auto upto = [&](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n + 1));
  };
  TestGalley t;
  const int paragraphs = 3 + upto(4);
  for (int i = 0; i < paragraphs; ++i) {
    t.paragraph(static_cast<std::size_t>(1 + upto(5)), upto(2) == 0 ? upto(dearest) : -1,
                upto(2) == 0 ? upto(dearest) : -1);
    t.gap().space = Length::points(5) * upto(2);
    t.gap().penalty = upto(3) == 0 ? 50 : upto(5) == 0 ? -100 : 0;
    if (upto(4) == 0) t.gap().keep = Keep::kHeading;
  }
  t.galley.gaps.front() = {};
  t.end();
  return t;
}

TEST(Paginate, CostsNoMoreThanAnyOtherSetOfBreaksAndSettings) {
  std::mt19937 random(20261101);
  int solved = 0;
  for (int round = 0; round < 300; ++round) {
    const TestGalley t = random_galley(random, 40'000);
    const PageAims page_aims = aims(7);
    const Pagination p = paginate(t.galley, t.text, 0, t.count(), page_aims);
    const std::int64_t best = BruteForce(t, page_aims).best();
    if (best == std::numeric_limits<std::int64_t>::max()) {
      EXPECT_NE(p.gave_way, Keep::kFree) << "round " << round;
      continue;
    }
    ++solved;
    EXPECT_EQ(p.gave_way, Keep::kFree) << "round " << round;
    EXPECT_EQ(p.cost, best) << "round " << round;
  }
  EXPECT_GT(solved, 200);  // The rounds do not test the fallback alone.
}

TEST(Paginate, NoParagraphIsLoosenedWhereTheFootStaysUnfilledAllTheSame) {
  for (const std::size_t beside : {3U, 8U}) {
    TestGalley t;
    t.paragraph(beside, -1, 2'000);
    t.paragraph(10, -1, -1);
    t.galley.elements[1].inside = Keep::kTogether;
    t.end();
    const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(12));
    ASSERT_EQ(p.columns.size(), 2U);
    EXPECT_EQ(p.columns[0].choices.size(), beside == 8 ? 1U : 0U) << beside << " lines";
  }
}

TEST(PaginateByCount, CostsNoMoreThanAnyOtherWayWithSoManyColumns) {
  std::mt19937 random(20261102);
  int found = 0, other = 0;
  for (int round = 0; round < 400; ++round) {
    const TestGalley t = random_galley(random, 4'000);
    PageAims page_aims = aims(7 + round % 3);
    BruteForce all(t, page_aims);
    if (all.best() == BruteForce::kNone) continue;
    const Pagination natural = paginate(t.galley, t.text, 0, t.count(), page_aims);
    const auto ways = paginate_by_count(t.galley, t.text, 0, t.count(), page_aims, natural, 6,
                                        CountCost::kLittle);
    ASSERT_EQ(ways.size(), 6U);
    for (std::size_t columns = 1; columns <= 6; ++columns) {
      const auto& way = ways[columns - 1];
      const std::int64_t best = all.best_of(columns);
      const std::int64_t dearest = natural.cost + 2'704 * static_cast<std::int64_t>(columns);
      if (way) {
        ++found;
        if (columns != natural.columns.size()) ++other;
        EXPECT_EQ(way->columns.size(), columns) << "round " << round;
        EXPECT_EQ(way->cost, best) << "round " << round << ", columns " << columns;
        EXPECT_FALSE(way->short_last_page) << "round " << round;
      } else if (best <= dearest) {
        // There is a way, but all of its cost are dearer by a nearly empty last page.
        EXPECT_TRUE(natural.short_last_page) << "round " << round << ", columns " << columns;
      }
    }
  }
  EXPECT_GT(found, 150);
  EXPECT_GT(other, 20);  // Not only what comes by itself.
}

TEST(PaginateByCount, WaysFollowTheGalleyFromItsBeginToItsEnd) {
  TestGalley t;
  for (int i = 0; i < 12; ++i) t.paragraph(static_cast<std::size_t>(2 + i % 5), 100, 100);
  t.end();
  const Pagination natural = paginate(t.galley, t.text, 0, t.count(), aims(12));
  const auto ways = paginate_by_count(t.galley, t.text, 0, t.count(), aims(12), natural,
                                      natural.columns.size() + 1, CountCost::kLittle);
  int found = 0;
  for (const auto& way : ways) {
    if (!way) continue;
    ++found;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < way->columns.size(); ++i) {
      const GalleyPosition begin = i == 0 ? GalleyPosition{} : way->columns[i - 1].end;
      EXPECT_EQ(way->columns[i].begin, begin);
      EXPECT_LE(way->columns[i].used, kLeading * 12);
      sum += way->columns[i].cost;
    }
    EXPECT_EQ(way->columns.back().end, (GalleyPosition{t.count(), LineChoice::kOptimum, 0}));
    EXPECT_EQ(sum, way->cost);
  }
  EXPECT_GE(found, 1);
}

TEST(PaginateByCount, ParagraphsALineTighterSaveAColumn) {
  TestGalley t;
  for (int i = 0; i < 8; ++i) t.paragraph(3, 100, -1);
  t.end();
  // Three paragraphs to a column of eleven lines; four where one of them has a line less.
  const Pagination natural = paginate(t.galley, t.text, 0, t.count(), aims(11));
  ASSERT_EQ(natural.columns.size(), 3U);
  const auto ways =
      paginate_by_count(t.galley, t.text, 0, t.count(), aims(11), natural, 3, CountCost::kLittle);
  ASSERT_TRUE(ways[1].has_value());
  EXPECT_EQ(ways[1]->columns[0].choices.size(), 1U);
  EXPECT_EQ(ways[1]->columns[1].choices.size(), 1U);
  EXPECT_FALSE(ways[0].has_value());  // One column could not hold it.
}

TEST(PaginateByCount, HalfEmptyColumnsAreNoWay) {
  TestGalley t;
  for (int i = 0; i < 4; ++i) t.paragraph(9);
  t.end();
  const Pagination natural = paginate(t.galley, t.text, 0, t.count(), aims(20));
  ASSERT_EQ(natural.columns.size(), 2U);
  const auto ways =
      paginate_by_count(t.galley, t.text, 0, t.count(), aims(20), natural, 4, CountCost::kMuch);
  EXPECT_TRUE(ways[1].has_value());
  EXPECT_FALSE(ways[3].has_value());  // Each column eleven lines short.
}

TEST(PaginateByCount, GivesNothingWhereAColumnIsOverfullOrThereAreTooMany) {
  TestGalley t;
  t.solid(30);
  t.end();
  const Pagination natural = paginate(t.galley, t.text, 0, t.count(), aims(20));
  ASSERT_TRUE(natural.columns.front().overfull);
  EXPECT_TRUE(
      paginate_by_count(t.galley, t.text, 0, t.count(), aims(20), natural, 2, CountCost::kMuch)
          .empty());
  TestGalley small;
  small.paragraph(5);
  small.end();
  const Pagination one = paginate(small.galley, small.text, 0, 1, aims(20));
  EXPECT_EQ(paginate_by_count(small.galley, small.text, 0, 1, aims(20), one, 100, CountCost::kMuch)
                .size(),
            100U);
  EXPECT_TRUE(
      paginate_by_count(small.galley, small.text, 0, 1, aims(20), one, 101, CountCost::kMuch)
          .empty());
}

TEST(Paginate, ColumnsThatMustStayHalfEmptyCostNoMoreThanTheyMust) {
  TestGalley t;
  // Six lines of ten each, kept whole: every column is dearer than any that ways are first tried
  // for.
  for (int i = 0; i < 5; ++i) t.paragraph(6);
  for (GalleyElement& element : t.galley.elements) element.inside = Keep::kTogether;
  t.end();
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  EXPECT_EQ(p.gave_way, Keep::kFree);
  EXPECT_EQ(p.columns.size(), 5U);
  EXPECT_EQ(p.cost, 4 * (10 + 100) * (10 + 100) + 100);
}

TEST(Paginate, AShortColumnIsWorthWhatTheNextOneWinsByIt) {
  TestGalley t;
  t.solid(6);
  t.solid(4);
  t.solid(6);
  t.galley.elements.back().leading = Length::points(59);
  t.solid(5);
  t.gap().penalty = -100;  // Before a heading.
  t.end();
  // The first column four lines short costs more than ways are first tried for, 12,100, of which
  // the next wins back 9,900: it is full and ends before the heading. To fill the first instead
  // leaves the next short by a little more.
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  ASSERT_EQ(p.columns.size(), 3U);
  EXPECT_EQ(p.columns[0].end.element, 1U);
  EXPECT_EQ(p.cost, 110 * 110 + 100 - 10'000 + 100);
}

TEST(Paginate, ColumnsFollowEachOtherAndCoverTheGalley) {
  TestGalley t;
  for (int i = 0; i < 40; ++i) t.paragraph(static_cast<std::size_t>(2 + i % 5), 100, 100);
  t.end();
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(20));
  ASSERT_FALSE(p.columns.empty());
  EXPECT_EQ(p.columns.front().begin, GalleyPosition{});
  for (std::size_t i = 1; i < p.columns.size(); ++i) {
    EXPECT_EQ(p.columns[i - 1].end, p.columns[i].begin);
    EXPECT_LE(p.columns[i].used, kLeading * 20);
  }
  EXPECT_EQ(p.columns.back().end, (GalleyPosition{t.count(), LineChoice::kOptimum, 0}));
}

TEST(Paginate, HeadingStaysWithTwoLinesOfWhatFollows) {
  TestGalley t;
  t.paragraph(8);
  t.paragraph(1);  // the heading: one line would still fit in the first column
  t.paragraph(6);
  t.galley.gaps[2].keep = Keep::kHeading;
  t.end();
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  ASSERT_EQ(p.columns.size(), 2U);
  EXPECT_EQ(p.columns[0].end, (GalleyPosition{1, LineChoice::kOptimum, 0}));
}

TEST(Paginate, LastPageOfUnderFourLinesIsAvoidedByALooserParagraph) {
  TestGalley t;
  t.paragraph(6, -1, 500);
  t.paragraph(4, -1, 500);
  t.paragraph(3, -1, 500);
  t.end();
  // Ten lines a column: the optimum leaves three lines; a line more somewhere leaves four.
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  EXPECT_FALSE(p.short_last_page);
  EXPECT_GE(p.columns.back().used, kLeading * 4);
}

TEST(Paginate, ShortLastPageIsToldWhereNothingAvoidsIt) {
  TestGalley t;
  t.solid(10);
  t.paragraph(1);
  t.end();
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  EXPECT_TRUE(p.short_last_page);
  PageAims references = aims(10);
  references.short_last_page_allowed = true;
  EXPECT_FALSE(paginate(t.galley, t.text, 0, t.count(), references).short_last_page);
}

TEST(Paginate, RulesGiveWayInOrderAndHeadingsLast) {
  TestGalley t;
  for (int i = 0; i < 4; ++i) {
    t.solid(3);
    t.gap().keep = i == 2 ? Keep::kListIntro : Keep::kHeading;
  }
  t.galley.gaps.front() = {};
  t.end();
  // Five lines a column hold one piece each: the list's introduction gives way first, but the
  // headings must too.
  EXPECT_EQ(paginate(t.galley, t.text, 0, t.count(), aims(5)).gave_way, Keep::kHeading);
  // Six lines hold two: only the introduction need be parted from its list.
  EXPECT_EQ(paginate(t.galley, t.text, 0, t.count(), aims(6)).gave_way, Keep::kListIntro);
}

TEST(Paginate, WhatIsTallerThanAColumnStandsAloneAndIsToldOverfull) {
  TestGalley t;
  t.paragraph(2);
  t.paragraph(12);
  t.galley.elements[1].inside = Keep::kTogether;
  t.paragraph(2);
  t.end();
  // Kept together, but taller than a column: the rule gives way and the lines are cut.
  const Pagination cut = paginate(t.galley, t.text, 0, t.count(), aims(10));
  EXPECT_EQ(cut.gave_way, Keep::kTogether);
  for (const ColumnFill& column : cut.columns) EXPECT_FALSE(column.overfull);

  TestGalley solid;
  solid.paragraph(2);
  solid.solid(12);
  solid.paragraph(2);
  solid.end();
  const Pagination p = paginate(solid.galley, solid.text, 0, solid.count(), aims(10));
  EXPECT_EQ(std::ranges::count_if(p.columns, &ColumnFill::overfull), 1);
}

TEST(Paginate, StepsThatGrewTakeTheirHeight) {
  TestGalley t;
  t.paragraph(12);
  t.end();
  LineSetting& setting = t.text.lines[ParagraphId{0}].optimum;
  for (std::int64_t k = 0; k < 12; ++k) setting.grown.push_back(Length::points(5 * k));
  // Ten lines a column are 100 pt: seven leadings of 10 pt with six steps of 5 pt more are 100 pt.
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  ASSERT_EQ(p.columns.size(), 2U);
  EXPECT_EQ(p.columns[0].end, (GalleyPosition{0, LineChoice::kOptimum, 7}));
  EXPECT_EQ(p.columns[0].used, Length::points(100));
  // The step down to the eighth line lies between the columns.
  EXPECT_EQ(p.columns[1].used, Length::points(70));
}

TEST(Paginate, HyphenatedLineNeverEndsAColumn) {
  TestGalley t;
  t.paragraph(12);
  for (Line& line : t.text.lines[ParagraphId{0}].optimum.lines) line.hyphenated = true;
  t.text.lines[ParagraphId{0}].optimum.lines[6].hyphenated = false;
  t.end();
  const Pagination p = paginate(t.galley, t.text, 0, t.count(), aims(10));
  ASSERT_EQ(p.columns.size(), 2U);
  EXPECT_EQ(p.columns[0].end.line, 7U);
}

/// The least lines a column at which paragraphs of these lengths fill no more than `columns`:
/// each depth is tried, and every column takes as many lines as it may.
std::int64_t least_depth(const std::vector<std::int64_t>& paragraphs, std::size_t columns) {
  std::vector<std::int64_t> ends;  // Lines after which a column may end, as widows and orphans ask.
  std::int64_t sum = 0;
  for (const std::int64_t n : paragraphs) {
    for (std::int64_t k = 2; k + 2 <= n; ++k) ends.push_back(sum + k);
    ends.push_back(sum += n);
  }
  for (std::int64_t depth = 1;; ++depth) {
    std::int64_t at = 0;
    std::size_t used = 0;
    for (; used < columns && at < sum; ++used) {
      std::int64_t next = at;
      for (const std::int64_t end : ends) next = end <= at + depth ? std::max(next, end) : next;
      at = next;
    }
    if (at == sum) return depth;
  }
}

TEST(Balance, TheLastPageIsAsShallowAsItsColumnsAllow) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    TestGalley t;
    std::vector<std::int64_t> paragraphs;
    for (std::size_t i = 0, n = 1 + random() % 6; i < n; ++i) {
      paragraphs.push_back(1 + static_cast<std::int64_t>(random() % 9));
      t.paragraph(static_cast<std::size_t>(paragraphs.back()));
    }
    t.end();
    const std::size_t columns = 2 + random() % 3;
    PageAims page = aims(60);
    page.short_last_page_allowed = true;
    Pagination p = paginate(t.galley, t.text, 0, t.count(), page);
    ASSERT_EQ(p.columns.size(), 1U);
    balance(t.galley, t.text, 0, t.count(), page, columns, p);
    EXPECT_LE(p.columns.size(), columns);
    EXPECT_EQ(p.columns.front().begin, GalleyPosition{});
    EXPECT_EQ(p.columns.back().end, (GalleyPosition{t.count(), LineChoice::kOptimum, 0}));
    Length deepest;
    for (const ColumnFill& column : p.columns) deepest = max(deepest, column.used);
    EXPECT_EQ(deepest, kLeading * least_depth(paragraphs, columns)) << "round " << round;
  }
}

TEST(Balance, PagesBeforeTheLastStayAsTheyWere) {
  TestGalley t;
  for (int i = 0; i < 9; ++i) t.paragraph(6);
  t.end();
  PageAims page = aims(10);
  page.short_last_page_allowed = true;
  const Pagination before = paginate(t.galley, t.text, 0, t.count(), page);
  ASSERT_EQ(before.columns.size(), 6U);
  Pagination p = before;
  balance(t.galley, t.text, 0, t.count(), page, 4, p);
  ASSERT_GE(p.columns.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(p.columns[i].end, before.columns[i].end);
  for (std::size_t i = 4; i < p.columns.size(); ++i) EXPECT_LT(p.columns[i].used, kLeading * 10);
}

}  // namespace
}  // namespace bifolium

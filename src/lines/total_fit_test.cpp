#include "lines/total_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace bifolium {
namespace {

using ::testing::ElementsAre;

Length units(std::int64_t n) { return Length::from_units(n); }

/// A generator with a fixed seed whose numbers are the same with every library (MINSTD, Park &
/// Miller 1988).
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed) {}
  int roll(int low, int high) {
    state_ = static_cast<std::uint32_t>(std::uint64_t{state_} * 48'271 % 2'147'483'647);
    return low + static_cast<int>(state_ % static_cast<std::uint32_t>(high - low + 1));
  }

 private:
  std::uint32_t state_;
};

class Text {
 public:
  Text& box(std::int64_t width) {
    Item item;
    item.width = units(width);
    list_.add_box(item);
    return *this;
  }
  Text& glue(std::int64_t width, std::int64_t stretch = 0, std::int64_t shrink = 0) {
    Item item;
    item.kind = ItemKind::kGlue;
    item.width = units(width);
    item.stretch = units(stretch);
    item.shrink = units(shrink);
    list_.add_glue(item);
    return *this;
  }
  Text& penalty(int p, bool flagged = false, std::int64_t pre = 0, std::int64_t post = 0) {
    BreakPoint point;
    point.penalty = p;
    point.source = p <= -kForbidden ? BreakSource::kForced : BreakSource::kSpace;
    point.flagged = flagged;
    point.pre = units(pre);
    point.post = units(post);
    list_.add_break(point);
    return *this;
  }
  Text& end() {
    BreakPoint point;
    point.penalty = -kForbidden;
    point.source = BreakSource::kForced;
    point.ends_paragraph = true;
    list_.add_break(point);
    return *this;
  }
  Text& words(std::initializer_list<std::int64_t> widths, std::int64_t space) {
    bool first = true;
    for (const std::int64_t width : widths) {
      if (!first) penalty(0).glue(space);
      first = false;
      box(width);
    }
    return end();
  }
  [[nodiscard]] const ItemList& list() const { return list_; }

 private:
  ItemList list_;
};

FitParameters ragged(std::int64_t measure, std::int64_t stretch) {
  FitParameters result;
  result.measure = result.first_measure = units(measure);
  result.end_stretch = units(stretch);
  result.fitness = FitnessClasses::kIgnored;
  return result;
}

FitParameters justified(std::int64_t measure) {
  FitParameters result;
  result.measure = result.first_measure = units(measure);
  return result;
}

/// The demerits of one set of breaks, worked out from the rules line by line with none of the
/// engine's sums, nodes or bounds: the oracle. None where a line is not within `tolerance`.
std::optional<std::int64_t> demerits_of(const ItemList& list, const std::vector<std::uint32_t>& set,
                                        const FitParameters& parameters, int tolerance) {
  std::int64_t total = 0;
  int last_class = 1, flagged_run = 0;
  std::size_t item = 0;
  Length post;
  const BreakPoint* from = nullptr;
  for (std::size_t line = 0; line < set.size(); ++line) {
    const BreakPoint& to = list.breaks()[set[line]];
    while (line > 0 && item < to.item && list.items()[item].kind != ItemKind::kBox) ++item;
    Length width = post + to.pre, stretch, shrink;
    for (; item < to.item; ++item) {
      width += list.items()[item].width;
      stretch += list.items()[item].stretch;
      shrink += list.items()[item].shrink;
    }
    ++item;
    post = to.post;
    const Length measure = line == 0 ? parameters.first_measure : parameters.measure;
    int bad = 0, fitness = 1;
    if (width > measure) {
      if (width - measure > shrink) return std::nullopt;
      bad = badness(width - measure, shrink);
      fitness = bad > 12 ? 0 : 1;
    } else if (!to.forced()) {
      bad =
          badness(measure - width, stretch + parameters.end_stretch + parameters.emergency_stretch);
      fitness = bad > 99 ? 3 : bad > 12 ? 2 : 1;
    }
    if (bad > tolerance) return std::nullopt;
    const std::int64_t p = to.penalty;
    total += std::int64_t{10 + bad} * (10 + bad);
    if (p >= 0) total += p * p;
    if (p < 0 && p > -kForbidden) total -= p * p;
    if (to.ends_paragraph && from != nullptr && !from->forced() &&
        (from->runt_after || width < parameters.runt_width)) {
      total += 9'000'000;
    }
    if (to.flagged && flagged_run >= 1) total += 10'000;
    if (to.flagged && flagged_run >= 2) total += 10'000;
    if (to.ends_paragraph && flagged_run >= 1) total += 5'000;
    flagged_run = to.flagged ? flagged_run + 1 : 0;
    if (parameters.fitness == FitnessClasses::kCompared) {
      if (std::abs(fitness - last_class) > 1) total += 10'000;
      last_class = fitness;
    }
    from = &to;
  }
  return total;
}

/// The least demerits for each number of lines, over all sets of breaks.
std::map<std::size_t, std::int64_t> brute_force(const ItemList& list,
                                                const FitParameters& parameters, int tolerance) {
  std::map<std::size_t, std::int64_t> best;
  const std::size_t free = list.breaks().size() - 1;
  for (std::uint32_t mask = 0; mask < (1U << free); ++mask) {
    std::vector<std::uint32_t> set;
    bool allowed = true;
    for (std::uint32_t b = 0; b < free; ++b) {
      const bool taken = (mask >> b & 1U) != 0;
      const BreakPoint& point = list.breaks()[b];
      if (taken ? point.penalty >= kForbidden : point.forced()) allowed = false;
      if (taken) set.push_back(b);
    }
    set.push_back(static_cast<std::uint32_t>(free));
    if (!allowed) continue;
    const auto demerits = demerits_of(list, set, parameters, tolerance);
    if (!demerits) continue;
    const auto [entry, is_new] = best.emplace(set.size(), *demerits);
    if (!is_new) entry->second = std::min(entry->second, *demerits);
  }
  return best;
}

Text random_text(Dice& dice, bool stretchy) {
  Text text;
  const int breaks = dice.roll(1, 11);
  text.box(dice.roll(5, 40));
  for (int b = 0; b < breaks; ++b) {
    const int kind = dice.roll(0, 19);
    if (kind < 11) {
      text.penalty(0);
      stretchy ? text.glue(8, 16, 4) : text.glue(6);
    } else if (kind < 16) {
      text.penalty(50, true, dice.roll(-2, 5), dice.roll(-2, 3));
    } else if (kind == 16) {
      text.penalty(-kForbidden).glue(0);
    } else if (kind == 17) {
      text.penalty(kForbidden);
      stretchy ? text.glue(8, 16, 4) : text.glue(6);
    } else if (kind == 18) {
      text.penalty(-dice.roll(1, 100)).glue(3, 1, 1);
    } else {
      text.penalty(5'000);
    }
    text.box(dice.roll(5, 40));
  }
  text.end();
  return text;
}

void expect_equals_brute_force(bool stretchy, Prune prune) {
  Dice dice(stretchy ? 7'001 : 7'002);
  FitWorkspace workspace;
  int solved = 0, variants = 0;
  for (int round = 0; round < 1'500; ++round) {
    const Text text = random_text(dice, stretchy);
    const int measure = dice.roll(45, 130);
    FitParameters parameters = stretchy ? justified(measure) : ragged(measure, dice.roll(10, 40));
    parameters.first_measure = units(measure - dice.roll(0, 1) * 8);
    parameters.runt_width = units(dice.roll(0, 25));
    const int tolerances[] = {200, 400, 9'999, kInfiniteBadness};
    parameters.tolerance = tolerances[dice.roll(0, 3)];
    parameters.variant_tolerance = parameters.tolerance < 800 ? 800 : 0;
    parameters.prune = prune;
    const FitResult result = total_fit(text.list().breaks(), parameters, workspace);
    const auto strict = brute_force(text.list(), parameters, parameters.tolerance);
    ASSERT_EQ(result.optimum.has_value(), !strict.empty()) << "round " << round;
    if (strict.empty()) continue;
    ++solved;
    auto best = strict.begin();
    for (auto it = strict.begin(); it != strict.end(); ++it) {
      if (it->second < best->second) best = it;
    }
    ASSERT_EQ(result.optimum->demerits, best->second) << "round " << round;
    ASSERT_EQ(result.optimum->breaks.size(), best->first) << "round " << round;
    ASSERT_EQ(demerits_of(text.list(), result.optimum->breaks, parameters, parameters.tolerance),
              best->second);
    if (parameters.variant_tolerance == 0 || best->first < 2) continue;
    const auto loose = brute_force(text.list(), parameters, parameters.variant_tolerance);
    const auto expect_variant = [&](const std::optional<FitSetting>& variant, std::size_t lines) {
      const auto wanted = loose.find(lines);
      ASSERT_EQ(variant.has_value(), wanted != loose.end()) << "round " << round;
      if (!variant) return;
      ++variants;
      ASSERT_EQ(variant->breaks.size(), lines);
      ASSERT_EQ(variant->demerits, wanted->second) << "round " << round;
    };
    expect_variant(result.fewer, best->first - 1);
    expect_variant(result.more, best->first + 1);
  }
  // The test means something only if it saw many paragraphs that have solutions and variants.
  EXPECT_GT(solved, 500);
  EXPECT_GT(variants, 50);
}

TEST(TotalFit, JustifiedEqualsBruteForceWithoutBound) {
  expect_equals_brute_force(true, Prune::kNothing);
}
TEST(TotalFit, JustifiedEqualsBruteForceWithBound) {
  expect_equals_brute_force(true, Prune::kFarLineCounts);
}
TEST(TotalFit, RaggedEqualsBruteForceWithoutBound) {
  expect_equals_brute_force(false, Prune::kNothing);
}
TEST(TotalFit, RaggedEqualsBruteForceWithBound) {
  expect_equals_brute_force(false, Prune::kFarLineCounts);
}

// TeX82 §108: about 100 (t/s)^3, and infinite where t/s is more than 1290/297.
TEST(TotalFit, BadnessIsThatOfTeX) {
  EXPECT_EQ(badness(units(0), units(0)), 0);
  EXPECT_EQ(badness(units(1), units(0)), 10'000);
  EXPECT_EQ(badness(units(100), units(100)), 100);
  EXPECT_EQ(badness(units(50), units(100)), 12);
  EXPECT_EQ(badness(units(200), units(100)), 800);
  EXPECT_EQ(badness(units(1290), units(297)), 8'189);  // The largest finite one.
  EXPECT_EQ(badness(units(1291), units(297)), 10'000);
}

TEST(TotalFit, WordThatDoesNotFitIsNotSet) {
  const Text text = Text().words({40, 40, 40}, 10);
  FitWorkspace workspace;
  const FitResult result = total_fit(text.list().breaks(), ragged(99, 50), workspace);
  ASSERT_TRUE(result.optimum);
  EXPECT_THAT(result.optimum->breaks, ElementsAre(1U, 2U));
  EXPECT_EQ(total_fit(text.list().breaks(), ragged(89, 50), workspace).optimum->breaks.size(), 3U);
}

TEST(TotalFit, ForcedBreakEndsLineEvenWhenUnderfull) {
  Text text;
  text.box(10).penalty(-kForbidden).glue(0).box(20).penalty(0).glue(5).box(20).end();
  FitWorkspace workspace;
  const FitResult result = total_fit(text.list().breaks(), ragged(100, 10), workspace);
  ASSERT_TRUE(result.optimum);
  EXPECT_THAT(result.optimum->breaks, ElementsAre(0U, 2U));
  EXPECT_EQ(result.optimum->demerits, 200);  // Two lines of badness 0: (10 + 0)^2 each.
}

TEST(TotalFit, RuntAtTheEndCostsItsPenalty) {
  // 60+10+20 fits 100 and leaves 5 alone; breaking before 20 leaves 20+10+5.
  const Text text = Text().words({60, 20, 5}, 10);
  FitParameters parameters = ragged(99, 60);
  FitWorkspace workspace;
  EXPECT_THAT(total_fit(text.list().breaks(), parameters, workspace).optimum->breaks,
              ElementsAre(1U, 2U));
  parameters.runt_width = units(30);
  EXPECT_THAT(total_fit(text.list().breaks(), parameters, workspace).optimum->breaks,
              ElementsAre(0U, 2U));
}

TEST(TotalFit, EqualWaysGoByTheEarlierBreak) {
  // A space that weighs nothing: 50 | 0 | 50 may break at either penalty at the same cost.
  Text text;
  text.box(50).penalty(0).glue(0).box(0).penalty(0).glue(0).box(50).end();
  FitWorkspace workspace;
  EXPECT_THAT(total_fit(text.list().breaks(), ragged(60, 40), workspace).optimum->breaks,
              ElementsAre(0U, 2U));
}

TEST(TotalFit, OnlyTheLastResortLetsALineStickOut) {
  const Text text = Text().words({30, 200, 30}, 5);
  FitParameters parameters = ragged(100, 40);
  parameters.tolerance = kInfiniteBadness;
  FitWorkspace workspace;
  EXPECT_FALSE(total_fit(text.list().breaks(), parameters, workspace).optimum);
  parameters.overfull = Overfull::kAsLastResort;
  const FitResult result = total_fit(text.list().breaks(), parameters, workspace);
  ASSERT_TRUE(result.optimum);
  EXPECT_THAT(result.optimum->breaks, ElementsAre(0U, 1U, 2U));
}

TEST(TotalFit, StepsGrowLinearlyWithTheText) {
  FitWorkspace workspace;
  const auto steps_for = [&](int words) {
    Dice dice(99);
    Text text;
    text.box(30);
    for (int w = 1; w < words; ++w) text.penalty(0).glue(6).box(dice.roll(10, 60));
    text.end();
    const FitResult result = total_fit(text.list().breaks(), ragged(500, 70), workspace);
    EXPECT_TRUE(result.optimum);
    return result.steps;
  };
  const std::uint64_t small = steps_for(2'000), large = steps_for(200'000);
  EXPECT_LT(large, small * 105);
  EXPECT_GT(large, small * 95);
}

}  // namespace
}  // namespace bifolium

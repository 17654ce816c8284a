#include "lines/set_line.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lines/build_items.h"
#include "lines/hyphenate.h"
#include "lines/test_sample.h"
#include "lines/text_breaks.h"

namespace bifolium {
namespace {

/// A text as items, with its cuts measured, hyphenated by patterns or between all letters.
struct Prepared {
  explicit Prepared(Sample& sample, BreakSource everywhere = BreakSource::kNone)
      : shaped(shape_paragraph(sample.paragraph, sample.styles, sample_fonts(),
                               sample.shape_workspace, sample.diagnostics)),
        text(sample.paragraph, shaped, sample.styles, sample_fonts()) {
    BreakIterators iterators;
    TextBreaks breaks;
    find_text_breaks(text, Length::points(10'000), iterators, breaks);
    HyphenDictionaries dictionaries("/usr/share/hyphen");
    add_pattern_breaks(text, dictionaries, breaks);
    if (everywhere != BreakSource::kNone) {
      const std::u16string& all = sample.paragraph.text;
      for (std::size_t p = 1; p < all.size(); ++p) {
        if (all[p] != u' ' && all[p - 1] != u' ') breaks.at[p] = everywhere;
      }
    }
    build_items(text, breaks, items);
    measure_cuts(text, items, sample.shape_workspace);
  }
  ShapedParagraph shaped;
  ParagraphMeasure text;
  ItemList items;
};

/// Each line that the total fit may choose is set exactly as wide as the total fit believes.
int expect_true_widths(Sample& sample, const Prepared& prepared) {
  std::vector<Glyph> patches;
  LineSetter setter(prepared.text, prepared.items, Length::points(10'000), sample.shape_workspace,
                    patches);
  const auto& breaks = prepared.items.breaks();
  int changed = 0;
  for (std::uint32_t to = 0; to < breaks.size(); ++to) {
    const Length whole = breaks[to].before.width + breaks[to].pre;
    EXPECT_EQ(setter.set(LineSetter::kParagraphStart, to).width, whole) << "to " << to;
    // Two cuts of one word may share a letter's kern or join: those lines are shaped for both.
    for (std::uint32_t from = 0; from + 3 < to; ++from) {
      const Length believed = whole - breaks[from].after.width + breaks[from].post;
      EXPECT_EQ(setter.set(from, to).width, believed) << from << " to " << to;
      if (breaks[to].pre != Length{} || breaks[from].post != Length{}) ++changed;
    }
  }
  return changed;
}

TEST(SetLine, HyphenatedLinesAreAsWideAsTheTotalFitBelieved) {
  Sample sample("Chemotherapy and radiotherapy, hyphenation of AVATAR officials efficiently",
                "en-US");
  const Prepared prepared(sample);
  EXPECT_GT(expect_true_widths(sample, prepared), 20);
}

TEST(SetLine, CutsInsideKerningAreAsWideAsTheTotalFitBelieved) {
  Sample sample("AVATAR To Wo VAVAVA");
  const Prepared prepared(sample, BreakSource::kCut);
  EXPECT_GT(expect_true_widths(sample, prepared), 20);
}

TEST(SetLine, HyphenIsKernedWithTheLetterBefore) {
  Sample sample("AVATAR TATATA end");
  const Prepared prepared(sample, BreakSource::kPattern);
  expect_true_widths(sample, prepared);
  std::vector<Glyph> patches;
  LineSetter setter(prepared.text, prepared.items, Length::points(1'000), sample.shape_workspace,
                    patches);
  const Line line = setter.set(LineSetter::kParagraphStart, 1);  // "AV-"
  ASSERT_TRUE(line.pieces.back().hyphen_added);
  EXPECT_EQ(patches.back().cluster, 2U);
  // Shaped as if the text ended there: the same as a paragraph of just that.
  Sample alone("AV\u2010");
  const Prepared expected(alone);
  EXPECT_EQ(line.width, expected.text.natural_width());
}

TEST(SetLine, ArabicWordCutInsideTakesTheFormsOfItsParts) {
  Sample sample("العلاج الكيميائي", "ar");
  sample.paragraph.right_to_left = true;
  const Prepared prepared(sample, BreakSource::kCut);
  std::vector<Glyph> patches;
  LineSetter setter(prepared.text, prepared.items, Length::points(1'000), sample.shape_workspace,
                    patches);
  for (std::uint32_t to = 0; to + 1 < prepared.items.breaks().size(); ++to) {
    const BreakPoint& point = prepared.items.breaks()[to];
    const Line line = setter.set(LineSetter::kParagraphStart, to);
    EXPECT_EQ(line.width, point.before.width + point.pre) << to;
  }
}

TEST(SetLine, BoxOverTwoSizesIsTheSumOfItsRuns) {
  Sample sample("H2O");
  Sample whole("H2O");
  TextStyle small = sample.styles[TextStyleId{0}];
  small.size = Length::points(7);
  sample.element("2").text_style = sample.styles.add(small);
  const Prepared prepared(sample), expected(whole);
  ASSERT_EQ(prepared.shaped.runs.size(), 3U);
  EXPECT_LT(prepared.text.natural_width(), expected.text.natural_width());
  std::vector<Glyph> patches;
  LineSetter setter(prepared.text, prepared.items, Length::points(100), sample.shape_workspace,
                    patches);
  const Line line = setter.set(LineSetter::kParagraphStart, 0);
  ASSERT_EQ(line.pieces.size(), 3U);
  EXPECT_EQ(line.width, prepared.text.natural_width());
  EXPECT_EQ(line.pieces[2].x, line.pieces[0].width + line.pieces[1].width);
}

TEST(SetLine, LetterSpacingFollowsEachCluster) {
  Sample plain("abc"), spaced("abc");
  const TextStyleId id{0};
  TextStyle style = spaced.styles[id];
  style.letter_spacing = Length::points(2);
  spaced.styles[id] = style;
  const Prepared a(plain), b(spaced);
  EXPECT_EQ(b.text.natural_width(), a.text.natural_width() + Length::points(6));
}

TEST(SetLine, SpacesOfProtectedRunsDoNotStretch) {
  Sample sample("one two three four five six");
  sample.paragraph.align = Align::kJustify;
  sample.element("two three").protect = true;
  const Prepared prepared(sample);
  std::vector<Length> stretches;
  for (const Item& item : prepared.items.items()) {
    if (item.kind == ItemKind::kGlue) stretches.push_back(item.stretch);
  }
  ASSERT_EQ(stretches.size(), 5U);
  EXPECT_EQ(stretches[1], Length{});
  EXPECT_GT(stretches[0], Length{});
  EXPECT_EQ(stretches[2], stretches[0]);
}

}  // namespace
}  // namespace bifolium

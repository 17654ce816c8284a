#include "pages/galley.h"

#include <gtest/gtest.h>

#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::SampleOptions;

constexpr Length kDepth = Length::micrometers(80'000);

/// The galley of a sample's body. Its first two elements are the line of kind and the title.
class Strung : public LaidOutSample {
 public:
  explicit Strung(std::string_view blocks, std::string rules = "", Length depth = kDepth)
      : LaidOutSample(blocks, options_of(std::move(rules))),
        galley(build_galley({document, text, boxes, heights}, {document.parts.at(0).root}, depth,
                            reported)) {}

  /// The element whose text begins with `start`.
  [[nodiscard]] std::size_t at(std::string_view start) const {
    const BlockId block = block_id(start);
    for (std::size_t i = 0; i < galley.elements.size(); ++i) {
      if (galley.elements[i].block == block) return i;
    }
    ADD_FAILURE() << "no element " << start;
    return 0;
  }
  [[nodiscard]] const GalleyElement& element(std::string_view start) const {
    return galley.elements[at(start)];
  }
  [[nodiscard]] const Gap& gap_before(std::string_view start) const {
    return galley.gaps[at(start)];
  }

  Diagnostics reported;
  Galley galley;

 private:
  static SampleOptions options_of(std::string rules) {
    SampleOptions options;
    options.rules = std::move(rules);
    return options;
  }
};

TEST(Galley, HasAGapBeforeEachElementAndOneAtTheEnd) {
  const Strung s("<p>One</p><p>Two</p>");
  EXPECT_EQ(s.galley.elements.size(), 4U);
  EXPECT_EQ(s.galley.gaps.size(), 5U);
}

TEST(Galley, SpaceBetweenBlocksIsTheLargerOfTheTwo) {
  const Strung s("<p>One</p><quote><p>Two</p></quote><p>Three</p>",
                 "<style match='p' space-after='8pt'/><style match='quote' space-before='12pt'"
                 " space-after='5pt'/>");
  EXPECT_EQ(s.gap_before("Two").space, Length::points(12));
  EXPECT_EQ(s.gap_before("Three").space, Length::points(8));
}

constexpr std::string_view kBox =
    "<style match='callout' background='#EEEEEE' padding-block='6pt' space-before='9pt'"
    " space-after='9pt'/><style match='p' space-before='20pt' space-after='20pt'/>"
    "<style match='callout title' space-before='15pt'/>";

TEST(Galley, ABoxHasItsPaddingAloneAtHeadAndFoot) {
  const Strung s("<p>One</p><callout kind='warning'><p>Two</p></callout><p>Three</p>",
                 std::string(kBox));
  const Gap& before = s.gap_before("Warning");
  EXPECT_EQ(before.space, Length::points(20)) << "outside the box";
  EXPECT_EQ(before.open_sum, Length::points(6));
  ASSERT_EQ(before.opens.size(), 1U);
  const Gap& after = s.gap_before("Three");
  EXPECT_EQ(after.close_sum, Length::points(6));
  EXPECT_EQ(after.space, Length::points(20));
  EXPECT_EQ(s.element("Two").box, before.opens[0]);
  EXPECT_FALSE(s.element("Three").box);
  EXPECT_EQ(s.gap_before("Two").box, before.opens[0]) << "a break between them cuts the box";
}

TEST(Galley, HeadingsStayWithWhatFollows) {
  const Strung s("<section><title>Head</title><p>One</p></section>");
  EXPECT_EQ(s.gap_before("One").keep, Keep::kHeading);
  EXPECT_LT(s.gap_before("Head").penalty, 0) << "a good place for a break";
}

TEST(Galley, AListsIntroductionStaysWithItsFirstItem) {
  const Strung s(
      "<p>You may have:</p><list><item>one</item><item>two</item><item>three</item>"
      "<item>four</item></list>");
  EXPECT_EQ(s.gap_before("one").keep, Keep::kListIntro);
  EXPECT_EQ(s.gap_before("two").keep, Keep::kFree);
  EXPECT_GT(s.gap_before("two").penalty, s.gap_before("three").penalty)
      << "the first item is not left alone";
  EXPECT_GT(s.gap_before("four").penalty, s.gap_before("three").penalty);
}

TEST(Galley, BoxesKeptTogetherAreSoUnlessTallerThanAPage) {
  const std::string_view blocks =
      "<callout kind='warning'><p>One</p><p>Two</p></callout><p>Three</p>";
  const std::string rules = "<style match='callout' keep-together='yes'/>";
  const Strung s(blocks, rules);
  EXPECT_EQ(s.gap_before("Two").keep, Keep::kTogether);
  EXPECT_EQ(s.element("One").inside, Keep::kTogether);
  EXPECT_EQ(s.gap_before("Three").keep, Keep::kFree);
  const Strung low(blocks, rules, Length::points(30));
  EXPECT_EQ(low.gap_before("Two").keep, Keep::kFree);
}

TEST(Galley, AnEmergencyBoxStaysWithTheListBeforeIt) {
  const Strung s("<list><item>one</item></list><callout kind='emergency'><p>Two</p></callout>");
  EXPECT_EQ(s.gap_before("Emergency").keep, Keep::kListIntro);
}

TEST(Galley, ForcedBreaksStandBeforeTheirBlock) {
  const Strung s("<p>One</p><quote><p>Two</p></quote>",
                 "<style match='quote' break-before='recto'/>");
  EXPECT_EQ(s.gap_before("Two").forced, ForcedBreak::kRecto);
  EXPECT_EQ(s.gap_before("One").forced, ForcedBreak::kNo);
}

/// Height beyond its own that a box got, at its head and foot.
std::pair<Length, Length> extra(std::string_view align) {
  const Strung s(
      "<quote><p>One</p></quote>",
      "<style match='quote' min-height='50pt' vertical-align='" + std::string(align) + "'/>");
  for (const OpenBox& box : s.galley.boxes) {
    if (box.block == s.document.blocks[s.block_id("One")].parent) {
      return {box.extra_open, box.extra_close};
    }
  }
  return {};
}

TEST(Galley, LeastHeightsAreReachedWhereTheContentIsNotAligned) {
  const Length missing = Length::points(50 - 14);
  EXPECT_EQ(extra("start"), std::pair(Length(), missing));
  EXPECT_EQ(extra("end"), std::pair(missing, Length()));
  EXPECT_EQ(extra("center"), std::pair(missing.scaled({1, 2}), missing.scaled({1, 2})));
}

TEST(Galley, LeastHeightsHoldStillWhatTheyWereReckonedWith) {
  const Strung s("<quote><p>One</p></quote><p>Two</p>", "<style match='quote' min-height='50pt'/>");
  EXPECT_FALSE(s.element("One").variants);
  EXPECT_TRUE(s.element("Two").variants);
}

TEST(Galley, LeastHeightsGiveWayTheLastFirst) {
  Strung s("<quote><p>One</p></quote><quote><p>Two</p></quote>",
           "<style match='quote' min-height='50pt'/>");
  const Length before = natural_height(s.galley, s.text);
  const Length missing = Length::points(36);
  give_up_least_heights(s.galley, Length::points(40));
  EXPECT_EQ(natural_height(s.galley, s.text), before - Length::points(40));
  std::vector<Length> extras;
  for (const OpenBox& box : s.galley.boxes) {
    if (box.extra_close > Length() || box.block.valid()) extras.push_back(box.extra_close);
  }
  ASSERT_GE(extras.size(), 2U);
  EXPECT_EQ(extras[extras.size() - 1], Length());
  EXPECT_EQ(extras[extras.size() - 2], missing - Length::points(4));
}

TEST(Galley, LeastHeightsGiveNoMoreThanTheyTook) {
  Strung s("<quote><p>One</p></quote>", "<style match='quote' min-height='50pt'/>");
  const Length before = natural_height(s.galley, s.text);
  give_up_least_heights(s.galley, Length::points(1000));
  EXPECT_EQ(natural_height(s.galley, s.text), before - Length::points(36));
}

TEST(Galley, LabelsHangAtTheLineThatFollows) {
  const Strung s("<list kind='number'><item><p>One</p><p>Two</p></item></list>",
                 "<style match='item' hang='20pt'/>");
  ASSERT_EQ(s.element("One").labels.size(), 1U);
  EXPECT_TRUE(s.element("Two").labels.empty());
  EXPECT_EQ(s.element("One").start, Length::points(20));
}

TEST(Galley, ATallLabelPushesTheNextBlockDown) {
  const Strung s("<list><item>One</item><item>Two</item></list>",
                 "<style match='item' hang='30pt' marker=\"'A label in words'\"/>"
                 "<style match='leaflet' size='20pt' leading='28pt'/>");
  const ParagraphId label = s.document.blocks[s.block_id("A label")].paragraph;
  const std::size_t lines = s.text.lines[label].optimum.lines.size();
  ASSERT_GE(lines, 2U);
  const GalleyElement& rest = s.galley.elements[s.at("One") + 1];
  EXPECT_FALSE(rest.paragraph);
  EXPECT_EQ(rest.leading, Length::points(28) * (static_cast<std::int64_t>(lines) - 1));
}

TEST(Galley, ListsInColumnsAreOnePiece) {
  const Strung s("<list><item>one</item><item>two</item><item>three</item></list>",
                 "<style match='list' columns='2'/>");
  EXPECT_EQ(s.galley.elements.size(), 3U);
  const GalleyElement& list = s.galley.elements.back();
  EXPECT_FALSE(list.paragraph);
  EXPECT_EQ(list.leading, Length::points(28)) << "two lines in the first column";
  EXPECT_TRUE(s.reported.all().empty());
}

TEST(LineBaseline, SharesTheLeadingAboveAndBelow) {
  const Strung s("<p>One</p>");
  const StyleHeights& own = s.heights[s.paragraph("One").root().text_style];
  const Length left = Length::points(14) - own.ascent - own.descent;
  EXPECT_EQ(line_baseline(s.paragraph("One"), s.heights), own.ascent + left.scaled({1, 2}));
}

}  // namespace
}  // namespace bifolium

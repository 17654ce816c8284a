#include "style/cascade.h"

#include <gtest/gtest.h>

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::SampleOptions;
using test::StyledSample;

constexpr Length kMeasure = Length::points(200);

/// A cascade on its own rules, with boxes that have names and classes alone.
class TestCascade {
 public:
  explicit TestCascade(std::string_view rules) : TestCascade(test::sample_layout(rules, "")) {}
  explicit TestCascade(LayoutSpec layout)
      : layout_(std::move(layout)), cascade_(layout_, kMeasure, diagnostics_) {
    cascade_.push({"leaflet", nullptr, {}});
  }
  /// Opens boxes below the leaflet; gives the last one's properties.
  const Computed& at(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) cascade_.push({name, nullptr, {}});
    return cascade_.top();
  }
  Cascade& operator*() { return cascade_; }
  /// What was reported, a line each.
  [[nodiscard]] std::string reported() const {
    std::string out;
    for (const Diagnostic& d : diagnostics_.all()) out += d.message + "\n";
    return out;
  }

 private:
  LayoutSpec layout_;
  Diagnostics diagnostics_;
  Cascade cascade_;
};

int weight_at(std::string_view rules, std::initializer_list<std::string_view> names) {
  return TestCascade(rules).at(names).text.weight;
}

TEST(Cascade, MoreElementsAreMoreSpecificWhereverTheyStand) {
  EXPECT_EQ(weight_at("<style match='section p' weight='700'/><style match='p' weight='300'/>",
                      {"section", "p"}),
            700);
  EXPECT_EQ(
      weight_at("<style match='section p' weight='700'/><style match='p' weight='300'/>", {"p"}),
      300);
}

TEST(Cascade, AnAttributeOutweighsAnyNumberOfElements) {
  SampleOptions options;
  options.rules =
      "<style match='callout[kind=warning] p' weight='700'/>"
      "<style match='leaflet section callout p' weight='300'/>";
  const StyledSample sample(
      "<section><title>T</title><callout kind='warning'><p>Hot</p></callout>"
      "<callout kind='important'><p>Cold</p></callout></section>",
      options);
  EXPECT_EQ(sample.style("Hot").weight, 700);
  EXPECT_EQ(sample.style("Cold").weight, 300);
}

TEST(Cascade, TheLaterOfEqualsWins) {
  EXPECT_EQ(weight_at("<style match='section p' weight='700'/>"
                      "<style match='callout p' weight='300'/>",
                      {"section", "callout", "p"}),
            300);
  EXPECT_EQ(weight_at("<style match='callout p' weight='300'/>"
                      "<style match='section p' weight='700'/>",
                      {"section", "callout", "p"}),
            700);
}

TEST(Cascade, ASpaceMeansAnyDepthAndAnAngleTheNext) {
  EXPECT_EQ(weight_at("<style match='section > p' weight='700'/>", {"section", "p"}), 700);
  EXPECT_EQ(weight_at("<style match='section > p' weight='700'/>", {"section", "item", "p"}), 400);
  EXPECT_EQ(weight_at("<style match='section p' weight='700'/>", {"section", "item", "p"}), 700);
}

TEST(Cascade, LooksAtOuterBoxesToo) {
  // The nearest item has no list right around it; the one outside has.
  EXPECT_EQ(weight_at("<style match='list > item p' weight='700'/>", {"list", "item", "item", "p"}),
            700);
  EXPECT_EQ(weight_at("<style match='section > list item > p' weight='700'/>",
                      {"section", "list", "item", "list", "item", "p"}),
            700);
  EXPECT_EQ(weight_at("<style match='section > list > item > p' weight='700'/>",
                      {"section", "list", "item", "list", "item", "p"}),
            400);
}

TEST(Cascade, AStarMeansAnyElementAndCountsLess) {
  EXPECT_EQ(weight_at("<style match='section > *' weight='700'/>", {"section", "p"}), 700);
  EXPECT_EQ(weight_at("<style match='p' weight='300'/><style match='*' weight='700'/>", {"p"}),
            300);
}

TEST(Cascade, ClassesNameTheProgramsBoxes) {
  TestCascade cascade("<style match='running[class=head]' weight='700'/>");
  EXPECT_EQ((*cascade).push({"running", nullptr, "head"}).text.weight, 700);
  (*cascade).pop();
  EXPECT_EQ((*cascade).push({"running", nullptr, "foot"}).text.weight, 400);
}

TEST(Cascade, TextIsInheritedAndBoxesAreNot) {
  const std::string_view rules =
      "<style match='callout' weight='700' color='accent' align='center' leading='20pt' widows='3'"
      " hyphenate='yes' letter-spacing='1pt' features='smcp' background='#EEEEEE' indent='5pt'"
      " space-before='6pt' padding-block='4pt' hang='9pt' marker='none' baseline-shift='3pt'/>";
  TestCascade cascade(rules);
  const Computed callout = cascade.at({"callout"});
  EXPECT_EQ(callout.block.space_before, Length::points(6));
  EXPECT_EQ(callout.text.baseline_shift, Length::points(3));
  const Computed& p = cascade.at({"p"});
  EXPECT_EQ(p.text.weight, 700);
  EXPECT_EQ(p.text.color, (Color{0x0B, 0x4F, 0x6C}));
  EXPECT_EQ(p.align, Align::kCenter);
  EXPECT_EQ(p.leading, Length::points(20));
  EXPECT_EQ(p.widows, 3);
  EXPECT_TRUE(p.hyphenate);
  EXPECT_EQ(p.text.letter_spacing, Length::points(1));
  EXPECT_EQ(p.text.features, callout.text.features);
  EXPECT_FALSE(p.block.background);
  EXPECT_EQ(p.block.space_before, Length());
  EXPECT_EQ(p.block.padding_block, Length());
  EXPECT_EQ(p.block.hang, Length());
  EXPECT_EQ(p.indent, Length());
  EXPECT_EQ(p.marker, "");
  EXPECT_EQ(p.text.baseline_shift, Length()) << "or a sign above the line would climb with depth";
}

TEST(Cascade, PopGoesBackToTheBoxAround) {
  TestCascade cascade("<style match='p' weight='700'/>");
  cascade.at({"p"});
  (*cascade).pop();
  EXPECT_EQ((*cascade).top().text.weight, 400);
}

TEST(Cascade, SizesInEmAreOfTheParentsSize) {
  EXPECT_EQ(TestCascade("<style match='p' size='1.5em'/>").at({"p"}).text.size, Length::points(15));
  EXPECT_EQ(TestCascade("<style match='p' size='0.8em'/>").at({"p"}).text.size, Length::points(8));
  // 10 pt × 0.8 × 0.8
  EXPECT_EQ(TestCascade("<style match='sub' size='0.8em'/>").at({"sub", "sub"}).text.size,
            Length::millipoints(6400));
}

TEST(Cascade, RemIsTheLeafletsSize) {
  const Computed computed = TestCascade(
                                "<style match='callout' size='20pt'/><style match='p' size='2rem'"
                                " space-before='1rem'/>")
                                .at({"callout", "p"});
  EXPECT_EQ(computed.text.size, Length::points(20));
  EXPECT_EQ(computed.block.space_before, Length::points(10));
}

TEST(Cascade, RemAndEmOfTheLeafletsOwnSizeAreOfTwelvePoints) {
  for (const std::string_view rules :
       {"<style match='leaflet' size='0.5rem'/>", "<style match='leaflet' size='0.5em'/>"}) {
    EXPECT_EQ(TestCascade(rules).at({"p"}).text.size, Length::points(6));
  }
}

TEST(Cascade, SizesThatMultiplyEndWhereTypeDoes) {
  TestCascade small("<style match='em' size='0.2em'/>");
  EXPECT_EQ(small.at({"em"}).text.size, Length::points(2));
  EXPECT_EQ(small.reported(), "");
  EXPECT_EQ(small.at({"em", "em"}).text.size, Length::points(1));
  EXPECT_EQ(small.reported(),
            "with this size, type in <em> comes to 0.4 pt; 1 pt to 1000 pt make sense\n"
            "with this size, type in <em> comes to 0.2 pt; 1 pt to 1000 pt make sense\n");
  // A hundred of these would be a size of more digits than a Length has.
  TestCascade large("<style match='em' size='20em'/>");
  for (int i = 0; i < 100; ++i) EXPECT_LE(large.at({"em"}).text.size, Length::points(1000));
}

TEST(Cascade, ASizeThatIsOverruledIsNotReported) {
  TestCascade cascade(
      "<style match='q' size='200pt'/><style match='em' size='20em'/>"
      "<style match='q em' size='20pt'/>");
  EXPECT_EQ(cascade.at({"q", "em"}).text.size, Length::points(20));
  EXPECT_EQ(cascade.reported(), "");
}

TEST(Cascade, WhatAllTextFallsBackOnMustBeSaid) {
  LayoutSpec layout = test::sample_layout("", "");
  layout.rules.clear();
  TestCascade cascade(layout);
  EXPECT_EQ(cascade.reported(),
            "no style gives <leaflet> a family\nno style gives <leaflet> a size\n"
            "no style gives <leaflet> a leading\n");
  EXPECT_GT((*cascade).top().text.size, Length());
  EXPECT_GT((*cascade).top().leading, Length());
}

TEST(Cascade, OtherLengthsInEmAreOfTheBoxesOwnSizeInAnyOrder) {
  for (const std::string_view rules :
       {"<style match='p' space-before='2em' size='20pt'/>",
        "<style match='p' size='20pt' space-before='2em'/>",
        "<style match='section p' space-before='2em'/><style match='p' size='20pt'/>"}) {
    EXPECT_EQ(TestCascade(rules).at({"section", "p"}).block.space_before, Length::points(40));
  }
}

TEST(Cascade, LeadingInEmIsOfTheBoxesOwnSize) {
  EXPECT_EQ(TestCascade("<style match='p' size='20pt' leading='1.3em'/>").at({"p"}).leading,
            Length::points(26));
  EXPECT_EQ(TestCascade("<style match='p' size='20pt' leading='1.5em'/>").at({"p"}).leading,
            Length::points(30));
}

TEST(Cascade, LeadingIsInheritedAsALength) {
  // Text of another size on the lines of one paragraph must not spread them.
  EXPECT_EQ(TestCascade("<style match='p' leading='1.5em'/><style match='sup' size='0.5em'/>")
                .at({"p", "sup"})
                .leading,
            Length::points(15));
}

TEST(Cascade, IndentsInPercentAreOfTheMeasure) {
  EXPECT_EQ(TestCascade("<style match='p' indent-start='10%'/>").at({"p"}).block.indent_start,
            Length::points(20));
}

TEST(Cascade, LengthsInMillimetersAndInchesAreExact) {
  const Computed computed =
      TestCascade("<style match='p' space-before='25.4mm' space-after='1in' hang='2.54cm'/>")
          .at({"p"});
  EXPECT_EQ(computed.block.space_before, Length::points(72));
  EXPECT_EQ(computed.block.space_after, Length::points(72));
  EXPECT_EQ(computed.block.hang, Length::points(72));
}

TEST(Cascade, FeaturesAreSortedAndTheLastOfATagCounts) {
  const Computed computed =
      TestCascade("<style match='p' features='tnum liga=0 ss01=2'/>").at({"p"});
  const std::vector<FontFeature> wanted{
      {0x6C696761, 0}, {0x73733031, 2}, {0x746E756D, 1}};  // liga, ss01, tnum
  EXPECT_EQ(computed.text.features, wanted);
}

TEST(Cascade, NoneTakesAwayFeaturesAndBackground) {
  const Computed computed = TestCascade(
                                "<style match='p' features='tnum' background='#EEEEEE'/>"
                                "<style match='section p' features='none' background='none'/>")
                                .at({"section", "p"});
  EXPECT_TRUE(computed.text.features.empty());
  EXPECT_FALSE(computed.block.background);
}

TEST(Cascade, ColorsAreNamedOrWrittenOut) {
  TestCascade cascade("");
  EXPECT_EQ((*cascade).color("accent"), (Color{0x0B, 0x4F, 0x6C}));
  EXPECT_EQ((*cascade).color("#fF8000"), (Color{0xFF, 0x80, 0x00}));
}

TEST(Cascade, TakesEveryKeywordOfBoxes) {
  const Computed computed =
      TestCascade(
          "<style match='p' align='justify' vertical-align='end' break-before='recto'"
          " keep-with-next='yes' keep-together='yes' variants='no' orphans='4'"
          " slope='italic' columns='3' column-gap='5pt' border='1pt' border-color='#112233'"
          " bar='2pt' bar-color='#445566' rule-above='3pt' rule-below='4pt'"
          " rule-color='#778899' min-height='50pt' indent-end='7pt' padding-inline='8pt'/>")
          .at({"p"});
  const BlockStyle& block = computed.block;
  EXPECT_EQ(computed.align, Align::kJustify);
  EXPECT_EQ(computed.text.slope, Slope::kItalic);
  EXPECT_FALSE(computed.variants);
  EXPECT_EQ(computed.orphans, 4);
  EXPECT_EQ(block.vertical_align, VerticalAlign::kEnd);
  EXPECT_EQ(block.break_before, BreakBefore::kRecto);
  EXPECT_TRUE(block.keep_with_next && block.keep_together);
  EXPECT_EQ(block.columns, 3);
  EXPECT_EQ(block.column_gap, Length::points(5));
  EXPECT_EQ(block.border, Length::points(1));
  EXPECT_EQ(block.border_color, (Color{0x11, 0x22, 0x33}));
  EXPECT_EQ(block.bar, Length::points(2));
  EXPECT_EQ(block.bar_color, (Color{0x44, 0x55, 0x66}));
  EXPECT_EQ(block.rule_above, Length::points(3));
  EXPECT_EQ(block.rule_below, Length::points(4));
  EXPECT_EQ(block.rule_color, (Color{0x77, 0x88, 0x99}));
  EXPECT_EQ(block.min_height, Length::points(50));
  EXPECT_EQ(block.indent_end, Length::points(7));
  EXPECT_EQ(block.padding_inline, Length::points(8));
}

}  // namespace
}  // namespace bifolium

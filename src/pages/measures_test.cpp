#include "pages/measures.h"

#include <gtest/gtest.h>

#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::SampleOptions;

constexpr Length kMeasure = Length::micrometers(80'000);

LaidOutSample sample_of(std::string_view blocks, std::string rules = "") {
  SampleOptions options;
  options.rules = std::move(rules);
  return LaidOutSample(blocks, options);
}

TEST(Measures, ABlockFillsItsColumn) {
  const LaidOutSample s = sample_of("<p>x</p>");
  const BlockBox& box = s.boxes[s.block_id("x")];
  EXPECT_EQ(box.start, Length());
  EXPECT_EQ(box.measure, kMeasure);
  EXPECT_EQ(box.border_width, kMeasure);
}

TEST(Measures, IndentsPaddingBorderAndBarTakeTheirShare) {
  const LaidOutSample s =
      sample_of("<p>x</p>",
                "<style match='p' indent-start='10pt' indent-end='5pt' padding-inline='3pt'"
                " border='1pt' bar='2pt'/>");
  const BlockBox& box = s.boxes[s.block_id("x")];
  EXPECT_EQ(box.border_start, Length::points(10));
  EXPECT_EQ(box.border_width, kMeasure - Length::points(15));
  EXPECT_EQ(box.start, Length::points(10 + 1 + 3 + 2));
  EXPECT_EQ(box.measure, kMeasure - Length::points(15 + 2 * 4 + 2));
}

TEST(Measures, WhatStandsInABoxStartsAtItsContent) {
  const LaidOutSample s = sample_of("<callout kind='warning'><p>x</p></callout>",
                                    "<style match='callout' padding-inline='6pt'/>"
                                    "<style match='callout p' indent-start='4pt'/>");
  const BlockBox& box = s.boxes[s.block_id("x")];
  EXPECT_EQ(box.start, Length::points(10));
  EXPECT_EQ(box.measure, kMeasure - Length::points(16));
}

TEST(Measures, LabelsHangInTheirGutter) {
  const LaidOutSample s =
      sample_of("<list kind='number'><item>one</item></list>", "<style match='item' hang='20pt'/>");
  EXPECT_EQ(s.boxes[s.block_id("1.")].start, Length());
  EXPECT_EQ(s.boxes[s.block_id("1.")].measure, Length::points(20));
  EXPECT_EQ(s.boxes[s.block_id("one")].start, Length::points(20));
  EXPECT_EQ(s.boxes[s.block_id("one")].measure, kMeasure - Length::points(20));
}

TEST(Measures, AGutterGrowsForTheWidestLabelOfItsList) {
  const LaidOutSample s = sample_of(
      "<list kind='number' start='9998'><item>one</item><item>two</item></list>"
      "<list kind='number'><item>three</item></list>",
      "<style match='item' hang='12pt'/>");
  const Length grown = s.boxes[s.block_id("one")].start;
  const BlockId label = s.block_id("9999.");
  const ParagraphId paragraph = s.document.blocks[label].paragraph;
  const Length width = natural_width(s.document.paragraphs[paragraph], s.text.shaped[paragraph],
                                     s.document.text_styles, test::sample_fonts());
  EXPECT_GT(width, Length::points(12));
  // A third of the label's size (10 pt) between them.
  EXPECT_EQ(grown, width + Length::points(10).scaled({1, 3}));
  EXPECT_EQ(s.boxes[s.block_id("two")].start, grown) << "labels of one list stay aligned";
  EXPECT_EQ(s.boxes[s.block_id("three")].start, Length::points(12)) << "other lists are apart";
}

TEST(Measures, AGutterTakesTwoFifthsOfTheMeasureAtMost) {
  const LaidOutSample s = sample_of(
      "<list><item>one</item></list>",
      "<style match='item' marker=\"'A label as long'\" hang='12pt' size='40pt' leading='40pt'/>");
  EXPECT_EQ(s.boxes[s.block_id("one")].start, kMeasure.scaled({2, 5}));
}

TEST(Measures, ColumnsShareWhatTheGapsLeave) {
  const LaidOutSample s = sample_of("<list><item>one</item></list>",
                                    "<style match='list' columns='3' column-gap='10pt'/>"
                                    "<style match='item' marker='none'/>");
  EXPECT_EQ(s.boxes[s.block_id("one")].measure,
            Length::from_units((kMeasure - Length::points(20)).units() / 3));
}

TEST(Measures, NaturalWidthIsThatOfTheUnbrokenLine) {
  const LaidOutSample s = sample_of("<p>One <strong>two</strong> three</p>");
  const ParagraphId p = s.document.blocks[s.block_id("One")].paragraph;
  EXPECT_EQ(natural_width(s.document.paragraphs[p], s.text.shaped[p], s.document.text_styles,
                          test::sample_fonts()),
            s.text.lines[p].optimum.lines.at(0).width);
}

}  // namespace
}  // namespace bifolium

#include "pages/contrast.h"

#include <gtest/gtest.h>

#include "pages/furniture.h"
#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::SampleOptions;

constexpr Color kBlack{0, 0, 0};
constexpr Color kWhite{255, 255, 255};

// Values of WebAIM's contrast checker, and of WCAG 2.1's own formula.
TEST(Contrast, AgreesWithWcag) {
  EXPECT_EQ(contrast_hundredths(kBlack, kWhite), 2100);
  EXPECT_EQ(contrast_hundredths(kWhite, kWhite), 100);
  EXPECT_EQ(contrast_hundredths({0x77, 0x77, 0x77}, kWhite), 447);  // 4.478, cut off
  EXPECT_EQ(contrast_hundredths({0x76, 0x76, 0x76}, kWhite), 454);
  EXPECT_EQ(contrast_hundredths({0xFF, 0x00, 0x00}, kWhite), 399);  // 3.998
  EXPECT_EQ(contrast_hundredths({0x00, 0x00, 0xFF}, kWhite), 859);
  EXPECT_EQ(contrast_hundredths({0x00, 0x80, 0x00}, kWhite), 513);
}

TEST(Contrast, IsTheSameEitherWay) {
  const Color a{0x0B, 0x4F, 0x6C};
  EXPECT_EQ(contrast_hundredths(a, kWhite), contrast_hundredths(kWhite, a));
}

std::vector<std::string> found(std::string_view blocks, std::string rules) {
  SampleOptions options;
  options.rules = std::move(rules);
  const LaidOutSample sample(blocks, options);
  Diagnostics diagnostics;
  check_contrast(sample.pages, sample.document, sample.text, diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& d : diagnostics.all()) messages.push_back(d.message);
  return messages;
}

TEST(CheckContrast, SaysEachPairOnce) {
  EXPECT_EQ(
      found("<p>One <em>two</em></p><p><em>three</em></p>", "<style match='em' color='#999999'/>"),
      (std::vector<std::string>{
          "the contrast of #999999 on #FFFFFF is 2.8:1; at least 4.5:1 can be read by most"}));
}

TEST(CheckContrast, LooksAtTheBoxUnderTheText) {
  EXPECT_EQ(found("<callout kind='warning'><p>One</p></callout>",
                  "<style match='callout' background='#222222' padding-block='4pt'/>"
                  "<style match='callout title' color='#FFFFFF'/>")
                .size(),
            1U)
      << "black text on a dark box";
  EXPECT_TRUE(found("<callout kind='warning'><p>One</p></callout>",
                    "<style match='callout' background='#222222' color='#FFFFFF'"
                    " padding-block='4pt'/>")
                  .empty());
}

TEST(CheckContrast, HoldsExactlyFourAndAHalfForEnough) {
  EXPECT_TRUE(found("<p>One</p>", "<style match='p' color='#767676'/>").empty());
  EXPECT_EQ(found("<p>One</p>", "<style match='p' color='#777777'/>").size(), 1U);
}

}  // namespace
}  // namespace bifolium

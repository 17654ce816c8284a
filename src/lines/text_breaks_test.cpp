#include "lines/text_breaks.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "lines/hyphenate.h"
#include "lines/test_sample.h"

namespace bifolium {
namespace {

/// The text with a mark where a line may end: | after UAX #14, - at hyphens, ~ at soft hyphens,
/// = by patterns, @ in addresses, / after slashes, ! in protected runs, # where it must.
std::string marked(Sample& sample, Length measure = Length::points(1'000), bool patterns = false) {
  sample.shaped = shape_paragraph(sample.paragraph, sample.styles, sample_fonts(),
                                  sample.shape_workspace, sample.diagnostics);
  const ParagraphMeasure text(sample.paragraph, sample.shaped, sample.styles, sample_fonts());
  BreakIterators iterators;
  TextBreaks breaks;
  find_text_breaks(text, measure, iterators, breaks);
  HyphenDictionaries dictionaries("/usr/share/hyphen");
  if (patterns) add_pattern_breaks(text, dictionaries, breaks);
  constexpr std::string_view kMarks = " |-~=@/!?#";
  std::string result;
  const std::u16string_view all = sample.paragraph.text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && breaks.at[i] != BreakSource::kNone) {
      result.push_back(kMarks[static_cast<std::size_t>(breaks.at[i])]);
    }
    if (all[i] == 0x00AD) continue;
    result += to_utf8(all.substr(i, 1));
  }
  return result;
}

std::string marked(std::string_view text, std::string language = "en") {
  Sample sample(text, std::move(language));
  return marked(sample);
}

TEST(TextBreaks, SpacesEndLinesAndNoBreakSpacesDoNot) {
  EXPECT_EQ(marked("one two\u00A0three"), "one |two\u00A0three");
  EXPECT_EQ(marked("a (b) c"), "a |(b) |c");
}

TEST(TextBreaks, HyphenNeedsTwoLettersOnEachSide) {
  EXPECT_EQ(marked("follow-up"), "follow--up");
  EXPECT_EQ(marked("X-ray"), "X-ray");
  EXPECT_EQ(marked("vitamin-C"), "vitamin-C");
}

TEST(TextBreaks, SlashBreaksBetweenWordsButNotInUnits) {
  EXPECT_EQ(marked("mg/kg"), "mg/kg");
  EXPECT_EQ(marked("and/or"), "and/or");
  EXPECT_EQ(marked("hospital/clinic"), "hospital//clinic");
}

TEST(TextBreaks, NumberKeepsItsUnitAndItsRange) {
  EXPECT_EQ(marked("take 5 mg now"), "take |5 mg |now");
  EXPECT_EQ(marked("take 5 mugs now"), "take |5 |mugs |now");
  EXPECT_EQ(marked("10\u201320 min"), "10\u201320 min");
}

TEST(TextBreaks, ProtectedRunHasNone) {
  Sample sample("ring 0113 496 now");
  sample.element("0113 496").protect = true;
  EXPECT_EQ(marked(sample), "ring |0113 496 |now");
  EXPECT_EQ(marked(sample, Length::points(20)), "ring |0113 !496 |now");
}

TEST(TextBreaks, AddressBreaksBeforeMarksAndAfterTheScheme) {
  Sample sample("https://www.nhs.uk/a-b?c=d_e");
  sample.element("https://www.nhs.uk/a-b?c=d_e").address = true;
  EXPECT_EQ(marked(sample), "https://@www@.nhs@.uk@/a@-b@?c@=d@_e");
}

TEST(TextBreaks, SoftHyphenIsAPlaceToBreak) {
  EXPECT_EQ(marked("chemo\u00ADtherapy"), "chemo~therapy");
  EXPECT_EQ(marked("\u00ADtherapy"), "therapy");  // Nothing would stand before the hyphen.
  EXPECT_EQ(marked("a \u00ADtherapy"), "a |therapy");
}

TEST(TextBreaks, SoftHyphenAtAnElementsStartIsAPlaceToBreak) {
  Sample inside("chemo\u00ADtherapy");
  inside.element("\u00ADtherapy");
  EXPECT_EQ(marked(inside), "chemo~therapy");
  Sample alone("chemo\u00ADtherapy");
  alone.element("\u00AD");
  EXPECT_EQ(marked(alone), "chemo~therapy");
  Sample first("a \u00ADtherapy");
  first.element("\u00ADtherapy");
  EXPECT_EQ(marked(first), "a |therapy");
}

TEST(TextBreaks, PatternsSpareTheLastWordNumbersHyphensAndOtherLanguages) {
  Sample sample("hyphenation hyphenation2 non-hyphenation hyphenation", "en-US");
  EXPECT_EQ(marked(sample, Length::points(1'000), true),
            "hy=phen=ation |hyphenation2 |non--hyphenation |hyphenation");
  Sample foreign("hyphenation of words", "xx");
  EXPECT_EQ(marked(foreign, Length::points(1'000), true), "hyphenation |of |words");
}

TEST(TextBreaks, PatternsSpareProtectedRunsAndFollowTheLanguageOfAnElement) {
  Sample sample("hyphenation hyphenation hyphenation end", "en-US");
  sample.paragraph.text.replace(12, 11, u"hyphenatism");
  sample.element("hyphenatism").protect = true;
  EXPECT_EQ(marked(sample, Length::points(1'000), true),
            "hy=phen=ation |hyphenatism |hy=phen=ation |end");
  Sample other("hyphenation hyphenation end", "en-US");
  other.element("hyphenation").language = "xx";
  EXPECT_EQ(marked(other, Length::points(1'000), true), "hyphenation |hy=phen=ation |end");
}

TEST(TextBreaks, ForcedBreakIsMarked) { EXPECT_EQ(marked("a\u2028b"), "a\u2028#b"); }

}  // namespace
}  // namespace bifolium

#include "style/fit_setting.h"

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::StyledSample;

const test::SampleOptions kOptions = [] {
  test::SampleOptions options;
  options.parts = R"(<part kind="cover"/><part kind="body"/>)";
  options.rules = R"(
    <style match="leaflet" size="13pt" leading="18pt"/>
    <style match="p" space-before="10pt" space-after="6pt"/>
    <style match="section > title" size="20pt" leading="24pt"/>
    <style match="sup" size="9pt" baseline-shift="4pt"/>
    <style match="cover-title" size="30pt" leading="34pt" space-before="20pt"/>
    <style match="running" size="10pt"/>
    <running name="foot" pages="first" edge="foot" at="end" baseline="5mm" style="foot">x</running>)";
  return options;
}();
constexpr std::string_view kBlocks =
    "<section><title>Heading</title><p>Text with a <sup>note</sup>.</p></section>";
const Length kNoFloor;

/// The paragraph that begins with `start`.
const Paragraph& paragraph(const StyledDocument& document, std::u16string_view start) {
  for (const Paragraph& p : document.paragraphs) {
    if (p.text.starts_with(start)) return p;
  }
  ADD_FAILURE() << "no such paragraph";
  return document.paragraphs[ParagraphId{0}];
}

Length size_of(const StyledDocument& document, const Paragraph& p, std::size_t element = 0) {
  return document.text_styles[p.inlines[InlineId{element}].text_style].size;
}

const BlockStyle& block_of(const StyledDocument& document, const Paragraph& p) {
  for (const Block& block : document.blocks) {
    if (block.paragraph && &document.paragraphs[block.paragraph] == &p) return block.style;
  }
  ADD_FAILURE() << "no such block";
  return document.blocks[BlockId{0}].style;
}

TEST(FitSetting, TypeKeepsItsProportionsAndTakesLeadingAndSpaceWithIt) {
  const StyledSample sample(kBlocks, kOptions);
  const StyledDocument set = set_otherwise(sample.document, {1000, 1000, 1100}, kNoFloor);
  const Paragraph& text = paragraph(set, u"Text");
  EXPECT_EQ(size_of(set, text), Length::millipoints(14'300));
  EXPECT_EQ(text.leading, Length::millipoints(19'800));
  EXPECT_EQ(block_of(set, text).space_before, Length::millipoints(11'000));
  EXPECT_EQ(size_of(set, text, 1), Length::millipoints(9'900));
  EXPECT_EQ(set.text_styles[text.inlines[InlineId{1}].text_style].baseline_shift,
            Length::millipoints(4'400));
  EXPECT_EQ(size_of(set, paragraph(set, u"Heading")), Length::points(22));
  EXPECT_EQ(set.base_leading, Length::millipoints(19'800));
  EXPECT_EQ(set.text_styles[set.base_text_style].size, Length::millipoints(14'300));
}

TEST(FitSetting, SpaceAndLeadingGiveByThemselves) {
  const StyledSample sample(kBlocks, kOptions);
  const StyledDocument set = set_otherwise(sample.document, {500, 950, 1000}, kNoFloor);
  const Paragraph& text = paragraph(set, u"Text");
  EXPECT_EQ(size_of(set, text), Length::points(13));
  EXPECT_EQ(text.leading, Length::millipoints(17'100));
  EXPECT_EQ(block_of(set, text).space_before, Length::points(5));
  EXPECT_EQ(block_of(set, text).space_after, Length::points(3));
}

TEST(FitSetting, TypeStopsAtTheFloorAndWhatIsBelowItStays) {
  const StyledSample sample(kBlocks, kOptions);
  const StyledDocument set = set_otherwise(sample.document, {1000, 1000, 800}, Length::points(12));
  const Paragraph& text = paragraph(set, u"Text");
  EXPECT_EQ(size_of(set, text), Length::points(12));
  EXPECT_EQ(text.leading, Length::points(18).scaled({12, 13}));
  EXPECT_EQ(size_of(set, text, 1), Length::points(9));
  EXPECT_EQ(size_of(set, paragraph(set, u"Heading")), Length::points(16));
}

TEST(FitSetting, CoverAndRunningTextsStay) {
  const StyledSample sample(kBlocks, kOptions);
  const StyledDocument set = set_otherwise(sample.document, {500, 900, 1200}, kNoFloor);
  const Paragraph& title = paragraph(set, u"A title");
  EXPECT_EQ(size_of(set, title), Length::points(30));
  EXPECT_EQ(title.leading, Length::points(34));
  EXPECT_EQ(block_of(set, title).space_before, Length::points(20));
  ASSERT_EQ(set.running.size(), 1U);
  EXPECT_EQ(set.text_styles[set.running[0].text_style].size, Length::points(10));
}

TEST(FitSetting, StylesStayUnique) {
  const StyledSample sample(kBlocks, kOptions);
  const StyledDocument set = set_otherwise(sample.document, {1000, 1000, 1050}, kNoFloor);
  for (std::size_t i = 0; i < set.text_styles.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_NE(set.text_styles[TextStyleId{i}], set.text_styles[TextStyleId{j}]);
    }
  }
}

}  // namespace
}  // namespace bifolium

#include "style/resolve_styles.h"

#include <gtest/gtest.h>

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::SampleOptions;
using test::StyledSample;

TEST(ResolveStyles, TakesInfoFromMeta) {
  SampleOptions options;
  options.language = "en-GB";
  options.meta =
      "<subtitle>Sub</subtitle><publisher>Northgate</publisher><issued>2026-11-01</issued>"
      "<keywords>cramps, muscles</keywords>";
  const StyledSample sample("<p>x</p>", options);
  const DocumentInfo& info = sample.document.info;
  EXPECT_EQ(info.title, "A title");
  EXPECT_EQ(info.subject, "Sub");
  EXPECT_EQ(info.author, "Northgate") << "the publisher, where no author is named";
  EXPECT_EQ(info.keywords, "cramps, muscles");
  EXPECT_EQ(info.issued, "2026-11-01");
  EXPECT_EQ(info.language, "en-GB");
  EXPECT_FALSE(info.right_to_left);
}

TEST(ResolveStyles, ReadsFromRightToLeftByLanguageUnlessTheContentSaysOtherwise) {
  const auto rtl = [](std::string language, std::string attributes) {
    SampleOptions options;
    options.language = std::move(language);
    options.attributes = std::move(attributes);
    return StyledSample("<p>x</p>", options).document.info.right_to_left;
  };
  EXPECT_TRUE(rtl("ar", ""));
  EXPECT_TRUE(rtl("he", ""));
  EXPECT_TRUE(rtl("ur", ""));
  EXPECT_TRUE(rtl("pa-Arab", ""));
  EXPECT_FALSE(rtl("pa", ""));
  EXPECT_FALSE(rtl("en", ""));
  EXPECT_FALSE(rtl("ar", "dir='ltr'"));
  EXPECT_TRUE(rtl("en", "dir='rtl'"));
}

TEST(ResolveStyles, EqualTextStylesAreOne) {
  const StyledSample sample("<p>a</p><p>b</p><p>c</p>");
  EXPECT_EQ(sample.paragraph("a").root().text_style, sample.paragraph("c").root().text_style);
  for (std::size_t i = 0; i < sample.document.text_styles.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_FALSE(sample.document.text_styles[TextStyleId{i}] ==
                   sample.document.text_styles[TextStyleId{k}]);
    }
  }
}

TEST(ResolveStyles, FillsMetaIntoRunningTexts) {
  SampleOptions options;
  options.meta = "<short-title>Cramps</short-title><issued>2026-11-01</issued>";
  options.rules =
      "<running name='a' pages='recto' edge='head' at='inner' baseline='8mm' style='head'>"
      "<field name='short-title'/>, <field name='issued'/>: <field name='page-of'/></running>"
      "<running name='b' pages='verso' edge='foot' at='outer' baseline='8mm' style='foot'>"
      "<field name='title'/></running>";
  const StyledSample sample("<p>x</p>", options);
  ASSERT_EQ(sample.document.running.size(), 2U);
  const RunningText& head = sample.document.running[0];
  std::string text;
  for (const RunningPiece& piece : head.pieces) {
    text += piece.kind == FieldKind::kText ? piece.text : "{}";
  }
  EXPECT_EQ(text, "Cramps, November 1, 2026: {}");
  EXPECT_EQ(head.baseline, Length::micrometers(8'000));
  EXPECT_EQ(sample.document.running[1].baseline, Length::micrometers(92'000));
  EXPECT_EQ(sample.document.running[1].pieces[0].text, "A title");
}

TEST(ResolveStyles, TheShortTitleIsTheTitleWhereNoneIsGiven) {
  SampleOptions options;
  options.rules =
      "<running name='a' pages='recto' edge='head' at='inner' baseline='8mm' style='head'>"
      "<field name='short-title'/></running>";
  EXPECT_EQ(StyledSample("<p>x</p>", options).document.running[0].pieces[0].text, "A title");
}

TEST(ResolveStyles, DecorationsAreOfThePage) {
  SampleOptions options;
  options.rules =
      "<decoration name='band' pages='first' kind='panel' x='0mm' y='50%' width='100%'"
      " height='20mm' color='accent'/>";
  const StyledSample sample("<p>x</p>", options);
  ASSERT_EQ(sample.document.decorations.size(), 1U);
  const Decoration& band = sample.document.decorations[0];
  EXPECT_EQ(band.box, (Rect{Length(), Length::micrometers(50'000), Length::micrometers(100'000),
                            Length::micrometers(20'000)}));
  EXPECT_EQ(band.color, (Color{0x0B, 0x4F, 0x6C}));
}

TEST(ResolveStyles, RulesOfARulingStayOnThePage) {
  SampleOptions options;
  options.rules =
      "<decoration name='lines' pages='first' kind='ruling' y='10mm' height='100%' step='10mm'"
      " thickness='1pt' color='#000000'/>";
  const StyledSample sample("<p>x</p>", options);
  const Length height = sample.document.page.trim.height;
  ASSERT_FALSE(sample.document.decorations.empty());
  for (const Decoration& rule : sample.document.decorations) {
    EXPECT_EQ(rule.kind, DecorationKind::kRule);
    EXPECT_LT(rule.box.bottom(), height);
  }
}

TEST(ResolveStyles, PageBackgroundLiesBelowEveryDecorationOnEveryKindOfPage) {
  SampleOptions options;
  options.rules =
      "<edition name='soft' title='Soft'><page background='#FBF5E6'/></edition>"
      "<decoration name='band' pages='first' kind='panel' x='0mm' y='50%' width='100%'"
      " height='20mm' color='accent'/>";
  const StyledSample sample("<p>x</p>", options);
  ASSERT_EQ(sample.document.decorations.size(), 2U);
  const Decoration& ground = sample.document.decorations[0];
  const Size page = sample.document.page.trim;
  EXPECT_EQ(ground.box, (Rect{Length(), Length(), page.width, page.height}));
  EXPECT_EQ(ground.color, (Color{0xFB, 0xF5, 0xE6}));
  for (const PageKind kind :
       {PageKind::kCover, PageKind::kFirst, PageKind::kRecto, PageKind::kVerso, PageKind::kBlank,
        PageKind::kNotes, PageKind::kFront, PageKind::kFlap, PageKind::kInside, PageKind::kBack}) {
    EXPECT_TRUE(ground.pages.has(kind));
  }
}

TEST(PageGeometry, SharesTheMeasureAmongColumns) {
  PageSpec spec;
  const auto mm = [](std::int64_t n) { return LengthSpec{n * 1000, LengthUnit::kMm}; };
  spec.width = mm(100);
  spec.height = mm(150);
  spec.inner = mm(12);
  spec.outer = mm(8);
  spec.top = mm(10);
  spec.bottom = mm(20);
  spec.columns = 3;
  spec.column_gap = mm(4);
  const PageGeometry page = page_geometry(spec);
  EXPECT_EQ(page.measure(), Length::micrometers(24'000));
  EXPECT_EQ(page.depth(), Length::micrometers(120'000));
}

}  // namespace
}  // namespace bifolium

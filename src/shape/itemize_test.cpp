#include "shape/itemize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hb.h>

#include <random>

#include "shape/test_paragraph.h"

namespace bifolium {
namespace {

using test::ParagraphBuilder;
using testing::HasSubstr;
using testing::SizeIs;

class ItemizeTest : public testing::Test {
 protected:
  Itemized run(ParagraphBuilder& builder) {
    FontChooser chooser(builder.paragraph(), builder.styles(), fonts_, workspace_.state().faces,
                        diagnostics_);
    return itemize(builder.paragraph(), chooser, workspace_.state());
  }
  Itemized run_any(ParagraphBuilder& builder) {
    FontChooser chooser(builder.paragraph(), builder.styles(), fonts_, workspace_.state().faces,
                        diagnostics_);
    return itemize_any(builder.paragraph(), chooser, workspace_.state());
  }
  /// "text|Family|Scrp|level" for each run.
  std::vector<std::string> describe(ParagraphBuilder& builder) {
    std::vector<std::string> out;
    for (const GlyphRun& item : run(builder).runs) {
      const std::u16string_view text = builder.paragraph().text;
      char tag[4];
      hb_tag_to_string(hb_script_to_iso15924_tag(static_cast<hb_script_t>(item.script)), tag);
      out.push_back(to_utf8(text.substr(item.text_begin, item.text_end - item.text_begin)) + "|" +
                    fonts_.family_of(item.face).name + "|" + std::string(tag, 4) + "|" +
                    std::to_string(item.level));
    }
    return out;
  }
  FontLibrary fonts_{test::noto_catalogue(), {}};
  ShapeWorkspace workspace_;
  Diagnostics diagnostics_;
};

using testing::ElementsAre;

TEST_F(ItemizeTest, PlainTextIsOneRun) {
  ParagraphBuilder builder(u"Two tablets – “daily”.");
  EXPECT_THAT(describe(builder), ElementsAre("Two tablets – “daily”.|Noto Sans|Latn|0"));
}

TEST_F(ItemizeTest, InlinesCutRuns) {
  ParagraphBuilder builder(u"Take two now.");
  builder.add_inline(u"two");
  EXPECT_THAT(describe(builder), ElementsAre("Take |Noto Sans|Latn|0", "two|Noto Sans|Latn|0",
                                             " now.|Noto Sans|Latn|0"));
}

TEST_F(ItemizeTest, NestedInlinesGiveTheInnermost) {
  ParagraphBuilder builder(u"a bcd e");
  builder.add_inline(u"bcd");
  builder.add_inline(u"c").parent = InlineId{1};
  const Itemized items = run(builder);
  ASSERT_THAT(items.runs, SizeIs(5));
  EXPECT_EQ(items.runs[1].inline_id, InlineId{1});
  EXPECT_EQ(items.runs[2].inline_id, InlineId{2});
  EXPECT_EQ(items.runs[3].inline_id, InlineId{1});
  EXPECT_EQ(items.runs[4].inline_id, InlineId{0});
}

TEST_F(ItemizeTest, ScriptsCutRunsOfOneFace) {
  ParagraphBuilder builder(u"alpha αβγ а");
  EXPECT_THAT(describe(builder), ElementsAre("alpha |Noto Sans|Latn|0", "αβγ |Noto Sans|Grek|0",
                                             "а|Noto Sans|Cyrl|0"));
}

// Noto Sans Hebrew has spaces and no digits.
TEST_F(ItemizeTest, FallbackFaceKeepsTheSpacesBetweenItsWords) {
  ParagraphBuilder builder(u"Say שלום 12 עולם now");
  EXPECT_THAT(
      describe(builder),
      ElementsAre("Say |Noto Sans|Latn|0", "שלום |Noto Sans Hebrew|Hebr|1", "12|Noto Sans|Hebr|2",
                  " עולם|Noto Sans Hebrew|Hebr|1", " |Noto Sans|Hebr|0", "now|Noto Sans|Latn|0"));
}

TEST_F(ItemizeTest, IgnorablesStayInTheFaceBeforeThem) {
  ParagraphBuilder builder(u"قر\u200Cص\u00ADقر", "ar");
  builder.right_to_left();
  EXPECT_THAT(describe(builder), ElementsAre("قر\u200Cص\u00ADقر|Noto Sans Arabic|Arab|1"));
}

TEST_F(ItemizeTest, MarkFollowsItsBaseIntoTheFallback) {
  ParagraphBuilder builder(u"a ש\u05C1 b");
  EXPECT_THAT(describe(builder),
              ElementsAre("a |Noto Sans|Latn|0", "ש\u05C1|Noto Sans Hebrew|Hebr|1",
                          " |Noto Sans|Hebr|0", "b|Noto Sans|Latn|0"));
}

// U+0374 GREEK NUMERAL SIGN decomposes to U+02B9; e with a dot below and acute has no precomposed
// character, its parts are in the face.
TEST_F(ItemizeTest, DecomposedAndComposedTextIsCovered) {
  ParagraphBuilder builder(u"e\u0323\u0301 A\u030A \u212B");
  EXPECT_THAT(run(builder).runs, SizeIs(1));
  EXPECT_FALSE(diagnostics_.has_errors());
}

TEST_F(ItemizeTest, VariationSelectorIsNoFailure) {
  ParagraphBuilder builder(u"a\uFE0E b");
  EXPECT_THAT(run(builder).runs, SizeIs(1));
  EXPECT_FALSE(diagnostics_.has_errors());
}

TEST_F(ItemizeTest, MissingCharacterIsNamedWithFacesAndPlace) {
  ParagraphBuilder builder(u"a \u4E2D b");
  static const SourceFile file{"content/x.xml"};
  builder.paragraph().inlines[InlineId{0}].span = {&file, 7, 3};
  EXPECT_THAT(run(builder).runs, testing::Not(testing::IsEmpty()));
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  const Diagnostic& missing = diagnostics_.all()[0];
  EXPECT_EQ(missing.code, static_cast<int>(DiagnosticCode::kMissingCharacter));
  EXPECT_THAT(missing.message, HasSubstr("U+4E2D (CJK UNIFIED IDEOGRAPH-4E2D)"));
  EXPECT_THAT(missing.message, HasSubstr("Noto Sans, Noto Sans Arabic"));
  EXPECT_EQ(missing.file, "content/x.xml");
  EXPECT_EQ(missing.line, 7U);
  EXPECT_EQ(missing.column, 3U);
}

// DejaVu Sans draws U+F6C5 as a modifier letter, another face something else.
TEST_F(ItemizeTest, PrivateUseCharacterIsRefusedEvenWhereAFaceHasIt) {
  ParagraphBuilder builder(u"a \uF6C5 b", "en", "DejaVu Sans");
  const FaceId dejavu = fonts_.find("DejaVu Sans", 400, Slope::kUpright);
  ASSERT_TRUE(fonts_.face(dejavu)->covers(U'\uF6C5'));
  (void)run(builder);
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  EXPECT_EQ(diagnostics_.all()[0].code, static_cast<int>(DiagnosticCode::kPrivateCharacter));
  EXPECT_THAT(diagnostics_.all()[0].message, HasSubstr("U+F6C5"));
}

TEST_F(ItemizeTest, LetterWithMoreThanThirtyMarksIsRefusedOnceAnInline) {
  ParagraphBuilder most(u"e" + std::u16string(30, u'\u0301'));
  (void)run(most);
  EXPECT_THAT(diagnostics_.all(), SizeIs(0));
  ParagraphBuilder builder(u"e" + std::u16string(100, u'\u0301') + u" o" +
                           std::u16string(31, u'\u0301'));
  // No buffer gets more marks than shaping takes in good time.
  for (const GlyphRun& piece : run(builder).runs) EXPECT_LE(piece.text_end - piece.text_begin, 64U);
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  EXPECT_EQ(diagnostics_.all()[0].code, static_cast<int>(DiagnosticCode::kTooManyMarks));
}

TEST_F(ItemizeTest, MissingCharacterIsReportedOnceAnInline) {
  ParagraphBuilder builder(u"\u4E2D \u4E2D \u4E2D");
  (void)run(builder);
  EXPECT_THAT(diagnostics_.all(), SizeIs(1));
}

TEST_F(ItemizeTest, UnknownFamilyIsReportedAndStoodInFor) {
  ParagraphBuilder builder(u"abc", "en", "No Such Family");
  const Itemized items = run(builder);
  ASSERT_THAT(items.runs, SizeIs(1));
  EXPECT_NE(fonts_.face(items.runs[0].face), nullptr);
  EXPECT_EQ(diagnostics_.all().at(0).code, static_cast<int>(DiagnosticCode::kUnknownFamily));
}

TEST(Itemize, FaceThatIsNotInstalledIsReported) {
  FontCatalogue catalogue = test::noto_catalogue();
  catalogue.families[2].faces[0].file = "NoSuchArabic.ttf";
  const FontLibrary fonts(catalogue, {});
  ShapeWorkspace workspace;
  Diagnostics diagnostics;
  ParagraphBuilder latin(u"Latin only");
  FontChooser latin_chooser(latin.paragraph(), latin.styles(), fonts, workspace.state().faces,
                            diagnostics);
  (void)itemize(latin.paragraph(), latin_chooser, workspace.state());
  EXPECT_TRUE(diagnostics.all().empty());
  ParagraphBuilder arabic(u"قرص", "ar");
  FontChooser chooser(arabic.paragraph(), arabic.styles(), fonts, workspace.state().faces,
                      diagnostics);
  (void)itemize(arabic.paragraph(), chooser, workspace.state());
  EXPECT_THAT(diagnostics.all(), testing::Contains(testing::Field(
                                     &Diagnostic::help, "sudo apt install fonts-noto-core")));
}

// Of the test's fallbacks Noto Sans Math alone has U+2265, and Devanagari comes before it with
// U+2212.
TEST_F(ItemizeTest, SignsComeFromFamiliesMadeForSigns) {
  ParagraphBuilder builder(u"≥−");
  EXPECT_THAT(describe(builder), ElementsAre("≥−|Noto Sans Math|Zyyy|0"));
}

TEST(Itemize, SignsOpenNoFontOfAnotherScript) {
  FontCatalogue catalogue = test::noto_catalogue();
  for (const std::size_t other : {2U, 3U, 4U, 5U}) catalogue.families[other].faces[0].file = "none";
  const FontLibrary fonts(catalogue, {});
  ShapeWorkspace workspace;
  Diagnostics diagnostics;
  ParagraphBuilder builder(u"dose ≥ 5 mg");
  FontChooser chooser(builder.paragraph(), builder.styles(), fonts, workspace.state().faces,
                      diagnostics);
  EXPECT_THAT(itemize(builder.paragraph(), chooser, workspace.state()).runs, SizeIs(3));
  EXPECT_TRUE(diagnostics.all().empty());
}

TEST(Itemize, NoFaceAtAllGivesNoGlyphs) {
  const FontLibrary fonts(FontCatalogue{}, {});
  ShapeWorkspace workspace;
  Diagnostics diagnostics;
  ParagraphBuilder builder(u"abc");
  const ShapedParagraph shaped =
      shape_paragraph(builder.paragraph(), builder.styles(), fonts, workspace, diagnostics);
  EXPECT_TRUE(shaped.runs.empty());
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST_F(ItemizeTest, ShortWayGivesWhatTheLongWayGives) {
  constexpr std::u16string_view kLetters = u"abcXYZéßŁ 012.,;:-()[]“”‘’…–€\u00AD\u00A0\u2028\u2011";
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::u16string text;
    for (std::size_t n = random() % 40 + 1; n > 0; --n)
      text += kLetters[random() % kLetters.size()];
    ParagraphBuilder builder(text);
    if (text.size() > 4) builder.add_inline(std::u16string_view(text).substr(1, 3));
    const Itemized fast = run(builder);
    const Itemized slow = run_any(builder);
    ASSERT_EQ(fast.levels, slow.levels);
    ASSERT_EQ(fast.runs.size(), slow.runs.size()) << to_utf8(text);
    for (std::size_t k = 0; k < fast.runs.size(); ++k) {
      EXPECT_EQ(fast.runs[k].face, slow.runs[k].face);
      EXPECT_EQ(fast.runs[k].inline_id, slow.runs[k].inline_id);
      EXPECT_EQ(fast.runs[k].script, slow.runs[k].script);
      EXPECT_EQ(fast.runs[k].level, slow.runs[k].level);
      EXPECT_EQ(fast.runs[k].text_begin, slow.runs[k].text_begin);
      EXPECT_EQ(fast.runs[k].text_end, slow.runs[k].text_end);
    }
  }
}

}  // namespace
}  // namespace bifolium

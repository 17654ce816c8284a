#include "shape/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hb.h>

#include <algorithm>
#include <thread>

#include "core/check.h"
#include "shape/test_paragraph.h"

namespace bifolium {
namespace {

using test::ParagraphBuilder;
using testing::SizeIs;

class ShapeTest : public testing::Test {
 protected:
  ShapedParagraph shape(ParagraphBuilder& builder) {
    return shape_paragraph(builder.paragraph(), builder.styles(), fonts_, workspace_, diagnostics_);
  }
  std::vector<Glyph> range(ParagraphBuilder& builder, const ShapedParagraph& shaped,
                           std::uint32_t begin, std::uint32_t end, std::u16string_view suffix,
                           CutContext cut) {
    std::uint32_t run = 0;
    while (shaped.runs.at(run).text_end <= begin) ++run;
    return shape_range(builder.paragraph(), shaped, run, begin, end, suffix, cut, builder.styles(),
                       fonts_, workspace_);
  }
  static std::vector<std::uint32_t> ids(const std::vector<Glyph>& glyphs) {
    std::vector<std::uint32_t> result;
    for (const Glyph& glyph : glyphs) result.push_back(glyph.id);
    return result;
  }
  FontLibrary fonts_{test::noto_catalogue(), {}};
  ShapeWorkspace workspace_;
  Diagnostics diagnostics_;
};

TEST_F(ShapeTest, EmptyParagraphHasNoRuns) {
  ParagraphBuilder builder(u"");
  EXPECT_TRUE(shape(builder).runs.empty());
}

TEST_F(ShapeTest, RunsCoverTheTextAndTheGlyphs) {
  ParagraphBuilder builder(u"Take שלום αβγ 12 mg → now");
  builder.add_inline(u"12 mg");
  const ShapedParagraph shaped = shape(builder);
  std::uint32_t text = 0;
  std::uint32_t glyph = 0;
  for (const GlyphRun& run : shaped.runs) {
    EXPECT_EQ(run.text_begin, text);
    EXPECT_EQ(run.glyph_begin, glyph);
    text = run.text_end;
    glyph = run.glyph_end;
  }
  EXPECT_EQ(text, builder.paragraph().text.size());
  EXPECT_EQ(glyph, shaped.glyphs.size());
}

TEST_F(ShapeTest, ClustersAscendInEveryRun) {
  ParagraphBuilder builder(u"قُرْصٌ واحدٌ MRI 12 שָׁלוֹם क्षत्रिय", "ar");
  const ShapedParagraph shaped = shape(builder.right_to_left());
  for (std::size_t i = 1; i < shaped.glyphs.size(); ++i) {
    EXPECT_LE(shaped.glyphs[i - 1].cluster, shaped.glyphs[i].cluster);
  }
  EXPECT_FALSE(diagnostics_.has_errors());
}

TEST_F(ShapeTest, LanguageReachesTheFont) {
  ParagraphBuilder russian(u"бгд", "ru");
  ParagraphBuilder serbian(u"бгд", "sr");
  EXPECT_NE(ids(shape(russian).glyphs), ids(shape(serbian).glyphs));
}

TEST_F(ShapeTest, LettersJoinOverAnElementBoundary) {
  ParagraphBuilder whole(u"كتاب", "ar");
  ParagraphBuilder cut(u"كتاب", "ar");
  cut.right_to_left().add_inline(u"كت");
  const ShapedParagraph shaped = shape(cut);
  EXPECT_THAT(shaped.runs, SizeIs(2));
  EXPECT_EQ(ids(shaped.glyphs), ids(shape(whole.right_to_left()).glyphs));
}

TEST_F(ShapeTest, CharactersWithoutInkHaveNoAdvanceAndNoNotdef) {
  for (const char16_t c : {u'\u00AD', u'\u200B', u'\u2060', u'\u200E', u'\u200F', u'\u2028',
                           u'\u2029', u'\uFEFF', u'\u200C', u'\u200D'}) {
    for (const char* family : {"Noto Sans", "Noto Sans Hebrew", "DejaVu Sans"}) {
      std::u16string text = u"א א";
      text[1] = c;
      ParagraphBuilder builder(text, "he", family);
      const ShapedParagraph shaped = shape(builder.right_to_left());
      std::size_t found = 0;
      for (const GlyphRun& run : shaped.runs) {
        const Face& face = *fonts_.face(run.face);
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
          EXPECT_NE(shaped.glyphs[i].id, 0U) << code_point_name(c) << " " << family;
          if (shaped.glyphs[i].id != face.glyph(U' ')) continue;
          ++found;
          EXPECT_EQ(shaped.glyphs[i].advance, 0) << code_point_name(c) << " " << family;
        }
      }
      EXPECT_EQ(found, 1U) << code_point_name(c) << " " << family;
    }
  }
  EXPECT_FALSE(diagnostics_.has_errors());
}

TEST_F(ShapeTest, FeaturesOfTheStyleReachTheFont) {
  ParagraphBuilder plain(u"office");
  ParagraphBuilder apart(u"office");
  apart.style().features = {{HB_TAG('l', 'i', 'g', 'a'), 0}};
  EXPECT_LT(shape(plain).glyphs.size(), 6U);
  EXPECT_THAT(shape(apart).glyphs, SizeIs(6));
}

TEST_F(ShapeTest, LetterSpacingTurnsLigaturesOff) {
  ParagraphBuilder spaced(u"office");
  spaced.style().letter_spacing = Length::millipoints(500);
  spaced.style().features = {{HB_TAG('k', 'e', 'r', 'n'), 1}, {HB_TAG('l', 'i', 'g', 'a'), 1}};
  const ShapedParagraph shaped = shape(spaced);
  ASSERT_THAT(shaped.glyphs, SizeIs(6));
  const Face& face = *fonts_.face(shaped.runs[0].face);
  EXPECT_EQ(shaped.glyphs[0].advance, face.advance(face.glyph(U'o')));  // The spacing is not in it.
  EXPECT_FALSE(diagnostics_.has_errors());
}

TEST_F(ShapeTest, LetterSpacingOfJoinedLettersIsRefused) {
  ParagraphBuilder spaced(u"كتاب", "ar");
  spaced.right_to_left().style().letter_spacing = Length::millipoints(500);
  (void)shape(spaced);
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  EXPECT_EQ(diagnostics_.all()[0].code, static_cast<int>(DiagnosticCode::kLetterSpacingJoins));
  EXPECT_THAT(diagnostics_.all()[0].message, testing::HasSubstr("Arabic"));
}

TEST_F(ShapeTest, LetterSpacingOfDigitsAmongJoinedLettersIsNot) {
  ParagraphBuilder builder(u"كتاب 12 كتاب", "ar");
  TextStyle spaced = builder.style();
  spaced.letter_spacing = Length::millipoints(500);
  const TextStyleId style = builder.styles().add(spaced);
  builder.right_to_left().add_inline(u" 12 ").text_style = style;
  (void)shape(builder);
  EXPECT_TRUE(diagnostics_.all().empty());
}

TEST_F(ShapeTest, LevelsAreGivenWhereTheyDiffer) {
  ParagraphBuilder mixed(u"a אב");
  EXPECT_EQ(shape(mixed).levels, (std::vector<std::uint8_t>{0, 0, 1, 1}));
  ParagraphBuilder plain(u"a b");
  EXPECT_TRUE(shape(plain).levels.empty());
}

TEST_F(ShapeTest, MissingCharacterIsReportedAndKeepsItsPlace) {
  ParagraphBuilder builder(u"a\u4E2Db");
  const ShapedParagraph shaped = shape(builder);
  EXPECT_TRUE(diagnostics_.has_errors());
  ASSERT_THAT(shaped.glyphs, SizeIs(3));
  EXPECT_EQ(shaped.glyphs[1].id, 0U);
}

// What a line cut needs: the part before a hyphen is what its text alone would be.
TEST_F(ShapeTest, RangeWithSuffixIsTheTextItself) {
  ParagraphBuilder whole(u"say officers");
  ParagraphBuilder part(u"of-");
  const ShapedParagraph shaped = shape(whole);
  const std::vector<Glyph> cut = range(whole, shaped, 4, 6, u"-", CutContext::kEnd);
  const ShapedParagraph alone = shape(part);
  ASSERT_EQ(ids(cut), ids(alone.glyphs));
  for (std::size_t i = 0; i < cut.size(); ++i) EXPECT_EQ(cut[i].advance, alone.glyphs[i].advance);
  EXPECT_EQ(cut[0].cluster, 4U);
  EXPECT_EQ(cut[2].cluster, 6U);  // The suffix stands at the range's end.
  const std::vector<Glyph> rest = range(whole, shaped, 6, 12, u"", CutContext::kStart);
  ParagraphBuilder tail(u"ficers");
  EXPECT_EQ(ids(rest), ids(shape(tail).glyphs));
  EXPECT_EQ(rest[0].cluster, 6U);
}

TEST_F(ShapeTest, RangeWithContextIsThePartOfTheWhole) {
  ParagraphBuilder builder(u"كتاب قلم", "ar");
  const ShapedParagraph shaped = shape(builder.right_to_left());
  const std::vector<Glyph> middle = range(builder, shaped, 1, 3, u"", CutContext::kNone);
  ASSERT_THAT(middle, SizeIs(2));
  EXPECT_EQ(middle[0].id, shaped.glyphs[1].id);
  EXPECT_EQ(middle[1].id, shaped.glyphs[2].id);
  EXPECT_EQ(middle[0].cluster, 1U);
}

TEST_F(ShapeTest, CutLettersTakeTheirFinalFormUnlessContextStays) {
  ParagraphBuilder builder(u"كتبت", "ar");
  const ShapedParagraph shaped = shape(builder.right_to_left());
  const std::uint32_t medial = shaped.glyphs[1].id;
  EXPECT_NE(range(builder, shaped, 0, 2, u"", CutContext::kEnd)[1].id, medial);
  EXPECT_EQ(range(builder, shaped, 0, 2, u"", CutContext::kNone)[1].id, medial);
  // A hyphen inside a word of a joining script: the joining form stays before it.
  EXPECT_EQ(range(builder, shaped, 0, 2, u"-", CutContext::kNone)[1].id, medial);
  EXPECT_NE(range(builder, shaped, 0, 2, u"-", CutContext::kEnd)[1].id, medial);
}

// Between letters of two directions a soft hyphen is a run of its own, without a letter to join.
TEST_F(ShapeTest, SuffixOfNoTextIsItsOwnGlyphAlone) {
  ParagraphBuilder builder(u"ab\u0627\u00ADcd");
  const ShapedParagraph shaped = shape(builder);
  ASSERT_EQ(shaped.runs.at(2).text_begin, 3U);
  const std::vector<Glyph> cut = range(builder, shaped, 3, 3, u"\u2010", CutContext::kNone);
  ASSERT_THAT(cut, SizeIs(1));
  EXPECT_EQ(cut[0].id, fonts_.face(shaped.runs[2].face)->glyph(U'\u2010'));
}

TEST_F(ShapeTest, RangeOutsideItsRunIsAFault) {
  ParagraphBuilder builder(u"abc");
  const ShapedParagraph shaped = shape(builder);
  EXPECT_THROW((void)range(builder, shaped, 1, 9, u"", CutContext::kBoth), InternalError);
}

TEST_F(ShapeTest, WorkspaceServesOneLibrary) {
  ParagraphBuilder builder(u"abc");
  (void)shape(builder);
  const FontLibrary other(test::noto_catalogue(), {});
  EXPECT_THROW(
      (void)shape_paragraph(builder.paragraph(), builder.styles(), other, workspace_, diagnostics_),
      InternalError);
}

TEST(ShapeThreads, ShareOneLibraryWithoutChangingAGlyph) {
  const FontLibrary fonts(test::noto_catalogue(), {});
  constexpr std::size_t kThreads = 4;
  std::vector<std::vector<std::uint32_t>> seen(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&fonts, &seen, t] {
      ShapeWorkspace workspace;
      Diagnostics diagnostics;
      for (int i = 0; i < 20; ++i) {
        ParagraphBuilder builder(u"An efficient office, שָׁלוֹם, قُرْصٌ, क्षत्रिय, น้ำ, αβγ.");
        const ShapedParagraph shaped =
            shape_paragraph(builder.paragraph(), builder.styles(), fonts, workspace, diagnostics);
        for (const Glyph& glyph : shaped.glyphs) seen[t].push_back(glyph.id);
      }
      EXPECT_FALSE(diagnostics.has_errors());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(seen[0].empty());
  for (const auto& other : seen) EXPECT_EQ(other, seen[0]);
}

}  // namespace
}  // namespace bifolium

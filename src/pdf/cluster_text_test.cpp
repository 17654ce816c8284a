#include "pdf/cluster_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pdf/test_document.h"

namespace bifolium {
namespace {

using testing::ElementsAre;

/// What each drawn glyph of a one-line paragraph means; stand-ins in brackets.
std::vector<std::u16string> meanings(TestDocument& test, ParagraphId id) {
  std::vector<std::u16string> result;
  const ParagraphLines& lines = test.text.lines[id];
  const LineView view{test.document.paragraphs[id], test.text.shaped[id], lines,
                      lines.optimum.lines[0]};
  for (std::size_t piece = 0; piece < view.line.pieces.size(); ++piece) {
    const GlyphRun& run = view.shaped.runs[view.line.pieces[piece].run];
    ClusterReader reader;
    reader.begin(view, piece, *test.fonts.face(run.face));
    while (!reader.at_end()) {
      for (const GlyphText& entry : reader.next().glyphs) {
        result.push_back(entry.glyph != nullptr ? std::u16string(entry.text)
                                                : u"[" + std::u16string(entry.text) + u"]");
      }
    }
  }
  return result;
}

std::vector<std::u16string> meanings(std::u16string_view words) {
  TestDocument test;
  return meanings(test, test.add_paragraph(StructType::kP, words));
}

TEST(ClusterText, GlyphsMeanTheirCharacters) {
  EXPECT_THAT(meanings(u"a\u00A0b c"), ElementsAre(u"a", u"\u00A0", u"b", u" ", u"c"));
}

TEST(ClusterText, SoftHyphensAndDirectionMarksAreNotDrawn) {
  EXPECT_THAT(meanings(u"a\u00ADb\u200Bc\u2060d\u200Ee"),
              ElementsAre(u"a", u"b", u"c", u"d", u"e"));
}

TEST(ClusterText, AForcedBreakIsASpace) {
  EXPECT_THAT(meanings(u"a\u2028b"), ElementsAre(u"a", u" ", u"b"));
}

TEST(ClusterText, AMarkWithAGlyphOfItsOwnHasItsOwnText) {  // No precomposed letter exists.
  EXPECT_THAT(meanings(u"x\u0301"), ElementsAre(u"x", u"\u0301"));
}

TEST(ClusterText, AReorderedClusterIsWholeOnItsFirstGlyph) {
  // The vowel sign I stands before KA on the page.
  EXPECT_THAT(meanings(u"\u0915\u093F"), ElementsAre(u"\u0915\u093F", u"\u2060"));
}

TEST(ClusterText, ARightToLeftLigatureHasStandInsForItsFirstLetters) {  // lam with alef
  EXPECT_THAT(meanings(u"\u0644\u0627"), ElementsAre(u"[\u0644]", u"\u0627"));
}

TEST(ClusterText, JoinersAreExtracted) {
  EXPECT_TRUE(is_extracted(0x200C));
  EXPECT_TRUE(is_extracted(0x200D));
  EXPECT_FALSE(is_extracted(0x200F));
  EXPECT_FALSE(is_extracted(0x2067));
}

TEST(ClusterText, AnAddedHyphenMeansAHyphen) {
  TestDocument test;
  const ParagraphId id = test.add_paragraph(StructType::kP, u"chemotherapy");
  ParagraphLines& lines = test.text.lines[id];
  const ShapedParagraph& shaped = test.text.shaped[id];
  lines.patches.assign(shaped.glyphs.begin(), shaped.glyphs.begin() + 6);
  lines.patches.back().id = test.fonts.face(shaped.runs[0].face)->glyph(0x2010);
  lines.patches.back().cluster = 5;  // "chemo" and the hyphen at its end
  LinePiece& piece = lines.optimum.lines[0].pieces[0];
  piece.patched = piece.hyphen_added = true;
  piece.glyph_begin = 0;
  piece.glyph_end = 6;
  EXPECT_THAT(meanings(test, id), ElementsAre(u"c", u"h", u"e", u"m", u"o", u"-"));
}

}  // namespace
}  // namespace bifolium

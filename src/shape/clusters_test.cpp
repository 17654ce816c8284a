#include "shape/clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace bifolium {
namespace {

using testing::ElementsAre;

std::vector<std::uint32_t> begins(std::u16string_view text) {
  BreakIterator iterator;
  std::vector<TextCluster> clusters;
  find_clusters(text, iterator, clusters);
  std::vector<std::uint32_t> result;
  for (const TextCluster& cluster : clusters) result.push_back(cluster.begin);
  return result;
}

/// The scripts of the text's clusters: "Latn*3 Grek*2".
std::string scripts(std::u16string_view text) {
  BreakIterator iterator;
  std::vector<TextCluster> clusters;
  find_clusters(text, iterator, clusters);
  resolve_scripts(text, clusters);
  std::string out;
  for (std::size_t i = 0; i < clusters.size();) {
    std::size_t end = i;
    while (end < clusters.size() && clusters[end].script == clusters[i].script) ++end;
    if (!out.empty()) out += ' ';
    out += std::string(uscript_getShortName(clusters[i].script)) + "*" + std::to_string(end - i);
    i = end;
  }
  return out;
}

// UAX #15, section 13: at most 30 marks follow a letter.
TEST(FindClusters, MoreMarksThanALetterMayHaveOverflow) {
  const std::u16string most = u"e" + std::u16string(30, u'\u0301');
  EXPECT_THAT(begins(most + u"f"), ElementsAre(0, 31));
  EXPECT_THAT(begins(most + std::u16string(32, u'\u0301') + u"f"), ElementsAre(0, 31, 62, 63));
  EXPECT_THAT(begins(u"e" + std::u16string(31, u'\u0301')), ElementsAre(0, 31));
}

TEST(FindClusters, PlainTextIsCutEverywhere) {
  EXPECT_THAT(begins(u"a – b"), ElementsAre(0, 1, 2, 3, 4));
}

TEST(FindClusters, MarksAndSurrogatesStayTogether) {
  EXPECT_THAT(begins(u"e\u0301x\U0001F469\u200D\U0001F52Cy"), ElementsAre(0, 2, 3, 8));
  EXPECT_THAT(begins(u"\r\na"), ElementsAre(0, 2));
}

TEST(ResolveScripts, CommonTakesTheScriptBefore) {
  EXPECT_EQ(scripts(u"ab 12, αβ 3."), "Latn*7 Grek*5");
}

TEST(ResolveScripts, CommonAtTheStartTakesTheScriptAfter) {
  EXPECT_EQ(scripts(u"12. Да"), "Cyrl*6");
}

TEST(ResolveScripts, TextWithoutScriptStaysCommon) { EXPECT_EQ(scripts(u"1 + 2"), "Zyyy*5"); }

// UAX #24, 5.2: the closing bracket belongs to the opening one.
TEST(ResolveScripts, ClosingBracketTakesItsOpenersScript) {
  EXPECT_EQ(scripts(u"ab (где) cd"), "Latn*4 Cyrl*3 Latn*4");
  EXPECT_EQ(scripts(u"ab (где [x) y"), "Latn*4 Cyrl*5 Latn*4");
}

TEST(ResolveScripts, MarksTakeTheirBasesScript) {
  EXPECT_EQ(scripts(u"a\u0301 а\u0301"), "Latn*2 Cyrl*1");
  // A Common base with a Devanagari mark: the cluster is Devanagari.
  EXPECT_EQ(scripts(u"a \u25CC\u093E"), "Latn*2 Deva*1");
}

// U+0964 DEVANAGARI DANDA is Common, with Bengali and others in its Script_Extensions.
TEST(ResolveScripts, ScriptExtensionsKeepTheRunTogether) {
  EXPECT_EQ(scripts(u"ক\u0964ক"), "Beng*3");
  // U+30FC, of Hiragana and Katakana both.
  EXPECT_EQ(scripts(u"らーめん"), "Hira*4");
  EXPECT_EQ(scripts(u"ラーメン"), "Kana*4");
}

TEST(ResolveScripts, ArabicDigitsAndMarksAreArabic) { EXPECT_EQ(scripts(u"١٢ قرص"), "Arab*6"); }

}  // namespace
}  // namespace bifolium

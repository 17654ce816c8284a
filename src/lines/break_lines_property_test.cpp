#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "lines/break_lines.h"
#include "lines/test_sample.h"

namespace bifolium {
namespace {

Length mm(std::int64_t n) { return Length::micrometers(n * 1'000); }

/// MINSTD (Park & Miller 1988): the same numbers with every library.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed) {}
  std::uint32_t roll(std::uint32_t sides) {
    state_ = static_cast<std::uint32_t>(std::uint64_t{state_} * 48'271 % 2'147'483'647);
    return state_ % sides;
  }

 private:
  std::uint32_t state_;
};

constexpr std::array<std::string_view, 24> kWords = {
    "a",
    "the",
    "tumor",
    "chemotherapy",
    "Leiomyosarcoma",
    "(scan),",
    "follow-up",
    "5 mg",
    "difficult-to-treat",
    "office",
    "AVATAR",
    "10\u201320",
    "soft\u00ADhyphen\u00ADated",
    "no\u00A0break",
    "שלום",
    "עולם",
    "مرحبا",
    "العلاج",
    "لا",
    "https://example.org/a-b/c",
    "3\u202F000",
    "é",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "\u2028next"};

Sample random_sample(Dice& dice) {
  std::string text = "Start";
  const std::uint32_t words = 1 + dice.roll(60);
  for (std::uint32_t w = 0; w < words; ++w) {
    const std::string_view word = kWords[dice.roll(kWords.size())];
    if (!word.starts_with("\u2028")) text += ' ';
    text += word;
  }
  Sample sample(text, "en-GB");
  Paragraph& paragraph = sample.paragraph;
  paragraph.align = static_cast<Align>(dice.roll(4));
  paragraph.hyphenate = dice.roll(2) == 0;
  paragraph.right_to_left = dice.roll(3) == 0;
  paragraph.indent = mm(dice.roll(2) * 5);
  if (text.find("https") != std::string::npos) {
    sample.element("https://example.org/a-b/c").address = true;
  }
  return sample;
}

/// Each text unit in one line, each glyph drawn at most once, each cluster drawn or reshaped.
void expect_all_text(const Sample& sample, const LineSetting& setting) {
  const std::vector<Glyph>& glyphs = sample.shaped.glyphs;
  std::vector<int> times(glyphs.size(), 0);
  std::vector<bool> covered(sample.paragraph.text.size() + 1, false);
  std::uint32_t at = 0;
  for (const Line& line : setting.lines) {
    ASSERT_EQ(line.text_begin, at);
    ASSERT_GT(line.text_end, line.text_begin);
    at = line.text_end;
    for (const LinePiece& piece : line.pieces) {
      for (std::uint32_t g = piece.glyph_begin; g < piece.glyph_end; ++g) {
        const Glyph& glyph = piece.patched ? sample.lines.patches.at(g) : glyphs.at(g);
        covered[glyph.cluster] = true;
        if (!piece.patched) ++times[g];
        const bool is_hyphen = piece.hyphen_added && g + 1 == piece.glyph_end;
        if (is_hyphen) continue;
        ASSERT_GE(glyph.cluster, line.text_begin);
        ASSERT_LT(glyph.cluster, line.text_end);
      }
    }
  }
  ASSERT_EQ(at, sample.paragraph.text.size());
  for (std::size_t g = 0; g < glyphs.size(); ++g) {
    ASSERT_LE(times[g], 1);
    ASSERT_TRUE(covered[glyphs[g].cluster]) << "cluster " << glyphs[g].cluster;
  }
}

/// Seen from left to right, the pieces of a line stand side by side, and all within the measure.
void expect_in_measure(const Sample& sample, const LineSetting& setting) {
  for (std::size_t l = 0; l < setting.lines.size(); ++l) {
    const Line& line = setting.lines[l];
    const Length indent = l == 0 ? sample.paragraph.indent : Length{};
    ASSERT_LE(line.width, sample.measure - indent);
    std::vector<std::pair<Length, Length>> extents;
    Length sum;
    for (const LinePiece& piece : line.pieces) {
      if (piece.trailing_space) continue;
      extents.emplace_back(piece.x, piece.x + piece.width);
      sum += piece.width;
    }
    std::sort(extents.begin(), extents.end());
    for (std::size_t i = 1; i < extents.size(); ++i) {
      ASSERT_EQ(extents[i].first, extents[i - 1].second);
    }
    ASSERT_EQ(sum, line.width);
    if (extents.empty()) continue;
    const bool rtl = sample.paragraph.right_to_left;
    ASSERT_GE(extents.front().first, rtl ? Length{} : indent);
    ASSERT_LE(extents.back().second, sample.measure - (rtl ? indent : Length{}));
  }
}

TEST(BreakLinesProperty, TextIsWholeAndInItsMeasureWhateverComes) {
  Dice dice(20'261'124);
  LineWorkspace workspace("/usr/share/hyphen");
  int cut_words = 0, hyphens = 0, variants = 0;
  for (int round = 0; round < 400; ++round) {
    Sample sample = random_sample(dice);
    std::swap(sample.workspace, workspace);  // One for all: what it holds must not show.
    sample.break_at(mm(18 + dice.roll(110)));
    std::swap(sample.workspace, workspace);
    SCOPED_TRACE(round);
    for (const DiagnosticCode code : sample.codes()) {
      ASSERT_EQ(code, DiagnosticCode::kWordCut) << sample.diagnostics.all()[0].message;
      ++cut_words;
    }
    ASSERT_NO_FATAL_FAILURE(expect_all_text(sample, sample.lines.optimum));
    ASSERT_NO_FATAL_FAILURE(expect_in_measure(sample, sample.lines.optimum));
    for (const auto* settings : {&sample.lines.fewer, &sample.lines.more}) {
      for (const LineSetting& setting : *settings) {
        ++variants;
        ASSERT_NO_FATAL_FAILURE(expect_all_text(sample, setting));
        ASSERT_NO_FATAL_FAILURE(expect_in_measure(sample, setting));
      }
    }
    for (const Line& line : sample.lines.optimum.lines) hyphens += line.hyphen_joins ? 1 : 0;
  }
  EXPECT_GT(cut_words, 10);
  EXPECT_GT(hyphens, 30);
  EXPECT_GT(variants, 30);
}

// Limits of the input allow such a paragraph; its cost must not be a square.
TEST(BreakLinesProperty, LongTextWithoutAPlaceToBreakIsCutThroughout) {
  std::string text = "Start ";
  for (int n = 0; n < 20'000; ++n) text += "AV";  // Kerned: no cut is safe.
  Sample sample(text);
  sample.break_at(mm(60));
  EXPECT_EQ(sample.codes(), std::vector{DiagnosticCode::kWordCut});
  expect_all_text(sample, sample.lines.optimum);
  expect_in_measure(sample, sample.lines.optimum);
}

TEST(BreakLinesProperty, MegabyteOfTextIsBrokenLikeAPage) {
  std::string text;
  while (text.size() < 1'000'000) text += std::string(kLeafletText) + " ";
  text.pop_back();
  Sample sample(text);
  sample.break_at(mm(100));
  EXPECT_TRUE(sample.codes().empty());
  EXPECT_GT(sample.lines.optimum.lines.size(), 10'000U);
  expect_all_text(sample, sample.lines.optimum);
  expect_in_measure(sample, sample.lines.optimum);
}

}  // namespace
}  // namespace bifolium

#include "lines/ink_leading.h"

#include <gtest/gtest.h>

#include "lines/test_sample.h"

namespace bifolium {
namespace {

constexpr char kMixed[] =
    "Ask for a leaflet in Urdu: اردو میں معلوماتی کتابچہ دستیاب ہے۔ It is free.";
constexpr char kUrdu[] = "اردو میں معلوماتی کتابچہ دستیاب ہے۔";

/// The ink of all glyphs of a sample's runs of a family: above and below the baseline.
std::pair<Length, Length> ink(const Sample& sample, std::string_view family) {
  Length above, below;
  for (const GlyphRun& run : sample.shaped.runs) {
    if (sample_fonts().family_of(run.face).name != family) continue;
    const Face& face = *sample_fonts().face(run.face);
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
      const Glyph& glyph = sample.shaped.glyphs[i];
      const GlyphBox box = face.ink_box(glyph.id);
      const Length size = Length::points(10);
      above = max(above, size.scaled({box.y_max + glyph.y_offset, face.metrics().upem}));
      below = max(below, size.scaled({-box.y_min - glyph.y_offset, face.metrics().upem}));
    }
  }
  return {above, below};
}

Sample mixed(Length leading) {
  Sample sample(kMixed);
  TextStyle style;
  style.family = "Noto Nastaliq Urdu";
  style.size = Length::points(10);
  sample.element(kUrdu).text_style = sample.styles.add(style);
  sample.paragraph.leading = leading;
  return sample;
}

TEST(GrownSteps, KeepTheInkOfAHighFaceFromTheLinesAroundIt) {
  Sample sample = mixed(Length::points(14));
  const ParagraphLines& lines = sample.break_at(Length::points(150));
  ASSERT_GT(lines.optimum.lines.size(), 1U);
  const auto [above, below] = ink(sample, "Noto Nastaliq Urdu");
  EXPECT_GT(above + below, Length::points(14));
  const std::vector<Length>& grown = lines.optimum.grown;
  ASSERT_EQ(grown.size(), lines.optimum.lines.size());
  EXPECT_EQ(grown.front(), Length());
  EXPECT_GT(grown.back(), Length());
  // No step is longer than where the highest letter meets the deepest.
  for (std::size_t k = 1; k < grown.size(); ++k) {
    EXPECT_LE(lines.optimum.down_to(k - 1, k, Length::points(14)), above + below);
  }
}

TEST(GrownSteps, LeaveTheLinesAwayFromTheHighFaceAtTheirLeading) {
  Sample sample(std::string(kMixed) +
                " It is written in plain words, and it tells you what to "
                "expect, whom to ask, and what may help; keep it where you can find it.");
  TextStyle style;
  style.family = "Noto Nastaliq Urdu";
  style.size = Length::points(10);
  sample.element(kUrdu).text_style = sample.styles.add(style);
  sample.paragraph.leading = Length::points(14);
  const LineSetting& setting = sample.break_at(Length::points(150)).optimum;
  const std::size_t last = setting.lines.size() - 1;
  ASSERT_GT(last, 4U);
  ASSERT_FALSE(setting.grown.empty());
  EXPECT_EQ(setting.down_to(last - 1, last, Length::points(14)), Length::points(14));
  EXPECT_EQ(setting.height(0, last + 1, Length::points(14)),
            Length::points(14) * static_cast<std::int64_t>(last + 1) + setting.grown.back());
}

TEST(GrownSteps, AreNoneWhereTheLeadingIsEnough) {
  Sample sample = mixed(Length::points(40));
  EXPECT_TRUE(sample.break_at(Length::points(150)).optimum.grown.empty());
}

TEST(GrownSteps, AreNoneForOneLine) {
  Sample sample = mixed(Length::points(14));
  const ParagraphLines& lines = sample.break_at(Length::points(2'000));
  ASSERT_EQ(lines.optimum.lines.size(), 1U);
  EXPECT_TRUE(lines.optimum.grown.empty());
}

// Tight lines of one's own family are the style's choice, and a fallback that fits changes nothing.
TEST(GrownSteps, LeaveTightLinesOfTheOwnFamilyAndLowFallbacksAlone) {
  Sample tight("Many words that go over several lines, as tight as that");
  tight.paragraph.leading = Length::points(8);
  EXPECT_TRUE(tight.break_at(Length::points(80)).optimum.grown.empty());
  Sample hebrew("Many words that go over several lines, and one is שלום in Hebrew");
  EXPECT_TRUE(hebrew.break_at(Length::points(80)).optimum.grown.empty());
}

}  // namespace
}  // namespace bifolium

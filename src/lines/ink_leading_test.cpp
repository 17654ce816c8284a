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

TEST(ExtraLeading, KeepsTheInkOfAHighFaceFromTheLinesAroundIt) {
  Sample sample = mixed(Length::points(14));
  const ParagraphLines& lines = sample.break_at(Length::points(150));
  ASSERT_GT(lines.optimum.lines.size(), 1U);
  const auto [above, below] = ink(sample, "Noto Nastaliq Urdu");
  EXPECT_GT(above + below, Length::points(14));
  EXPECT_EQ(Length::points(14) + lines.extra_leading, above + below);
}

TEST(ExtraLeading, IsNoneWhereTheLeadingIsEnough) {
  Sample sample = mixed(Length::points(40));
  EXPECT_EQ(sample.break_at(Length::points(150)).extra_leading, Length());
}

TEST(ExtraLeading, IsNoneForOneLine) {
  Sample sample = mixed(Length::points(14));
  const ParagraphLines& lines = sample.break_at(Length::points(2'000));
  ASSERT_EQ(lines.optimum.lines.size(), 1U);
  EXPECT_EQ(lines.extra_leading, Length());
}

// Tight lines of one's own family are the style's choice, and a fallback that fits changes nothing.
TEST(ExtraLeading, LeavesTightLinesOfTheOwnFamilyAndLowFallbacksAlone) {
  Sample tight("Many words that go over several lines, as tight as that");
  tight.paragraph.leading = Length::points(8);
  EXPECT_EQ(tight.break_at(Length::points(80)).extra_leading, Length());
  Sample hebrew("Many words that go over several lines, and one is שלום in Hebrew");
  EXPECT_EQ(hebrew.break_at(Length::points(80)).extra_leading, Length());
}

}  // namespace
}  // namespace bifolium

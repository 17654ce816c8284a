#include "lines/break_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "lines/test_sample.h"

namespace bifolium {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Length mm(std::int64_t n) { return Length::micrometers(n * 1'000); }

/// What holds for every setting of every paragraph.
void expect_sound(const Sample& sample, const LineSetting& setting) {
  std::uint32_t at = 0;
  std::vector<int> times(sample.shaped.glyphs.size(), 0);
  std::size_t patched_lines = 0;
  for (std::size_t l = 0; l < setting.lines.size(); ++l) {
    const Line& line = setting.lines[l];
    EXPECT_EQ(line.text_begin, at);
    EXPECT_GT(line.text_end, line.text_begin);
    at = line.text_end;
    const Length indent = l == 0 ? sample.paragraph.indent : Length{};
    EXPECT_LE(line.width, sample.measure - indent) << "line " << l;
    std::vector<std::pair<Length, Length>> extents;
    for (const LinePiece& piece : line.pieces) {
      EXPECT_LT(piece.glyph_begin, piece.glyph_end);
      if (piece.patched) {
        ++patched_lines;
        EXPECT_LE(piece.glyph_end, sample.lines.patches.size());
      } else {
        EXPECT_LE(piece.glyph_end, sample.shaped.runs[piece.run].glyph_end);
        EXPECT_GE(piece.glyph_begin, sample.shaped.runs[piece.run].glyph_begin);
        for (std::uint32_t g = piece.glyph_begin; g < piece.glyph_end; ++g) ++times[g];
      }
      if (piece.trailing_space) {
        EXPECT_EQ(piece.width, Length{});
        continue;
      }
      extents.emplace_back(piece.x, piece.width);
    }
    // Seen from left to right, pieces stand side by side within the measure.
    std::sort(extents.begin(), extents.end());
    Length sum;
    for (std::size_t i = 0; i < extents.size(); ++i) {
      sum += extents[i].second;
      EXPECT_GE(extents[i].first, Length{});
      EXPECT_LE(extents[i].first + extents[i].second, sample.measure);
      if (i > 0) {
        EXPECT_GE(extents[i].first, extents[i - 1].first + extents[i - 1].second);
      }
    }
    EXPECT_LE(sum, line.width);
  }
  EXPECT_EQ(at, sample.paragraph.text.size());
  // A glyph is drawn once; only a cut's own glyphs may take the place of some.
  const auto drawn = static_cast<std::size_t>(std::count(times.begin(), times.end(), 1));
  if (patched_lines == 0) {
    EXPECT_EQ(drawn, times.size());
  }
  EXPECT_EQ(std::count_if(times.begin(), times.end(), [](int n) { return n > 1; }), 0);
}

void expect_sound(const Sample& sample) {
  expect_sound(sample, sample.lines.optimum);
  for (const LineSetting& setting : sample.lines.fewer) expect_sound(sample, setting);
  for (const LineSetting& setting : sample.lines.more) expect_sound(sample, setting);
}

TEST(BreakLines, RaggedLinesFitTheMeasure) {
  for (const int width : {40, 55, 70, 95, 118, 160, 400}) {
    Sample sample(kLeafletText);
    sample.break_at(mm(width));
    EXPECT_THAT(sample.codes(), IsEmpty());
    expect_sound(sample);
  }
}

TEST(BreakLines, EmptyParagraphIsOneEmptyLine) {
  Sample sample("");
  ASSERT_EQ(sample.break_at(mm(60)).optimum.lines.size(), 1U);
  EXPECT_THAT(sample.lines.optimum.lines[0].pieces, IsEmpty());
}

TEST(BreakLines, NoMeasureIsAnError) {
  Sample sample("word");
  sample.break_at(Length{});
  EXPECT_THAT(sample.codes(), ElementsAre(DiagnosticCode::kNoMeasure));
}

TEST(BreakLines, ShortTextIsOneLine) {
  Sample sample("Side effects");
  sample.break_at(mm(60));
  EXPECT_THAT(sample.texts(), ElementsAre("Side effects"));
  EXPECT_THAT(sample.lines.fewer, IsEmpty());
  EXPECT_THAT(sample.lines.more, IsEmpty());
  expect_sound(sample);
}

TEST(BreakLines, ForcedBreakEndsLineAndDrawsItsMarkUnseen) {
  Sample sample("Ward 4\u2028Main Street 1");
  sample.break_at(mm(90));
  ASSERT_EQ(sample.lines.optimum.lines.size(), 2U);
  const Line& line = sample.lines.optimum.lines[0];
  ASSERT_FALSE(line.pieces.empty());
  EXPECT_TRUE(line.pieces.back().trailing_space);
  EXPECT_EQ(sample.shaped.glyphs[line.pieces.back().glyph_begin].cluster, 6U);
  EXPECT_EQ(line.text_end, 7U);
  expect_sound(sample);
}

TEST(BreakLines, TwoForcedBreaksLeaveAnEmptyLine) {
  Sample sample("one\u2028\u2028two");
  sample.break_at(mm(90));
  ASSERT_EQ(sample.lines.optimum.lines.size(), 3U);
  EXPECT_EQ(sample.lines.optimum.lines[1].width, Length{});
  ASSERT_EQ(sample.lines.optimum.lines[1].pieces.size(), 1U);  // Only its own U+2028.
  EXPECT_TRUE(sample.lines.optimum.lines[1].pieces[0].trailing_space);
  expect_sound(sample);
}

// Thai has no spaces between words: the dictionary of ICU finds them.
TEST(BreakLines, ThaiBreaksBetweenWords) {
  Sample sample("มะเร็งกล้ามเนื้อเรียบเป็นมะเร็งที่พบได้น้อย", "th");
  sample.break_at(mm(30));
  EXPECT_GT(sample.lines.optimum.lines.size(), 1U);
  EXPECT_THAT(sample.codes(), IsEmpty());
  for (const Line& line : sample.lines.optimum.lines) EXPECT_FALSE(line.hyphenated);
  expect_sound(sample);
}

TEST(BreakLines, SpaceAtALineEndIsDrawnOutsideItsWidth) {
  Sample sample(kLeafletText);
  sample.break_at(mm(70));
  for (std::size_t l = 0; l + 1 < sample.lines.optimum.lines.size(); ++l) {
    const Line& line = sample.lines.optimum.lines[l];
    const LinePiece& space = line.pieces.back();
    EXPECT_TRUE(space.trailing_space);
    EXPECT_EQ(space.x, line.width);
    EXPECT_EQ(sample.paragraph.text[sample.shaped.glyphs[space.glyph_begin].cluster], u' ');
  }
}

TEST(BreakLines, ProtectedRunStaysOnOneLine) {
  for (int width = 30; width < 90; ++width) {
    Sample sample(
        "Take it with water and call the ward on 0113 496 0000 if you feel unwell again.");
    sample.element("0113 496 0000").protect = true;
    sample.break_at(mm(width));
    EXPECT_THAT(sample.texts(), Contains(::testing::HasSubstr("0113 496 0000"))) << width;
  }
}

TEST(BreakLines, ProtectedRunWiderThanTheMeasureOpensWithAWarning) {
  Sample sample("Call 0113 496 0000 now");
  sample.element("0113 496 0000").protect = true;
  sample.break_at(mm(20));
  EXPECT_THAT(sample.codes(), ElementsAre(DiagnosticCode::kProtectedSplit));
  expect_sound(sample);
}

TEST(BreakLines, ProtectedRunWithoutAPlaceToBreakSticksOutAsAnError) {
  Sample sample("See 01134960000011349600000 now");
  sample.element("01134960000011349600000").protect = true;
  sample.break_at(mm(20));
  EXPECT_THAT(sample.codes(), Contains(DiagnosticCode::kInkLeavesMeasure));
}

TEST(BreakLines, MessagesNeverQuoteWhatAJobFilledIn) {
  Sample sample("Ask pre-Wolfeschlegelsteinhausenbergerdorff-post today");
  const auto begin = static_cast<std::uint32_t>(sample.paragraph.text.find(u"Wolfe"));
  const auto end = static_cast<std::uint32_t>(sample.paragraph.text.find(u"-post"));
  sample.paragraph.values.push_back({begin, end, 0});
  sample.break_at(mm(20));
  ASSERT_FALSE(sample.diagnostics.all().empty());
  for (const Diagnostic& diagnostic : sample.diagnostics.all()) {
    EXPECT_THAT(diagnostic.message, ::testing::HasSubstr("'pre-\u2026-post'"));
    EXPECT_THAT(diagnostic.message, Not(::testing::HasSubstr("Wolfe")));
  }
}

TEST(BreakLines, OverlongWordIsCutWithAWarningThatNamesIt) {
  Sample sample("Ask about Pneumonoultramicroscopicsilicovolcanoconiosis today");
  sample.break_at(mm(30));
  EXPECT_THAT(sample.codes(), Contains(DiagnosticCode::kWordCut));
  EXPECT_THAT(sample.codes(), Not(Contains(DiagnosticCode::kInkLeavesMeasure)));
  EXPECT_NE(sample.diagnostics.all()[0].message.find("Pneumonoultra"), std::string::npos);
  expect_sound(sample);
}

TEST(BreakLines, QuantityKeepsItsUnit) {
  for (int width = 25; width < 80; ++width) {
    Sample sample("Take 5 mg of it at night and 250 ml of water, then rest for 20 min.");
    sample.break_at(mm(width));
    for (const std::string& text : sample.texts()) {
      EXPECT_FALSE(text.starts_with("mg") || text.starts_with("ml") || text.starts_with("min"))
          << text;
    }
  }
}

TEST(BreakLines, FirstLineIndentMovesTheFirstLineAlone) {
  Sample sample(kLeafletText);
  sample.paragraph.indent = mm(5);
  sample.break_at(mm(70));
  EXPECT_EQ(sample.lines.optimum.lines[0].pieces[0].x, mm(5));
  EXPECT_EQ(sample.lines.optimum.lines[1].pieces[0].x, Length{});
  expect_sound(sample);
}

TEST(BreakLines, CenterAndEndStandWhereTheySay) {
  Sample center("Side effects"), end("Side effects");
  center.paragraph.align = Align::kCenter;
  end.paragraph.align = Align::kEnd;
  const Line& centered = center.break_at(mm(70)).optimum.lines[0];
  EXPECT_EQ(centered.pieces[0].x, (mm(70) - centered.width).scaled({1, 2}));
  const Line& ended = end.break_at(mm(70)).optimum.lines[0];
  EXPECT_EQ(ended.pieces[0].x, mm(70) - ended.width);
}

TEST(BreakLines, JustifiedLinesFillTheMeasureExactlyButForTheLast) {
  Sample sample(kLeafletText);
  sample.paragraph.align = Align::kJustify;
  sample.break_at(mm(90));
  const auto& lines = sample.lines.optimum.lines;
  ASSERT_GT(lines.size(), 3U);
  for (std::size_t l = 0; l + 1 < lines.size(); ++l) EXPECT_EQ(lines[l].width, mm(90));
  EXPECT_LT(lines.back().width, mm(90));
  expect_sound(sample);
}

TEST(BreakLines, VariantsHaveOneLineFewerAndOneMore) {
  Sample sample(kLeafletText);
  int fewer = 0, more = 0;
  for (int width = 60; width < 120; width += 3) {
    sample.break_at(mm(width));
    const std::size_t n = sample.lines.optimum.lines.size();
    for (const LineSetting& setting : sample.lines.fewer) {
      ++fewer;
      EXPECT_EQ(setting.lines.size(), n - 1);
      EXPECT_GE(setting.extra_demerits, 0);
    }
    for (const LineSetting& setting : sample.lines.more) {
      ++more;
      EXPECT_EQ(setting.lines.size(), n + 1);
    }
    expect_sound(sample);
  }
  EXPECT_GT(fewer + more, 0);
  sample.paragraph.variants = false;
  sample.break_at(mm(60));
  EXPECT_THAT(sample.lines.fewer, IsEmpty());
  EXPECT_THAT(sample.lines.more, IsEmpty());
}

TEST(BreakLines, NoLineBeginsWithAMarkThatStandsOnASpace) {
  Sample sample("smooth muscle \u0301 and more of it");
  sample.break_at(mm(26));
  for (const std::string& line : sample.texts()) EXPECT_FALSE(line.starts_with("\u0301")) << line;
  expect_sound(sample);
}

TEST(BreakLines, ShorterLineIsTakenToSpareTheLastWordStandingAlone) {
  // "hold" would stand alone; "can hold" leaves a first line that the first tolerance refuses.
  Sample sample("A sample of everything that a leaflet can hold");
  sample.break_at(mm(70));
  EXPECT_THAT(sample.texts(), ElementsAre("A sample of everything that a leaflet", "can hold"));
}

TEST(BreakLines, HyphensComeOnlyWhereThePassWithoutFails) {
  int hyphens = 0;
  for (int width = 35; width < 90; width += 5) {
    Sample sample(kLeafletText, "en-GB");
    sample.paragraph.align = Align::kJustify;
    sample.break_at(mm(width));
    EXPECT_FALSE(sample.lines.hyphens_used);
    sample.paragraph.hyphenate = true;
    sample.break_at(mm(width));
    if (sample.lines.hyphens_used) {
      EXPECT_TRUE(sample.lines.first_pass_failed);
    }
    for (const Line& line : sample.lines.optimum.lines) {
      if (!line.hyphenated) continue;
      ++hyphens;
      EXPECT_TRUE(line.hyphen_joins);
      EXPECT_TRUE(line.pieces.back().hyphen_added);
      EXPECT_TRUE(line.pieces.back().patched);
      EXPECT_EQ(line.width, mm(width));
    }
    expect_sound(sample);
  }
  EXPECT_GT(hyphens, 5);
}

TEST(BreakLines, SoftHyphenBreaksWithAHyphenAndIsUnseenElsewhere) {
  Sample sample("chemo\u00ADtherapy");
  sample.break_at(mm(16));
  ASSERT_EQ(sample.lines.optimum.lines.size(), 2U);
  const Line& line = sample.lines.optimum.lines[0];
  EXPECT_TRUE(line.hyphenated && line.hyphen_joins && line.pieces.back().hyphen_added);
  const Glyph& hyphen = sample.lines.patches[line.pieces.back().glyph_end - 1];
  EXPECT_EQ(hyphen.id, sample_fonts().face(sample.shaped.runs[0].face)->glyph(0x2010));
  EXPECT_EQ(line.text_end, 6U);
  EXPECT_EQ(sample.break_at(mm(60)).optimum.lines.size(), 1U);
  EXPECT_THAT(sample.lines.patches, IsEmpty());
}

// The hyphen stands where the soft hyphen stood: in the element, of which it is all on that line.
TEST(BreakLines, SoftHyphenAtAnElementsStartBreaksWithAHyphen) {
  Sample sample("chemo\u00ADtherapy");
  sample.element("\u00ADtherapy");
  sample.break_at(mm(16));
  ASSERT_EQ(sample.lines.optimum.lines.size(), 2U);
  const Line& line = sample.lines.optimum.lines[0];
  ASSERT_EQ(line.pieces.size(), 2U);
  EXPECT_TRUE(line.pieces[1].hyphen_added);
  EXPECT_EQ(line.pieces[1].x, line.pieces[0].x + line.pieces[0].width);
  EXPECT_EQ(line.text_end, 6U);
  EXPECT_LE(line.width, mm(16));
}

TEST(BreakLines, ExplicitHyphenEndsALineButJoinsNothing) {
  Sample sample("follow-up");
  sample.break_at(mm(12));
  EXPECT_THAT(sample.texts(), ElementsAre("follow-", "up"));
  EXPECT_TRUE(sample.lines.optimum.lines[0].hyphenated);
  EXPECT_FALSE(sample.lines.optimum.lines[0].hyphen_joins);
  EXPECT_FALSE(sample.lines.optimum.lines[0].pieces.back().hyphen_added);
}

// The Chicago Manual of Style, 7.46.
TEST(BreakLines, AddressBreaksBeforeItsMarksWithoutAHyphen) {
  Sample sample("https://www.nhs.uk/conditions/soft-tissue-sarcoma");
  sample.element("https://www.nhs.uk/conditions/soft-tissue-sarcoma").address = true;
  sample.break_at(mm(40));
  EXPECT_GT(sample.texts().size(), 1U);
  for (std::size_t l = 1; l < sample.texts().size(); ++l) {
    EXPECT_NE(std::string_view("/.-").find(sample.texts()[l][0]), std::string_view::npos);
    EXPECT_FALSE(sample.lines.optimum.lines[l - 1].hyphenated);
  }
  expect_sound(sample);
}

TEST(BreakLines, RightToLeftStartsAtTheRight) {
  Sample sample("סרטן הוא מחלה שבה תאים גדלים ומתרבים ללא בקרה ויכולים להתפשט לחלקים אחרים בגוף",
                "he");
  sample.paragraph.right_to_left = true;
  sample.paragraph.indent = mm(4);
  sample.break_at(mm(50));
  const auto& lines = sample.lines.optimum.lines;
  ASSERT_GT(lines.size(), 1U);
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const LinePiece& first = lines[l].pieces.front();
    EXPECT_EQ(first.x + first.width, mm(50) - (l == 0 ? mm(4) : Length{}));
    if (l + 1 == lines.size()) continue;
    const LinePiece& space = lines[l].pieces.back();
    EXPECT_TRUE(space.trailing_space);
    const Length line_left = mm(50) - (l == 0 ? mm(4) : Length{}) - lines[l].width;
    EXPECT_EQ(space.x, line_left);
  }
  expect_sound(sample);
}

TEST(BreakLines, RightToLeftWordsInLeftToRightTextReadFromTheRight) {
  Sample sample("The word שלום עולם means hello");
  sample.break_at(mm(120));
  const Line& line = sample.lines.optimum.lines[0];
  std::vector<Length> hebrew;
  for (const LinePiece& piece : line.pieces) {
    if ((sample.shaped.runs[piece.run].level & 1) != 0) hebrew.push_back(piece.x);
  }
  ASSERT_GE(hebrew.size(), 2U);
  EXPECT_GT(hebrew.front(), hebrew.back());
  expect_sound(sample);
}

TEST(BreakLines, SameInputGivesTheSameLinesInAUsedWorkspace) {
  Sample fresh(kLeafletText), used(kLeafletText);
  used.break_at(mm(33));
  used.break_at(mm(70));
  fresh.break_at(mm(70));
  EXPECT_EQ(fresh.texts(), used.texts());
}

}  // namespace
}  // namespace bifolium

#include "pages/furniture.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::SampleOptions;
using test::sentences;

/// A sample of several pages with running texts and decorations.
class Furnished : public LaidOutSample {
 public:
  explicit Furnished(std::string rules, const std::string& attributes = "", bool facing = true)
      : LaidOutSample("<section><title>Alpha</title><p>" + sentences(16) + "</p></section>",
                      options_of(std::move(rules), attributes)) {
    document.page.facing = facing;
    document.page.outer = Length::micrometers(10'000);
    furnish(pages, document, test::sample_fonts(), section_titles(document, pages), {shape, lines},
            found);
    found.sort();  // As the program does: a text is too wide on every page that has it.
  }

  [[nodiscard]] std::string running(std::size_t page, std::size_t index = 0) const {
    return line_text(pages.pages.at(page).running.at(index).line);
  }
  /// Where the ink of a running text begins and ends.
  [[nodiscard]] std::pair<Length, Length> ink(std::size_t page, std::size_t index = 0) const {
    const PlacedLine& placed = pages.pages.at(page).running.at(index).line;
    const Line& line = view(placed, document, text, pages).line;
    const Length left = placed.origin.x + line.pieces.front().x;
    return {left, left + line.width};
  }

  Diagnostics found;

 private:
  static SampleOptions options_of(std::string rules, std::string attributes) {
    SampleOptions options;
    options.rules = std::move(rules);
    options.attributes = std::move(attributes);
    return options;
  }
};

std::string running_at(std::string_view place, std::string_view words = "Words") {
  return "<running name='a' pages='first recto verso' edge='foot' at='" + std::string(place) +
         "' baseline='5mm' style='foot'>" + std::string(words) + "</running>";
}

constexpr Length kLeft = Length::micrometers(10'000);
constexpr Length kRight = Length::micrometers(90'000);

TEST(Furniture, OuterChangesSidesWithThePage) {
  const Furnished s(running_at("outer"));
  ASSERT_GE(s.pages.pages.size(), 3U);
  EXPECT_EQ(s.ink(0).second, kRight) << "a recto's outer edge is its right one";
  EXPECT_EQ(s.ink(1).first, kLeft);
  EXPECT_EQ(s.ink(2).second, kRight);
}

TEST(Furniture, InnerIsTheOtherSide) {
  const Furnished s(running_at("inner"));
  EXPECT_EQ(s.ink(0).first, kLeft);
  EXPECT_EQ(s.ink(1).second, kRight);
}

TEST(Furniture, SidesChangePlacesWhereReadingRunsFromTheRight) {
  const Furnished outer(running_at("outer"), "dir='rtl'");
  EXPECT_EQ(outer.ink(0).first, kLeft);
  EXPECT_EQ(outer.ink(1).second, kRight);
  const Furnished start(running_at("start"), "dir='rtl'");
  EXPECT_EQ(start.ink(0).second, kRight);
  EXPECT_EQ(start.ink(1).second, kRight);
}

TEST(Furniture, SinglePagesHaveTheirOuterEdgeOnOneSide) {
  const Furnished s(running_at("outer"), "", false);
  EXPECT_EQ(s.ink(0).second, kRight);
  EXPECT_EQ(s.ink(1).second, kRight);
}

TEST(Furniture, CenterIsTheMiddleOfTheMeasure) {
  const Furnished s(running_at("center"));
  const auto [left, right] = s.ink(0);
  const Length off = (left - kLeft) - (kRight - right);
  EXPECT_LE(std::abs(off.units()), 1);
}

TEST(Furniture, MarginsChangeSidesOnFacingPages) {
  StyledDocument document;
  document.page.facing = true;
  document.page.inner = Length::points(30);
  document.page.outer = Length::points(20);
  EXPECT_EQ(text_left(document, 1), Length::points(30));
  EXPECT_EQ(text_left(document, 2), Length::points(20));
  document.info.right_to_left = true;
  EXPECT_EQ(text_left(document, 1), Length::points(20));
  EXPECT_EQ(text_left(document, 2), Length::points(30));
  document.page.facing = false;
  EXPECT_EQ(text_left(document, 2), Length::points(20));
}

TEST(Furniture, FieldsAreFilledForEachPage) {
  const Furnished s(running_at("start", "<field name='page-of'/>, <field name='section-title'/>"));
  const std::string pages = integer_text(static_cast<std::int64_t>(s.pages.pages.size()));
  EXPECT_EQ(s.running(0), "1 of " + pages + ", Alpha");
  EXPECT_EQ(s.running(1), "2 of " + pages + ", Alpha");
}

TEST(Furniture, PagesToWriteOnSayTheProgramsWord) {
  const Furnished s(running_at("start", "<field name='notes'/>"));
  EXPECT_EQ(s.running(0), "Notes");
}

TEST(Furniture, RulingWithoutSidesOfItsOwnGoesOverTheText) {
  const Furnished s(
      "<decoration name='lines' pages='first verso' kind='ruling' y='20mm' height='25mm'"
      " step='10mm' thickness='1pt' color='#000000'/>");
  const Length width = s.document.page.text_width();
  for (const std::uint32_t page : {0U, 1U}) {
    const std::vector<PlacedFill>& fills = s.pages.pages[page].fills;
    ASSERT_EQ(fills.size(), 2U);
    EXPECT_EQ(fills[1].box, (Rect{text_left(s.document, static_cast<int>(page) + 1),
                                  Length::micrometers(40'000), width, Length::points(1)}));
  }
}

TEST(Furniture, EqualTextsAreSetOnce) {
  const Furnished s(running_at("start"));
  EXPECT_EQ(s.pages.furniture.size(), 1U);
}

TEST(Furniture, HeadsAndFeetStandOnTheirBaselines) {
  const Furnished s(running_at("start") +
                    "<running name='b' pages='first' edge='head' at='start' baseline='6mm'"
                    " style='head'>Head</running>");
  const auto& running = s.pages.pages[0].running;
  ASSERT_EQ(running.size(), 2U);
  for (const PlacedRunning& r : running) {
    const bool head = s.line_text(r.line) == "Head";
    EXPECT_EQ(r.kind, head ? ArtifactKind::kHeader : ArtifactKind::kFooter);
    EXPECT_EQ(r.line.origin.y, Length::micrometers(head ? 6'000 : 95'000));
  }
  EXPECT_EQ(s.pages.pages[1].running.size(), 1U) << "the head is of first pages alone";
}

TEST(Furniture, TextsThatShareALineMustFitBesideEachOther) {
  const std::string half = "Half of the measure and more";
  const auto second = [&](std::string_view baseline) {
    return "<running name='b' pages='first' edge='foot' at='end' baseline='" +
           std::string(baseline) + "' style='foot'>" + half + "</running>";
  };
  const std::string first = running_at("start", half);
  const Furnished beside(first + second("5mm"));
  ASSERT_EQ(beside.found.all().size(), 1U);
  EXPECT_EQ(beside.found.all()[0].code, 5005);
  const Furnished below(first + second("1mm"));
  EXPECT_TRUE(below.found.all().empty()) << "one stands below the other";
}

TEST(Furniture, ATextWiderThanTheMeasureIsAnErrorWithItsExcess) {
  const Furnished s(running_at("start", sentences(1)));
  ASSERT_EQ(s.found.all().size(), 1U);
  EXPECT_EQ(s.found.all()[0].code, 5005);
}

TEST(Furniture, ExcessCountsTheSpacesAtLineEnds) {
  const std::string words =
      "One two three four five six seven eight nine ten eleven twelve thirteen";
  std::string tied = words;  // It has no line ends but where a word is cut.
  for (std::size_t at = 0; (at = tied.find(' ', at)) != std::string::npos;) {
    tied.replace(at, 1, "\u00A0");
  }
  const auto excess = [](const std::string& text) {
    const Furnished s(running_at("start", text));
    for (const Diagnostic& d : s.found.all()) {
      if (d.code == 5005) return d.message.substr(d.message.rfind('"'));
    }
    return std::string("none was reported");
  };
  EXPECT_EQ(excess(words), excess(tied));
  EXPECT_NE(excess(words), "none was reported");
}

TEST(Furniture, DecorationsStandOnPagesOfTheirKind) {
  const Furnished s(
      "<decoration name='band' pages='first' kind='panel' x='0mm' y='0mm' width='100%'"
      " height='20mm' color='accent'/>"
      "<decoration name='logo' pages='verso' kind='path' x='10mm' y='10mm' width='10mm'"
      " height='10mm' color='accent' path='M0 0L10 0L10 10Z' view-width='10' view-height='10'/>");
  ASSERT_EQ(s.pages.pages[0].fills.size(), 1U);
  EXPECT_EQ(s.pages.pages[0].fills[0].kind, ArtifactKind::kBackground);
  EXPECT_EQ(s.pages.pages[0].fills[0].box.width, Length::micrometers(100'000));
  EXPECT_TRUE(s.pages.pages[0].paths.empty());
  EXPECT_TRUE(s.pages.pages[1].fills.empty());
  ASSERT_EQ(s.pages.pages[1].paths.size(), 1U);
  EXPECT_EQ(s.pages.pages[1].paths[0].view_width, 10);
}

TEST(Furniture, WhatTouchesTheTrimEdgeGoesOnIntoTheBleed) {
  const auto mm = [](std::int64_t n) { return Length::micrometers(n * 1000); };
  const std::string style = " color='accent'/>";
  Furnished s(
      "<decoration name='a' pages='first' kind='panel' x='0mm' y='0mm' width='100%'"
      " height='20mm'" +
      style +
      "<decoration name='b' pages='first' kind='rule' x='90mm' y='95mm' width='10mm'"
      " height='5mm'" +
      style +
      "<decoration name='c' pages='first' kind='panel' x='1mm' y='1mm' width='98mm'"
      " height='98mm'" +
      style);
  s.document.page.bleed = mm(3);
  for (Page& page : s.pages.pages) page.fills.clear();
  Diagnostics found;
  furnish(s.pages, s.document, test::sample_fonts(), section_titles(s.document, s.pages),
          {s.shape, s.lines}, found);
  const std::vector<PlacedFill>& fills = s.pages.pages[0].fills;
  ASSERT_EQ(fills.size(), 3U);
  EXPECT_EQ(fills[0].box, (Rect{mm(-3), mm(-3), mm(106), mm(23)}));
  EXPECT_EQ(fills[1].box, (Rect{mm(90), mm(95), mm(13), mm(8)}));
  EXPECT_EQ(fills[2].box, (Rect{mm(1), mm(1), mm(98), mm(98)}));
}

}  // namespace
}  // namespace bifolium

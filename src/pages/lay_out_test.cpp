#include "pages/lay_out.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::points_text;
using test::SampleOptions;
using test::sentences;

SampleOptions with_rules(std::string rules) {
  SampleOptions options;
  options.rules = std::move(rules);
  return options;
}

constexpr Length kMargin = Length::micrometers(10'000);
constexpr Length kPage = Length::micrometers(100'000);

/// Fills of a colour on a page.
std::vector<Rect> fills(const Page& page, Color color) {
  std::vector<Rect> out;
  for (const PlacedFill& fill : page.fills) {
    if (fill.color == color) out.push_back(fill.box);
  }
  return out;
}

TEST(LayOut, FirstBaselinesAreTheSameOnEveryPage) {
  const LaidOutSample s("<p>" + sentences(12) +
                            "</p><section><title>A title in large type</title><p>" + sentences(8) +
                            "</p></section>",
                        with_rules("<style match='section > title' size='16pt' leading='22pt'/>"
                                   "<style match='section' break-before='page'/>"));
  ASSERT_GT(s.pages.pages.size(), 3U);
  const Length first = kMargin + s.heights[s.document.base_text_style].ascent;
  for (const Page& page : s.pages.pages) {
    EXPECT_EQ(points_text(page.lines.at(0).origin.y), points_text(first)) << page.number;
  }
}

TEST(LayOut, NothingIsPlacedBelowTheTextArea) {
  const LaidOutSample s("<p>" + sentences(30) + "</p><list><item>a</item><item>b</item></list>");
  for (const Page& page : s.pages.pages) {
    for (const PlacedLine& line : page.lines) {
      EXPECT_LE(line.origin.y, kPage - kMargin);
      EXPECT_GE(line.origin.x, kMargin);
    }
  }
}

TEST(LayOut, EveryLineIsPlacedOnceAndInOrder) {
  const LaidOutSample s("<p>" + sentences(30) + "</p>");
  std::string all;
  for (std::size_t page = 0; page < s.pages.pages.size(); ++page) {
    for (const std::string& line : s.page_texts(page)) all += (all.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(all, "Patient information A title " + sentences(30));
}

TEST(LayOut, WidowsAndOrphansStayTogether) {
  const LaidOutSample s("<p>" + sentences(30) + "</p>",
                        with_rules("<style match='p' widows='3' orphans='3'/>"));
  for (std::size_t i = 0; i < s.pages.pages.size(); ++i) {
    EXPECT_GE(s.pages.pages[i].lines.size(), 3U) << i;
  }
}

constexpr Color kGrey{0xEE, 0xEE, 0xEE};

TEST(LayOut, ABoxCutByAPageIsClosedAndOpenedAgainWithItsPadding) {
  const LaidOutSample s("<callout kind='warning'><p>" + sentences(12) + "</p></callout>",
                        with_rules("<style match='callout' background='#EEEEEE' padding-block='9pt'"
                                   " padding-inline='7pt'/>"));
  ASSERT_GE(s.pages.pages.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const Page& page = s.pages.pages[i];
    const std::vector<Rect> boxes = fills(page, kGrey);
    ASSERT_EQ(boxes.size(), 1U) << i;
    EXPECT_EQ(boxes[0].x, kMargin);
    EXPECT_EQ(boxes[0].width, kPage - kMargin * 2);
    EXPECT_LE(boxes[0].bottom(), kPage - kMargin);
    const PlacedLine& last = page.lines.back();
    const StyleHeights& h = s.heights[s.document.base_text_style];
    // The line's own half-leading stands between its descent and the padding.
    const Length half = (Length::points(14) - h.ascent - h.descent).scaled({1, 2});
    EXPECT_EQ(points_text(boxes[0].bottom() - last.origin.y),
              points_text(Length::points(14) - h.ascent - half + Length::points(9)))
        << i;
    EXPECT_EQ(last.origin.x, kMargin + Length::points(7));
  }
  const Page& second = s.pages.pages[1];
  EXPECT_EQ(fills(second, kGrey)[0].y, kMargin);
  EXPECT_EQ(points_text(second.lines[0].origin.y),
            points_text(kMargin + Length::points(9) +
                        line_baseline(s.paragraph("Your team"), s.heights)));
}

TEST(LayOut, OuterBoxesArePaintedBelowInnerOnes) {
  const LaidOutSample s(
      "<section><title>T</title><callout kind='warning'><p>x</p></callout></section>",
      with_rules("<style match='section' background='#EEEEEE' padding-block='4pt'/>"
                 "<style match='callout' background='#DDDDDD' padding-block='4pt'/>"));
  const auto& all = s.pages.pages[0].fills;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].color, kGrey);
  EXPECT_LE(all[0].box.y, all[1].box.y);
  EXPECT_GE(all[0].box.bottom(), all[1].box.bottom());
}

TEST(LayOut, RulesBordersAndBarsFrameTheirBox) {
  const LaidOutSample s(
      "<quote><p>x</p></quote>",
      with_rules("<style match='quote' rule-above='1pt' rule-below='2pt' rule-color='#111111'"
                 " border='3pt' border-color='#222222' bar='4pt' bar-color='#333333'"
                 " background='#EEEEEE' padding-block='5pt'/>"));
  const Page& page = s.pages.pages[0];
  const Rect ground = fills(page, kGrey).at(0);
  const std::vector<Rect> rules = fills(page, {0x11, 0x11, 0x11});
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].bottom(), ground.y);
  EXPECT_EQ(rules[1].y, ground.bottom());
  EXPECT_EQ(rules[1].height, Length::points(2));
  EXPECT_EQ(fills(page, {0x22, 0x22, 0x22}).size(), 4U);
  const Rect bar = fills(page, {0x33, 0x33, 0x33}).at(0);
  EXPECT_EQ(bar.x, ground.x + Length::points(3));
  EXPECT_EQ(bar.width, Length::points(4));
  EXPECT_EQ(bar.height, ground.height - Length::points(6));
  EXPECT_EQ(ground.height, Length::points(3 * 2 + 5 * 2 + 14));
}

TEST(LayOut, ReadsFromTheRightWhereTheLanguageDoes) {
  SampleOptions options = with_rules(
      "<style match='quote' bar='4pt' bar-color='#333333'/><style match='p' indent-start='10pt'/>"
      "<page width='100mm' height='100mm' inner='10mm' outer='20mm' top='10mm' bottom='10mm'/>");
  options.attributes = "dir='rtl'";
  options.rules = options.rules.substr(0, options.rules.find("<page"));
  const LaidOutSample s("<quote><p>x</p></quote>", options);
  const Rect bar = fills(s.pages.pages[0], {0x33, 0x33, 0x33}).at(0);
  EXPECT_EQ(bar.right(), kPage - kMargin);
  // Its measure ends at the bar and the indent; the line's origin is the measure's left edge.
  EXPECT_EQ(s.line("x").origin.x, kMargin);
}

TEST(LayOut, PartsStartPagesAndCoversAreOfTheirOwnKind) {
  SampleOptions options;
  options.parts = "<part kind='cover'/><part kind='body'/><part kind='references'/>";
  options.meta = "<copyright>N</copyright>";
  const LaidOutSample s("<p>" + sentences(9) + "</p>", options);
  ASSERT_EQ(s.pages.pages.size(), 4U);
  EXPECT_EQ(s.pages.pages[0].kind, PageKind::kCover);
  EXPECT_EQ(s.pages.pages[1].kind, PageKind::kFirst);
  EXPECT_EQ(s.pages.pages[2].kind, PageKind::kRecto);
  EXPECT_EQ(s.pages.pages[3].kind, PageKind::kVerso);
  EXPECT_EQ(s.pages.pages[3].folio, "4");
}

TEST(LayOut, ARectoIsReachedOverABlankPage) {
  const LaidOutSample s("<p>One</p><section><title>Two</title><p>x</p></section>",
                        with_rules("<style match='section' break-before='recto'/>"));
  ASSERT_EQ(s.pages.pages.size(), 3U);
  EXPECT_EQ(s.pages.pages[1].kind, PageKind::kBlank);
  EXPECT_TRUE(s.pages.pages[1].lines.empty());
  EXPECT_EQ(s.page_texts(2).at(0), "Two");
}

TEST(LayOut, AnchorsLeadToWhereABlockBegins) {
  const LaidOutSample s("<p>" + sentences(14) + "</p><p xml:id='here'>Here it is.</p>");
  const BlockId block = s.block_id("Here");
  const auto anchor = s.pages.anchors.find(block);
  ASSERT_NE(anchor, s.pages.anchors.end());
  const PlacedLine& line = s.line("Here");
  EXPECT_EQ(anchor->second.page + 1, s.pages.pages.size());
  EXPECT_EQ(anchor->second.y, line.origin.y - line_baseline(s.paragraph("Here"), s.heights));
}

TEST(LayOut, PagesOfColumnsAreEvenAtTheirEnd) {
  SampleOptions options = with_rules("");
  options.rules = "<style match='p' size='8pt' leading='11pt'/>";
  LaidOutSample s("<p>One</p><p>Two</p><p>Three</p>", options);
  // The same text in two columns: a forced break moves on by one of them.
  s.document.page.columns = 2;
  s.document.page.column_gap = Length::points(10);
  s.boxes =
      measure_blocks(s.document, s.document.page.measure(), s.text.shaped, test::sample_fonts());
  s.pages = lay_out(s.document, s.text, s.boxes, s.heights, {}, s.diagnostics);
  ASSERT_EQ(s.pages.pages.size(), 1U);
  std::vector<std::vector<Length>> columns(2);
  for (const PlacedLine& line : s.pages.pages[0].lines) {
    columns.at(line.origin.x == kMargin ? 0 : 1).push_back(line.origin.y);
  }
  ASSERT_FALSE(columns[1].empty());
  EXPECT_EQ(columns[0].front(), columns[1].front());
  EXPECT_LE(columns[0].back() - columns[1].back(), s.document.base_leading * 2);
}

/// The sample on so many pages, if that can be.
Pages on_pages(LaidOutSample& s, std::size_t pages, CountCost cost = CountCost::kLittle) {
  LayOutOptions options;
  options.pages = pages;
  options.cost = cost;
  return lay_out(s.document, s.text, s.boxes, s.heights, options, s.diagnostics);
}

TEST(LayOut, FillsThePagesAskedForWhereTheCostAllowsIt) {
  // Paragraphs of two lines, eight to a page: three pages, and four lines on the fourth. Five pages
  // can be had where each but the last ends four lines short.
  std::string blocks;
  for (int i = 0; i < 26; ++i) blocks += "<p>" + sentences(1) + "</p>";
  LaidOutSample s(blocks);
  const std::size_t natural = s.pages.pages.size();
  const Pages more = on_pages(s, natural + 1, CountCost::kMuch);
  ASSERT_EQ(more.pages.size(), natural + 1);
  for (const Page& page : more.pages) EXPECT_GE(page.lines.size(), 4U);
  EXPECT_EQ(on_pages(s, natural + 1, CountCost::kLittle).pages.size(), natural);
  // Twice the pages would be half empty: they come as they come.
  EXPECT_EQ(on_pages(s, natural * 2, CountCost::kMuch).pages.size(), natural);
  EXPECT_EQ(on_pages(s, 1, CountCost::kMuch).pages.size(), natural);
}

TEST(LayOut, AsManyPagesAsComeByThemselvesAreTheSamePages) {
  LaidOutSample s("<p>" + sentences(14) + "</p><p>" + sentences(9) + "</p>");
  EXPECT_EQ(on_pages(s, s.pages.pages.size()).pages, s.pages.pages);
}

TEST(LayOut, FillsPagesWithoutABlankOne) {
  std::string blocks;
  for (int section = 0; section < 2; ++section) {
    blocks += "<section><title>x</title>";
    for (int i = 0; i < 4; ++i) blocks += "<p>" + sentences(1) + "</p>";
    blocks += "</section>";
  }
  LaidOutSample s(blocks, with_rules("<style match='section' break-before='recto'/>"));
  const auto blanks = [](const Pages& pages) {
    return std::ranges::count(pages.pages, PageKind::kBlank, &Page::kind);
  };
  ASSERT_GE(blanks(s.pages), 1);
  // No section can fill two pages, so the number asked for comes with a blank page, as it did.
  EXPECT_EQ(on_pages(s, s.pages.pages.size()).pages, s.pages.pages);
}

/// The pages of a sample whose document was changed.
Pages laid_out_again(LaidOutSample& s) {
  return lay_out(s.document, s.text, s.boxes, s.heights, {}, s.diagnostics);
}

std::vector<PageKind> kinds(const Pages& pages) {
  std::vector<PageKind> out;
  for (const Page& page : pages.pages) out.push_back(page.kind);
  return out;
}

std::string on_own_pages(int sections) {
  std::string blocks = "<p>x</p>";
  for (int i = 1; i < sections; ++i) blocks += "<section><title>T</title><p>x</p></section>";
  return blocks;
}

TEST(LayOut, PagesOfAFoldedSheetAreItsPanelsInFoldingOrder) {
  LaidOutSample s(on_own_pages(6), with_rules("<style match='section' break-before='page'/>"));
  s.document.page.fold = FoldKind::kTri;
  s.document.page.panels = {kPage, kPage, kPage};
  using enum PageKind;
  EXPECT_EQ(kinds(laid_out_again(s)),
            (std::vector{kFront, kInside, kFlap, kInside, kInside, kBack}));
  EXPECT_FALSE(s.diagnostics.has_errors());
}

TEST(LayOut, MorePagesThanPanelsAreAnError) {
  LaidOutSample s(on_own_pages(5), with_rules("<style match='section' break-before='page'/>"));
  s.document.page.fold = FoldKind::kHalf;
  s.document.page.panels = {kPage, kPage};
  EXPECT_EQ(laid_out_again(s).pages.size(), 5U);
  EXPECT_EQ(s.codes(), std::vector<int>{static_cast<int>(DiagnosticCode::kMorePagesThanPanels)});
}

/// Two pages of text, and one with the trace block.
LaidOutSample with_trace_page() {
  SampleOptions options = with_rules("<style match='section' break-before='page'/>");
  options.parts = "<part kind='body'/><part kind='references'/>";
  options.meta = "<publisher>Northgate</publisher><reference-number>1</reference-number>";
  return LaidOutSample(on_own_pages(2), options);
}

TEST(LayOut, BlankPagesFillABookletBeforeItsReferences) {
  LaidOutSample s = with_trace_page();
  ASSERT_EQ(s.pages.pages.size(), 3U);
  s.document.press.emplace();
  s.document.press->kind = PressKind::kBooklet;
  EXPECT_EQ(laid_out_again(s).pages.size(), 3U) << "at the end they stand on the sheets alone";
  s.document.press->padding = Padding::kBeforeReferences;
  const Pages pages = laid_out_again(s);
  using enum PageKind;
  EXPECT_EQ(kinds(pages), (std::vector{kFirst, kVerso, kBlank, kVerso}));
  EXPECT_EQ(pages.pages[3].number, 4) << "what follows changes sides";
}

TEST(LayOut, PagesForNotesFillABookletAtItsEnd) {
  LaidOutSample s = with_trace_page();
  s.document.press.emplace();
  s.document.press->kind = PressKind::kBooklet;
  s.document.press->padding = Padding::kNotes;
  using enum PageKind;
  EXPECT_EQ(kinds(laid_out_again(s)), (std::vector{kFirst, kVerso, kRecto, kNotes}));
}

TEST(LayOut, BlankPagesBeforeReferencesThatBeginOnARectoCountTheirOwn) {
  SampleOptions options =
      with_rules("<style match='section, references-page' break-before='recto'/>");
  options.parts = "<part kind='body'/><part kind='references'/>";
  options.meta = "<publisher>Northgate</publisher><reference-number>1</reference-number>";
  LaidOutSample s(on_own_pages(2), options);
  using enum PageKind;
  ASSERT_EQ(kinds(s.pages), (std::vector{kFirst, kBlank, kRecto, kBlank, kRecto}));
  EXPECT_EQ(s.pages.begun, 5U) << "a page of each, and those before a recto";
  s.document.press.emplace();
  s.document.press->kind = PressKind::kBooklet;
  s.document.press->padding = Padding::kBeforeReferences;
  EXPECT_EQ(laid_out_again(s).pages.size(), 5U)
      << "from a recto on, one page can't end the sheet, whatever stands before it";
}

TEST(LayOut, TheTraceBlockIsReadOnTheBackOfAFoldedSheet) {
  LaidOutSample s = with_trace_page();
  s.document.page.fold = FoldKind::kTri;
  s.document.page.panels = {kPage, kPage, kPage};
  using enum PageKind;
  EXPECT_EQ(kinds(laid_out_again(s)), (std::vector{kFront, kInside, kNotes, kNotes, kNotes, kBack}))
      << "what the text leaves over is to be written on";
}

TEST(LayOut, ACoverThatIsTooTallGivesUpItsLeastHeights) {
  SampleOptions options = with_rules("<style match='cover-banner' min-height='75mm'/>");
  options.parts = "<part kind='cover'/><part kind='body'/>";
  options.meta = "<subtitle>" + sentences(1) + "</subtitle><publisher>Northgate</publisher>";
  const LaidOutSample s("<p>x</p>", options);
  EXPECT_EQ(s.pages.pages.size(), 2U);
  EXPECT_FALSE(s.diagnostics.has_errors());
}

TEST(LayOut, WhatIsTallerThanAPageIsAnError) {
  const LaidOutSample s("<p>One</p>", with_rules("<style match='p' padding-block='60mm'/>"));
  EXPECT_EQ(s.codes(), std::vector<int>{5002});
}

TEST(SectionTitles, NameTheFirstThatBeginsElseTheLastBefore) {
  const LaidOutSample s("<p>" + sentences(10) + "</p><section><title>Alpha</title><p>" +
                        sentences(22) +
                        "</p></section><section><title>Beta</title><p>x</p>"
                        "</section>");
  const std::vector<std::string> titles = section_titles(s.document, s.pages);
  ASSERT_EQ(titles.size(), s.pages.pages.size());
  EXPECT_EQ(titles.front(), "");
  EXPECT_EQ(titles.back(), "Beta");
  const std::size_t alpha = s.pages.anchors.at(s.block_id("Alpha")).page;
  EXPECT_EQ(titles.at(alpha), "Alpha");
  EXPECT_EQ(titles.at(alpha + 1), "Alpha");
}

}  // namespace
}  // namespace bifolium

#include "read/content_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/files.h"
#include "read/content_values.h"

namespace bifolium {
namespace {

/// A leaflet around `body`; each element as (name …), text in quotes.
std::string outline(const ContentTree& tree, NodeId node) {
  if (tree[node].element == Element::kText) return "'" + tree[node].text + "'";
  std::string out = "(" + std::string(element_name(tree[node].element));
  for (NodeId child = tree[node].first_child; child; child = tree[child].next_sibling) {
    out += " " + outline(tree, child);
  }
  return out + ")";
}

ContentTree read(std::string_view body, std::size_t faults = 0) {
  const std::string bytes =
      "<leaflet xmlns='urn:bifolium:content:1'><meta><title>T</title></meta>" + std::string(body) +
      "</leaflet>";
  Diagnostics diagnostics;
  auto tree = read_content("x.xml", bytes, diagnostics);
  EXPECT_EQ(diagnostics.all().size(), faults);
  if (faults == 0 && !diagnostics.all().empty()) ADD_FAILURE() << diagnostics.all()[0].message;
  EXPECT_TRUE(tree);
  return std::move(*tree);
}

/// What the paragraph becomes.
std::string paragraph(std::string_view inside, std::size_t faults = 0) {
  const ContentTree tree = read("<p>" + std::string(inside) + "</p>", faults);
  return outline(tree, tree.child(tree.root(), Element::kP));
}

TEST(ContentText, CollapsesRunsOfSpaceTabAndLineEnd) {
  EXPECT_EQ(paragraph("a \t\n  b"), "(p 'a b')");
  EXPECT_EQ(paragraph("\n  a b \n"), "(p 'a b')");
}

TEST(ContentText, KeepsOneSpaceAcrossInlineTagsWhereItWasFirstMet) {
  EXPECT_EQ(paragraph("a <em> b</em>"), "(p 'a ' (em 'b'))");
  EXPECT_EQ(paragraph("a<em> b </em> c"), "(p 'a' (em ' b ') 'c')");
  EXPECT_EQ(paragraph("<em>a</em> <em>b</em>"), "(p (em 'a') ' ' (em 'b'))");
}

TEST(ContentText, TrimsTheEndsEvenInsideInlineTags) {
  EXPECT_EQ(paragraph(" <em> a </em> "), "(p (em 'a'))");
  EXPECT_EQ(paragraph("<em>a</em> "), "(p (em 'a'))");
}

TEST(ContentText, HasNoSpaceAroundALineBreak) {
  EXPECT_EQ(paragraph("a <br/> b"), "(p 'a' (br) 'b')");
  EXPECT_EQ(paragraph("<em>a</em> <br/> <em> b</em>"), "(p (em 'a') (br) (em 'b'))");
}

TEST(ContentText, KeepsTheSpaceBeforeACitationAtTheEnd) {
  const ContentTree tree = read(
      "<p>a <cite to='r'/> </p><references><reference xml:id='r'><title>R</title></reference>"
      "</references>");
  EXPECT_EQ(outline(tree, tree.child(tree.root(), Element::kP)), "(p 'a ' (cite))");
}

TEST(ContentText, KeepsNoBreakAndOtherSpaces) {
  EXPECT_EQ(paragraph("5\u00A0mg\u2009x \u00A0"), "(p '5\u00A0mg\u2009x \u00A0')");
}

TEST(ContentText, JoinsAroundCommentsAndTakesCdata) {
  EXPECT_EQ(paragraph("a<!-- x -->b <![CDATA[<c>]]>"), "(p 'ab <c>')");
}

TEST(ContentText, ReadsReferencesToCharacters) {
  EXPECT_EQ(paragraph("&lt;5&#xA0;mg &amp; more&#32; "), "(p '<5\u00A0mg & more')");
}

TEST(ContentReader, TakesAnItemOfTextOrOfBlocks) {
  const ContentTree tree =
      read("<list><item>One <em>x</em></item><item> <p>Two</p> <p>Three</p> </item></list>");
  EXPECT_EQ(outline(tree, tree.child(tree.root(), Element::kList)),
            "(list (item 'One ' (em 'x')) (item (p 'Two') (p 'Three')))");
}

TEST(ContentReader, GoesOnAfterAFaultAndKeepsTheRest) {
  const ContentTree tree = read("<para>x</para><p>One <b>two</b> three</p>", 2);
  EXPECT_EQ(outline(tree, tree.child(tree.root(), Element::kP)), "(p 'One  three')");
}

TEST(ContentReader, ReportsNoLinkToAnIdInAPartThatCouldNotBeRead) {
  static_cast<void>(read("<table><row xml:id='a'/></table><p>See <xref to='a'/></p>", 1));
}

TEST(ContentReader, FindsAttributesMetaAndIds) {
  const ContentTree tree =
      read("<section xml:id='s' role='causes'><title>S</title><p>x</p></section>");
  const NodeId section = tree.ids.at("s");
  ASSERT_NE(tree.attribute(section, Attribute::kRole), nullptr);
  EXPECT_EQ(*tree.attribute(section, Attribute::kRole), "causes");
  EXPECT_EQ(tree.attribute(section, Attribute::kXmlLang), nullptr);
  EXPECT_EQ(tree.text_of(tree.meta(Element::kTitle)), "T");
  EXPECT_FALSE(tree.meta(Element::kAuthor).valid());
}

TEST(ContentReader, ReadsPrefixedElements) {
  Diagnostics diagnostics;
  const auto tree = read_content(
      "x.xml",
      "<b:leaflet xmlns:b='urn:bifolium:content:1'><b:meta><b:title>T</b:title></b:meta>"
      "<b:p>x</b:p></b:leaflet>",
      diagnostics);
  ASSERT_TRUE(tree);
  EXPECT_TRUE(diagnostics.all().empty());
  EXPECT_EQ(outline(*tree, tree->root()), "(leaflet (meta (title 'T')) (p 'x'))");
}

TEST(ContentReader, ReadsEveryShippedLeafletWithoutAWord) {
  constexpr std::size_t kLimit = 1U << 20;
  int read_files = 0;
  for (const char* folder : {"content", "tests/content"}) {
    const auto path = std::filesystem::path(BIFOLIUM_SOURCE_DIR) / folder;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().extension() != ".xml") continue;
      const auto bytes = read_file(entry.path().string(), kLimit);
      ASSERT_TRUE(bytes);
      Diagnostics diagnostics;
      EXPECT_TRUE(read_content(entry.path().filename().string(), *bytes, diagnostics));
      for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << diagnostic_text(d);
      ++read_files;
    }
  }
  EXPECT_GT(read_files, 0);
}

TEST(ContentNames, GoThereAndBack) {
  for (int i = 1; i <= static_cast<int>(Element::kValue); ++i) {
    const auto element = static_cast<Element>(i);
    if (element == Element::kDeclaredValue) continue;  // The reader tells it by its parent.
    EXPECT_EQ(element_named(element_name(element)), element);
  }
  EXPECT_EQ(element_named("table"), Element::kText);
  EXPECT_EQ(element_named("#text"), Element::kText);
}

TEST(ContentValues, HoldDatesToTheCalendar) {
  for (const char* good : {"2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    EXPECT_TRUE(is_calendar_date(good)) << good;
  }
  for (const char* bad : {"2026-02-29", "1900-02-29", "2026-04-31", "2026-00-01", "2026-1-1",
                          "0000-01-01", "2026-01-00", "2026-01-01Z", "20260101", ""}) {
    EXPECT_FALSE(is_calendar_date(bad)) << bad;
  }
}

TEST(ContentValues, HoldLanguagesToTheirForm) {
  for (const char* good : {"en", "en-GB", "zh-Hant-TW", "sr-Latn", "de-1996", "kok"}) {
    EXPECT_TRUE(is_language_tag(good)) << good;
  }
  for (const char* bad :
       {"", "e", "english", "en_GB", "en-", "-en", "en--GB", "en-toolongsub", "e1"}) {
    EXPECT_FALSE(is_language_tag(bad)) << bad;
  }
}

TEST(ContentValues, HoldIdsToNamesWithoutColon) {
  for (const char* good : {"a", "_a", "a-1.b", "über", "α"}) EXPECT_TRUE(is_ncname(good)) << good;
  for (const char* bad : {"", "1a", "-a", ".a", "a:b", "a b", "·a", "a\u2014b"}) {
    EXPECT_FALSE(is_ncname(bad)) << bad;
  }
}

TEST(ContentValues, HoldAddressesToTheirSchemesAndCharacters) {
  for (const char* good :
       {"https://example.org", "http://a.b/c?d=e&f=%C3%A9#g", "tel:+442079460123",
        "mailto:a.b@example.org", "http://[2001:db8::1]/"}) {
    EXPECT_TRUE(is_address(good)) << good;
  }
  for (const char* bad :
       {"", "https://", "example.org", "ftp://a", "file:///etc", "javascript:x", "https://a b",
        "https://a/%g1", "https://a/%4", "https://é", "a:https://b"}) {
    EXPECT_FALSE(is_address(bad)) << bad;
  }
}

}  // namespace
}  // namespace bifolium

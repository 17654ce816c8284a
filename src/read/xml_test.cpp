#include "read/xml.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bifolium {
namespace {

using std::string_literals::operator""s;

std::optional<XmlDocument> parse(std::string_view bytes, Diagnostics& diagnostics) {
  return XmlDocument::parse(std::make_shared<const SourceFile>(SourceFile{"x.xml"}), bytes,
                            diagnostics);
}

XmlDocument parsed(std::string_view bytes) {
  Diagnostics diagnostics;
  auto document = parse(bytes, diagnostics);
  EXPECT_TRUE(document) << (diagnostics.all().empty() ? "" : diagnostics.all()[0].message);
  return std::move(*document);
}

std::string place(const SourceSpan& span) {
  return std::to_string(span.line) + ":" + std::to_string(span.column);
}

TEST(XmlGate, RefusesWhatPugixmlAloneWouldTake) {
  // Each was tried with pugixml 1.13: it reports no error, and the text changes or stays wrong.
  const std::vector<std::string> ill_formed{
      "<a>x & y</a>", "<a>&dose;</a>", "<a b='1' b='2'/>", "<a/><b/>", "<a b='x<y'/>",
      "<a><!-- x -- y --></a>", "<a>&#0;</a>", "<a>&#1;</a>", "<a>&#xD800;</a>",
      "<a>&#x110000;</a>", "<a>\x01</a>", "<a>]]></a>",
      // invalid UTF-8: cp1252 quotes, a lone continuation, a lead without one, overlong forms, a
      // surrogate, past U+10FFFF, cut-off sequences, bytes that never occur
      "<a>\x93x\x94</a>", "<a>\x80</a>", "<a>\xC3</a>", "<a>\xC0\x80</a>", "<a>\xE0\x80\x80</a>",
      "<a>\xF0\x80\x80\x80</a>", "<a>\xED\xA0\x80</a>", "<a>\xF4\x90\x80\x80</a>",
      "<a>\xE2\x82</a>", "<a>\xF0\x9F\x98</a>", "<a>\xFE</a>", "<a>\xFF</a>"};
  for (const std::string& bytes : ill_formed) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse(bytes, diagnostics)) << bytes;
    EXPECT_EQ(diagnostics.all().size(), 1U) << bytes;
    EXPECT_TRUE(diagnostics.has_errors()) << bytes;
  }
}

TEST(XmlGate, PlacesTheFaultByCharactersNotBytes) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse("<a>\n\tαβγ & δ</a>", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].line, 2U);
  EXPECT_EQ(diagnostics.all()[0].column, 6U);  // tab, three letters, space, '&'
}

TEST(XmlGate, RefusesWideEncodingsWithAndWithoutAMark) {
  for (const std::string& bytes :
       {"\xFF\xFE<\0a\0"s, "\xFE\xFF\0<\0a"s, "<\0a\0/\0>\0"s, "\0<\0a"s, "<\0\0\0"s}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse(bytes, diagnostics));
    ASSERT_EQ(diagnostics.all().size(), 1U);
    EXPECT_EQ(diagnostics.all()[0].code, static_cast<int>(DiagnosticCode::kWideEncoding));
  }
}

TEST(XmlGate, TakesUtf8InAnyCaseOfItsName) {
  EXPECT_STREQ(parsed("<?xml version='1.0' encoding='utf-8'?><a/>").root().name(), "a");
}

TEST(XmlGate, RefusesMoreThanTheStatedBytes) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse("<a>" + std::string(kMaxXmlBytes, 'x') + "</a>", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].code, static_cast<int>(DiagnosticCode::kXmlTooLarge));
}

TEST(XmlGate, RefusesMoreThanTheStatedElements) {
  std::string bytes = "<a>";
  for (int i = 0; i < kMaxXmlElements; ++i) bytes += "<a/>";
  Diagnostics diagnostics;
  EXPECT_FALSE(parse(bytes + "</a>", diagnostics));
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].code, static_cast<int>(DiagnosticCode::kXmlTooManyElements));
}

TEST(XmlGate, TakesTheStatedDepthAndNoMore) {
  const auto nested = [](int depth) {
    std::string bytes;
    for (int i = 0; i < depth; ++i) bytes += "<a>";
    for (int i = 0; i < depth; ++i) bytes += "</a>";
    return bytes;
  };
  Diagnostics diagnostics;
  EXPECT_TRUE(parse(nested(kMaxXmlDepth), diagnostics));
  EXPECT_FALSE(parse(nested(kMaxXmlDepth + 1), diagnostics));
}

TEST(XmlDocument, CountsLinesByAllThreeLineEnds) {
  const XmlDocument document = parsed("<a>\r\n<b/>\r<c/>\n<d/></a>");
  EXPECT_EQ(place(document.span(document.root().child("b"))), "2:1");
  EXPECT_EQ(place(document.span(document.root().child("c"))), "3:1");
  EXPECT_EQ(place(document.span(document.root().child("d"))), "4:1");
}

TEST(XmlDocument, StartsAtColumnOneAfterAByteOrderMark) {
  const XmlDocument document = parsed("\xEF\xBB\xBF<a b='1'/>");
  EXPECT_EQ(place(document.span(document.root())), "1:1");
  EXPECT_EQ(place(document.span(document.root(), document.root().first_attribute())), "1:4");
}

TEST(XmlDocument, PlacesTextAtItsFirstCharacterThatIsNoSpace) {
  const XmlDocument document = parsed("<a>\n  é<b/> x</a>");
  EXPECT_EQ(place(document.span(document.root().first_child())), "2:3");
  EXPECT_EQ(place(document.span(document.root().child("b"))), "2:4");
  EXPECT_EQ(place(document.span(document.root().last_child())), "2:9");
}

TEST(XmlDocument, PlacesAttributesBehindValuesThatLookLikeThem) {
  const XmlDocument document = parsed("<a x='y=\"1\" ' \n  y = \"'>\" xy=''/>");
  EXPECT_EQ(place(document.span(document.root(), document.root().attribute("x"))), "1:4");
  EXPECT_EQ(place(document.span(document.root(), document.root().attribute("y"))), "2:3");
  EXPECT_EQ(place(document.span(document.root(), document.root().attribute("xy"))), "2:12");
}

TEST(XmlDocument, PlacesTheLastOfAHundredThousandOnOneLineQuickly) {
  std::string bytes = "<a>";
  constexpr int kMany = 100'000;
  for (int i = 0; i < kMany; ++i) bytes += "<é/>";
  const XmlDocument document = parsed(bytes + "</a>");
  std::uint32_t column = 4;
  for (const pugi::xml_node child : document.root().children()) {
    ASSERT_EQ(document.span(child).column, column);
    column += 4;
  }
}

TEST(XmlDocument, NormalizesLineEndsAndAttributeSpace) {
  // XML 1.0, 2.11 and 3.3.3: a reference keeps its character, white space as typed becomes spaces.
  const XmlDocument document = parsed("<a b='1\r\n2\t3&#10;4'>x\r\ny\rz</a>");
  EXPECT_STREQ(document.root().attribute("b").value(), "1 2 3\n4");
  EXPECT_EQ(XmlDocument::text(document.root()), "x\ny\nz");
}

TEST(XmlDocument, JoinsTextAroundCommentsAndInstructions) {
  const XmlDocument document =
      parsed("<a>one<!-- c --> two<?p i?> <![CDATA[<three>]]>&amp;&#x3B1;</a>");
  EXPECT_EQ(XmlDocument::text(document.root()), "one two <three>&α");
}

TEST(XmlDocument, KnowsTheNamespaceOfPrefixedElements) {
  const XmlDocument document =
      parsed("<p:a xmlns:p='urn:one'><p:b/><c/><d xmlns='urn:two'><e/></d></p:a>");
  const pugi::xml_node root = document.root();
  EXPECT_EQ(XmlDocument::local_name(root), "a");
  EXPECT_EQ(document.namespace_of(root), "urn:one");
  EXPECT_EQ(document.namespace_of(root.child("p:b")), "urn:one");
  EXPECT_EQ(document.namespace_of(root.child("c")), "");
  EXPECT_EQ(document.namespace_of(root.child("d").child("e")), "urn:two");
}

TEST(NearestName, FindsSlipsAndSwaps) {
  const std::vector<std::string_view> known{"section", "list", "item", "em"};
  EXPECT_EQ(nearest_name("secton", known), "section");
  EXPECT_EQ(nearest_name("setcion", known), "section");
  EXPECT_EQ(nearest_name("lsit", known), "list");
  EXPECT_EQ(nearest_name("ITEM", known), "item");
}

TEST(NearestName, IsEmptyWhereNoneIsNear) {
  EXPECT_EQ(nearest_name("table", {"section", "list"}), "");
  EXPECT_EQ(nearest_name("x", {"p", "q"}), "");
  EXPECT_EQ(nearest_name(std::string(5000, 'x'), {"section"}), "");
}

}  // namespace
}  // namespace bifolium

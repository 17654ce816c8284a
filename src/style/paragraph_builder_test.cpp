#include "style/paragraph_builder.h"

#include <gtest/gtest.h>

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::SampleOptions;
using test::StyledSample;

/// The first paragraph of the text, with its inline elements marked.
std::string marked(std::string_view inline_content, std::string_view more = "",
                   SampleOptions options = {}) {
  const StyledSample sample("<p>Mark " + std::string(inline_content) + "</p>" + std::string(more),
                            options);
  return StyledSample::marked(sample.paragraph("Mark"));
}

constexpr std::string_view kSection =
    "<section xml:id='s'><title>After surgery</title><p>Rest.</p></section>";

std::string references(std::string_view print) {
  return "<references print='" + std::string(print) +
         "'><reference xml:id='r' href='https://a.example'><title>A</title></reference>"
         "<reference xml:id='q' href='https://b.example'><title>B</title></reference>"
         "</references>";
}

TEST(ParagraphBuilder, GivesEachInlineElementItsStructure) {
  EXPECT_EQ(marked("<em>a</em>"), "Mark <Em>a</Em>");
  EXPECT_EQ(marked("<strong>a</strong>"), "Mark <Strong>a</Strong>");
  EXPECT_EQ(marked("<abbr title='general practitioner'>GP</abbr>"), "Mark <Span>GP</Span>");
  EXPECT_EQ(marked("<foreign xml:lang='fr'>oui</foreign>"), "Mark <Span>oui</Span>");
  EXPECT_EQ(marked("<link href='https://a.example'>a</link>"), "Mark <Link>a</Link>");
  for (const char* plain : {"<sub>a</sub>", "<sup>a</sup>", "<measure>a</measure>",
                            "<date iso='2026-11-01'>a</date>"}) {
    EXPECT_EQ(marked(plain), "Mark <->a</->") << plain;
  }
  EXPECT_EQ(marked("<em>a <strong>b</strong> c</em>."), "Mark <Em>a <Strong>b</Strong> c</Em>.");
}

TEST(ParagraphBuilder, OpensAParagraphWithItsRunInHead) {
  const StyledSample sample("<p><lead>Pain.</lead> Call us.</p>");
  EXPECT_EQ(StyledSample::marked(sample.paragraph("Pain")), "<Span>Pain.</Span> Call us.");
}

TEST(ParagraphBuilder, KeepsTogetherWhatMayNeverSplit) {
  for (const char* xml :
       {"<phone>01223 1</phone>", "<email>a@b.org</email>", "<measure>5 mg</measure>",
        "<date iso='2026-11-01'>1 November</date>", "<em><measure>5 mg</measure></em>"}) {
    const StyledSample sample("<p>Mark " + std::string(xml) + ".</p>");
    const Paragraph& p = sample.paragraph("Mark");
    const Inline& last = p.inlines[InlineId{p.inlines.size() - 1}];
    EXPECT_TRUE(last.protect) << xml << " " << StyledSample::marked(p);
    EXPECT_TRUE(last.isolate) << xml;
    EXPECT_FALSE(p.root().protect);
  }
}

TEST(ParagraphBuilder, GivesAbbreviationsTheirExpansionAndForeignWordsTheirLanguage) {
  const StyledSample sample(
      "<p>Mark <abbr title='general practitioner'>GP</abbr>, <foreign xml:lang='fr'>oui</foreign>"
      "</p>");
  EXPECT_EQ(sample.inline_of("Mark", StructType::kSpan).expansion, "general practitioner");
  const Paragraph& p = sample.paragraph("Mark");
  EXPECT_EQ(p.inlines[InlineId{2}].language, "fr");
  EXPECT_TRUE(p.inlines[InlineId{2}].isolate);
  EXPECT_EQ(p.inlines[InlineId{1}].language, "en");
}

TEST(ParagraphBuilder, TurnsForcedBreaksIntoLineSeparators) {
  EXPECT_EQ(marked("one<br/>two"), "Mark one|two");
}

TEST(ParagraphBuilder, DescribesLinksInTheDocumentsLanguage) {
  const auto says = [](std::string_view href, std::string_view language) {
    SampleOptions options;
    options.language = language;
    options.words = language;
    const StyledSample sample("<p>Mark <link href='" + std::string(href) + "'>here</link></p>",
                              options);
    return sample.inline_of("Mark", StructType::kLink).description;
  };
  EXPECT_EQ(says("https://a.example/b", "en"), "Opens https://a.example/b");
  EXPECT_EQ(says("mailto:a@b.example", "en"), "Write an email to a@b.example");
  EXPECT_EQ(says("tel:+441223", "en"), "Call +441223");
  EXPECT_NE(says("https://a.example/b", "el"), says("https://a.example/b", "en"));
  EXPECT_NE(says("https://a.example/b", "uk"), says("https://a.example/b", "el"));
}

TEST(ParagraphBuilder, KnowsAnAddressThatIsShownAsItself) {
  const auto address = [](std::string_view shown) {
    const StyledSample sample("<p>Mark <link href='https://a.example/b'>" + std::string(shown) +
                              "</link></p>");
    return sample.inline_of("Mark", StructType::kLink).address;
  };
  EXPECT_TRUE(address("https://a.example/b"));
  EXPECT_TRUE(address("a.example/b"));
  EXPECT_FALSE(address("our page"));
}

TEST(ParagraphBuilder, AWordThatHappensToStandInTheAddressIsNoAddress) {
  // It would then break before its marks, without a hyphen, as addresses do.
  const StyledSample sample(
      "<p>Mark <link href='https://a.example/sarcoma-care'>sarcoma</link></p>");
  EXPECT_FALSE(sample.inline_of("Mark", StructType::kLink).address);
}

TEST(ParagraphBuilder, QuotesNestWithTheMarksOfTheirDepth) {
  EXPECT_EQ(marked("<q>a <q>b <q>c</q></q></q>"),
            "Mark <Quote>“a <Quote>‘b <Quote>“c”</Quote>’</Quote>”</Quote>");
  EXPECT_EQ(marked("<q>a</q> <q>b</q>"), "Mark <Quote>“a”</Quote> <Quote>“b”</Quote>");
}

TEST(ParagraphBuilder, CrossReferencesNameTitleAndPage) {
  const StyledSample sample("<p>Mark <xref to='s'/>.</p>" + std::string(kSection));
  const Paragraph& p = sample.paragraph("Mark");
  EXPECT_EQ(StyledSample::marked(p),
            "Mark <Reference><Link>“After surgery” on page\u00A0<->0</-></Link></Reference>.");
  const Inline& link = sample.inline_of("Mark", StructType::kLink);
  EXPECT_EQ(link.target, "s");
  EXPECT_EQ(link.description, "Go to After surgery");
  ASSERT_EQ(p.fields.size(), 1U);
  EXPECT_EQ(p.fields[0].target, "s");
  EXPECT_EQ(to_utf8(std::u16string_view(p.text).substr(p.fields[0].begin, 1)), "0");
}

TEST(ParagraphBuilder, CrossReferencesWithWordsKeepThem) {
  EXPECT_EQ(marked("<xref to='s'>see <em>there</em></xref>", kSection),
            "Mark <Reference><Link>see <Em>there</Em> (page\u00A0<->0</->)</Link></Reference>");
}

TEST(ParagraphBuilder, CrossReferencesToWhatHasNoTitleNameThePage) {
  EXPECT_EQ(marked("<xref to='s'/>", "<p xml:id='s'>Rest.</p>"),
            "Mark <Reference><Link>page\u00A0<->0</-></Link></Reference>");
}

TEST(ParagraphBuilder, PageNumbersHaveFiguresOfOneWidth) {
  const StyledSample sample("<p>Mark <xref to='s'/>.</p>" + std::string(kSection));
  const Paragraph& p = sample.paragraph("Mark");
  const Inline& field = p.inlines[InlineId{p.inlines.size() - 1}];
  const std::vector<FontFeature> tabular{{0x746E756D, 1}};
  EXPECT_EQ(sample.style(field).features, tabular);
}

TEST(ParagraphBuilder, CitationsPrintTheNumberAndLead) {
  EXPECT_EQ(marked("a <cite to='q'/> b <cite to='r'/>.", references("full")),
            "Mark a <Reference><Link>[1]</Link></Reference> b "
            "<Reference><Link>[2]</Link></Reference>.");
  const StyledSample sample("<p>Mark <cite to='q'/></p>" + references("link"));
  const Inline& link = sample.inline_of("Mark", StructType::kLink);
  EXPECT_EQ(link.target, "q");
  EXPECT_EQ(link.description, "Reference 1");
  EXPECT_TRUE(sample.inline_of("Mark", StructType::kReference).protect);
}

TEST(ParagraphBuilder, CitationsKeptOnFileTakeTheSpaceBeforeThemAlong) {
  EXPECT_EQ(marked("a <cite to='r'/>.", references("none")), "Mark a.");
  EXPECT_EQ(marked("a&#xA0;<cite to='r'/>.", references("none")), "Mark a.");
  EXPECT_EQ(marked("a<cite to='r'/>.", references("none")), "Mark a.");
  EXPECT_EQ(marked("a <cite to='r'/> <cite to='q'/>.", references("none")), "Mark a.");
  EXPECT_EQ(marked("a <cite to='r'/> b.", references("none")), "Mark a b.");
  EXPECT_EQ(marked("<em>a </em><cite to='r'/>.", references("none")), "Mark <Em>a</Em>.");
}

TEST(ParagraphBuilder, RangesStayInOrderWhereACitationLeavesNothing) {
  const StyledSample sample("<p>Mark a <em><cite to='r'/></em>.</p>" + references("none"));
  const Paragraph& p = sample.paragraph("Mark");
  for (const Inline& in : p.inlines) {
    EXPECT_LE(in.begin, in.end);
    EXPECT_LE(in.end, p.text.size());
  }
  EXPECT_EQ(to_utf8(p.text), "Mark a.");
}

TEST(ParagraphBuilder, RunsFromRightToLeftWithTheDocument) {
  SampleOptions options;
  options.language = "ar";
  EXPECT_TRUE(StyledSample("<p>مرحبا</p>", options).paragraph("مرحبا").right_to_left);
  EXPECT_FALSE(StyledSample("<p>Hello</p>").paragraph("Hello").right_to_left);
  options.language = "en";
  options.attributes = "dir='rtl'";
  EXPECT_TRUE(StyledSample("<p>Hello</p>", options).paragraph("Hello").right_to_left);
}

TEST(ParagraphBuilder, TakesTheParagraphsLooksFromItsBox) {
  SampleOptions options;
  options.rules =
      "<style match='p' align='end' hyphenate='yes' variants='no' leading='17pt' indent='6pt'"
      " widows='3' orphans='4'/>";
  const Paragraph p = StyledSample("<p>Mark</p>", options).paragraph("Mark");
  EXPECT_EQ(p.align, Align::kEnd);
  EXPECT_TRUE(p.hyphenate);
  EXPECT_FALSE(p.variants);
  EXPECT_EQ(p.leading, Length::points(17));
  EXPECT_EQ(p.indent, Length::points(6));
  EXPECT_EQ(p.widows, 3);
  EXPECT_EQ(p.orphans, 4);
}

TEST(ParagraphBuilder, InlineElementsHaveTheirOwnStyles) {
  SampleOptions options;
  options.rules = "<style match='strong' weight='700'/><style match='sup' size='0.7em'/>";
  const StyledSample sample("<p>Mark <strong>a<sup>b</sup></strong></p>", options);
  const Paragraph& p = sample.paragraph("Mark");
  EXPECT_EQ(sample.style(p.root()).weight, 400);
  EXPECT_EQ(sample.style(p.inlines[InlineId{1}]).weight, 700);
  EXPECT_EQ(sample.style(p.inlines[InlineId{2}]).weight, 700);
  EXPECT_EQ(sample.style(p.inlines[InlineId{2}]).size, Length::points(7));
}

}  // namespace
}  // namespace bifolium

#include "style/body_builder.h"

#include <gtest/gtest.h>

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::SampleOptions;
using test::StyledSample;
using test::tree_of;

TEST(HeadingType, IsAParagraphBelowTheSixthLevel) {
  EXPECT_EQ(heading_type(1), StructType::kH1);
  EXPECT_EQ(heading_type(6), StructType::kH6);
  EXPECT_EQ(heading_type(7), StructType::kP);
}

TEST(BodyBuilder, SectionsTakeTheHeadingOfTheirDepth) {
  EXPECT_EQ(tree_of("<section><title>A</title><section><title>B</title><section><title>C</title>"
                    "<section><title>D</title><section><title>E</title><p>x</p></section></section>"
                    "</section></section></section>"),
            "Sect\n"
            "  H2 A\n"
            "  Sect\n"
            "    H3 B\n"
            "    Sect\n"
            "      H4 C\n"
            "      Sect\n"
            "        H5 D\n"
            "        Sect\n"
            "          H6 E\n"
            "          P x\n");
}

TEST(BodyBuilder, HeadingsStandInTheOutlineAndStayWithWhatFollows) {
  const StyledSample sample(
      "<section xml:id='a'><title>A</title><section><title>B</title><p>x</p></section></section>");
  const Block& a = sample.block("A");
  EXPECT_EQ(sample.block("A title").outline_level, 0);
  const Block* outer = nullptr;
  for (const Block& b : sample.document.blocks) {
    if (b.structure == StructType::kH2) outer = &b;
  }
  ASSERT_NE(outer, nullptr);
  EXPECT_EQ(outer->outline_level, 1);
  EXPECT_TRUE(outer->section_title);
  EXPECT_TRUE(outer->style.keep_with_next);
  EXPECT_FALSE(sample.document.paragraphs[outer->paragraph].variants);
  EXPECT_EQ(sample.parent(*outer).destination, "a");
  EXPECT_EQ(sample.block("B").outline_level, 2);
  EXPECT_FALSE(sample.block("B").section_title);
  EXPECT_TRUE(a.style.keep_with_next);
}

TEST(BodyBuilder, ListsAreLabelsAndBodies) {
  EXPECT_EQ(tree_of("<list><item>a</item><item><p>b</p><p>c</p></item></list>"),
            "L\n"
            "  LI\n    Lbl •\n    LBody\n      P a\n"
            "  LI\n    Lbl •\n    LBody\n      P b\n      P c\n");
}

TEST(BodyBuilder, ListsWithinListsStandInTheBodyOfTheirItem) {
  EXPECT_EQ(tree_of("<list kind='number'><item><p>a</p><list kind='letter'><item>b</item></list>"
                    "</item><item>c</item></list>"),
            "L\n"
            "  LI\n    Lbl 1.\n    LBody\n      P a\n"
            "      L\n        LI\n          Lbl a.\n          LBody\n            P b\n"
            "  LI\n    Lbl 2.\n    LBody\n      P c\n");
}

TEST(BodyBuilder, ListsCountFromTheirStart) {
  EXPECT_EQ(tree_of("<list kind='roman' start='4'><item>a</item><item>b</item></list>"),
            "L\n  LI\n    Lbl iv.\n    LBody\n      P a\n  LI\n    Lbl v.\n    LBody\n      P b\n");
  EXPECT_EQ(tree_of("<steps><step>a</step><step>b</step></steps>"),
            "L\n  LI\n    Lbl 1.\n    LBody\n      P a\n  LI\n    Lbl 2.\n    LBody\n      P b\n");
}

TEST(BodyBuilder, ListsWithoutLabelsHaveNone) {
  EXPECT_EQ(tree_of("<list kind='none'><item>a</item></list>"), "L\n  LI\n    LBody\n      P a\n");
}

TEST(BodyBuilder, ListsSayHowTheyAreNumbered) {
  const auto numbering = [](std::string_view xml, std::string rules = "") {
    SampleOptions options;
    options.rules = std::move(rules);
    const StyledSample sample(xml, options);
    for (const Block& b : sample.document.blocks) {
      if (b.structure == StructType::kL && b.first_child) return b.numbering;
    }
    return ListNumbering::kCircle;
  };
  EXPECT_EQ(numbering("<list><item>a</item></list>"), ListNumbering::kDisc);
  EXPECT_EQ(numbering("<list kind='check'><item>a</item></list>"), ListNumbering::kSquare);
  EXPECT_EQ(numbering("<steps><step>a</step></steps>"), ListNumbering::kDecimal);
  EXPECT_EQ(numbering("<list kind='letter'><item>a</item></list>"), ListNumbering::kLowerAlpha);
  EXPECT_EQ(numbering("<list kind='none'><item>a</item></list>"), ListNumbering::kNone);
  EXPECT_EQ(numbering("<list><item>a</item></list>", "<style match='item' marker='upper-roman'/>"),
            ListNumbering::kUpperRoman);
}

TEST(BodyBuilder, LabelsLookAsTheMarkerSays) {
  SampleOptions options;
  options.rules =
      "<style match='item' hang='12pt' marker='decimal' marker-color='accent' "
      "marker-weight='700'/>";
  const StyledSample sample("<list><item>a</item></list>", options);
  const Block& label = sample.block("1.");
  EXPECT_TRUE(label.hung_label);
  EXPECT_EQ(label.label_width, Length::points(12));
  EXPECT_EQ(sample.style("1.").weight, 700);
  EXPECT_EQ(sample.style("1.").color, (Color{0x0B, 0x4F, 0x6C}));
  EXPECT_EQ(sample.style("a").weight, 400);
}

TEST(BodyBuilder, DiscsAreScaledAndCenteredOnTheXHeight) {
  SampleOptions options;
  options.rules = "<style match='item' marker-size='5pt'/>";
  const StyledSample sample("<list><item>a</item></list>", options);
  const TextStyle& label = sample.style("•");
  const Face* face = test::sample_fonts().face(FaceId{0});
  ASSERT_NE(face, nullptr);
  const GlyphBox disc = face->ink_box(face->glyph(U'•'));
  const int upem = face->metrics().upem;
  const Length height = label.size.scaled({disc.y_max - disc.y_min, upem});
  EXPECT_LT(max(height - Length::points(5), Length::points(5) - height), Length::millipoints(2));
  const Length center =
      label.size.scaled({disc.y_max + disc.y_min, 2 * upem}) + label.baseline_shift;
  const Length wanted = Length::points(10).scaled({face->metrics().x_height, 2 * upem});
  EXPECT_LT(max(center - wanted, wanted - center), Length::millipoints(2));
}

TEST(BodyBuilder, AnIntroductionStaysWithItsList) {
  const StyledSample sample(
      "<p>You may have:</p><list><item>pain</item></list><p>Call us.</p><list><item>x</item></list>"
      "<p>Bring:</p><p>nothing</p>");
  EXPECT_TRUE(sample.block("You may").list_intro);
  EXPECT_FALSE(sample.block("Call us").list_intro);
  EXPECT_FALSE(sample.block("Bring").list_intro);
}

TEST(BodyBuilder, DefinitionsAreAListOfTerms) {
  EXPECT_EQ(tree_of("<definitions><term>a</term><definition>b</definition><term>c</term>"
                    "<definition><p>d</p><p>e</p></definition></definitions>"),
            "L\n"
            "  LI\n    Lbl a\n    LBody\n      P b\n"
            "  LI\n    Lbl c\n    LBody\n      P d\n      P e\n");
}

TEST(BodyBuilder, QuestionsAreHeadingsOfTheLevelBelow) {
  EXPECT_EQ(tree_of("<section><title>A</title><faq><question>b?</question><answer>c</answer>"
                    "<question>d?</question><answer><p>e</p><p>f</p></answer></faq></section>"),
            "Sect\n"
            "  H2 A\n"
            "  -\n"
            "    Div\n      H3 b?\n      -\n        P c\n"
            "    Div\n      H3 d?\n      -\n        P e\n        P f\n");
}

TEST(BodyBuilder, KeyPointsAreABoxWithATitle) {
  EXPECT_EQ(tree_of("<key-points><item>a</item></key-points>"),
            "Callout\n  H2 Key points\n  L\n    LI\n      Lbl •\n      LBody\n        P a\n");
  EXPECT_EQ(tree_of("<key-points><title>In short</title><item>a</item></key-points>"),
            "Callout\n  H2 In short\n  L\n    LI\n      Lbl •\n      LBody\n        P a\n");
}

TEST(BodyBuilder, CalloutsSayTheirKindInWords) {
  const auto title = [](std::string_view attributes, std::string words = "en") {
    SampleOptions options;
    options.language = words;
    options.words = words;
    const std::string tree =
        StyledSample("<callout" + std::string(attributes) + "><p>x</p></callout>", options).tree();
    const std::size_t at = tree.find("Callout\n  H2 ");
    return at == std::string::npos ? tree
                                   : tree.substr(at + 13, tree.find('\n', at + 13) - at - 13);
  };
  EXPECT_EQ(title(" kind='information'"), "Good to know");
  EXPECT_EQ(title(" kind='important'"), "Important");
  EXPECT_EQ(title(" kind='warning'"), "Warning");
  EXPECT_EQ(title(" kind='emergency'"), "Emergency");
  EXPECT_EQ(title(" kind='warning'", "el"), *test::shipped_words("el").find("warning"));
  EXPECT_EQ(tree_of("<callout kind='warning'><title>Call 999</title><p>x</p></callout>"),
            "Callout\n  H2 Call 999\n  P x\n");
}

TEST(BodyBuilder, AnEmergencyBoxStaysWithTheListBeforeIt) {
  const std::string_view list = "<list><item>x</item></list>";
  const auto keeps = [](const std::string& xml) {
    const StyledSample sample(xml);
    for (const Block& b : sample.document.blocks) {
      if (b.structure == StructType::kCallout) return b.keep_with_previous;
    }
    return false;
  };
  const std::string emergency = "<callout kind='emergency'><p>Call 999.</p></callout>";
  EXPECT_TRUE(keeps(std::string(list) + emergency));
  EXPECT_FALSE(keeps(std::string(list) + "<p>x</p>" + emergency));
  EXPECT_FALSE(keeps(std::string(list) + "<callout kind='warning'><p>y</p></callout>"));
  EXPECT_FALSE(keeps(emergency));
}

TEST(BodyBuilder, QuotesAreBlocks) {
  EXPECT_EQ(tree_of("<quote><p>a</p><p>b</p></quote>"), "BlockQuote\n  P a\n  P b\n");
}

TEST(BodyBuilder, ContactsAreLinesWithLabelsAndLinks) {
  EXPECT_EQ(tree_of("<contacts><contact><name>Ward 5</name><phone>01223 217 000</phone>"
                    "<email>ward5@example.org</email><link href='https://example.org'>our page"
                    "</link><address>1 Hills Road</address><hours>9 to 5</hours></contact>"
                    "</contacts>"),
            "-\n"
            "  Div\n"
            "    P Ward 5\n"
            "    P <Span>Phone</Span> <Link>01223 217 000</Link>\n"
            "    P <Span>Email</Span> <Link>ward5@example.org</Link>\n"
            "    P <Span>Website</Span> <Link>our page</Link>\n"
            "    P <Span>Address</Span> 1 Hills Road\n"
            "    P <Span>Opening hours</Span> 9 to 5\n");
}

/// The address that a contact's phone number leads to.
std::string dials(const std::string& number) {
  const StyledSample sample("<contacts><contact><name>W</name><phone>" + number +
                            "</phone></contact></contacts>");
  return sample.inline_of("Phone", StructType::kLink).href;
}

TEST(BodyBuilder, PhoneNumbersDialWithoutSpaces) {
  EXPECT_EQ(dials("01223 217 000"), "tel:01223217000");
  EXPECT_EQ(dials("+44 1223 217000"), "tel:+441223217000");
}

// RFC 3966, 5: of marks, only - . ( ) may stand in a number; and a trunk prefix in brackets is not
// dialled after a country code: +44 (0)20 is +44 20.
TEST(BodyBuilder, PhoneNumbersDialWhatAPersonWouldDial) {
  EXPECT_EQ(dials("+44 (0)1223 217000"), "tel:+441223217000");
  EXPECT_EQ(dials("030/123 456").find('/'), std::string::npos);
}

TEST(BodyBuilder, ReferencesAreAListOfEntries) {
  const std::string tree = tree_of(
      "<p>x<cite to='b'/><cite to='a'/></p><references>"
      "<reference xml:id='a' href='https://a.example' accessed='2026-10-01'>"
      "<title>A</title><source>NHS</source></reference>"
      "<reference xml:id='b' href='https://b.example'><title>B</title></reference>"
      "</references>");
  EXPECT_EQ(tree.substr(tree.find('\n') + 1),
            "Sect\n"
            "  H2 References\n"
            "  P We used these sources to write this leaflet. You can read more there.\n"
            "  L\n"
            "    LI\n      Lbl 1\n      LBody\n"
            "        P <BibEntry>B</BibEntry>\n"
            "        P <Link>https://b.example</Link>\n"
            "    LI\n      Lbl 2\n      LBody\n"
            "        P <BibEntry>A</BibEntry>\n"
            "        P NHS Read on October 1, 2026\n"
            "        P <Link>https://a.example</Link>\n");
}

TEST(BodyBuilder, ReferencesByLinkLetTheTitleLead) {
  const std::string tree = tree_of(
      "<p>x<cite to='a'/></p><references print='link'><reference xml:id='a' "
      "href='https://a.example'><title>A</title></reference></references>");
  EXPECT_NE(tree.find("P <BibEntry><Link>A</Link></BibEntry>\n"), std::string::npos) << tree;
  EXPECT_EQ(tree.find("P <Link>https"), std::string::npos) << tree;
}

TEST(BodyBuilder, ReferencesKeptOnFileAreNotPrinted) {
  EXPECT_EQ(tree_of("<p>x<cite to='a'/></p><references print='none'><reference xml:id='a' "
                    "href='https://a.example'><title>A</title></reference></references>"),
            "P x\n");
}

TEST(BodyBuilder, BlocksCarryLanguageAndDestination) {
  const StyledSample sample(
      "<section xml:id='s' xml:lang='fr'><title>Bonjour</title><p>Oui</p>"
      "<p xml:id='d' xml:lang='de'>Ja</p></section>");
  EXPECT_EQ(sample.block("Oui").language, "fr");
  EXPECT_EQ(sample.block("Ja").language, "de");
  EXPECT_EQ(sample.block("Ja").destination, "d");
  EXPECT_EQ(sample.paragraph("Ja").root().language, "de");
  EXPECT_EQ(sample.paragraph("Oui").root().language, "fr");
}

TEST(BodyBuilder, ALayoutCantHideReviewedText) {
  for (const char* name : {"p", "list", "item", "callout", "section", "title", "faq", "question",
                           "quote", "contacts", "phone", "definitions", "term"}) {
    SampleOptions options;
    options.rules = "<style match='" + std::string(name) + "' display='none'/>";
    const StyledSample sample(
        "<section><title>T</title><p>x</p><list><item>a</item></list><callout "
        "kind='warning'><p>b</p></callout>"
        "<faq><question>c</question><answer>d</answer></faq><quote><p>e</p></"
        "quote><contacts><contact>"
        "<name>N</name><phone>01223</phone></contact></contacts><definitions><term>f</term>"
        "<definition>g</definition></definitions></section>",
        options);
    EXPECT_TRUE(sample.diagnostics.has_errors()) << name;
    for (const Diagnostic& d : sample.diagnostics.all()) {
      EXPECT_EQ(d.message, "the layout hides <" + std::string(name) + ">");
      EXPECT_GT(d.line, 0U);
    }
  }
}

}  // namespace
}  // namespace bifolium

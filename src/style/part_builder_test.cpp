#include "style/part_builder.h"

#include <gtest/gtest.h>

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::SampleOptions;
using test::StyledSample;

constexpr std::string_view kThreeParts =
    "<part kind='cover'/><part kind='body'/><part kind='references'/>";

constexpr std::string_view kMeta =
    "<subtitle>All about it</subtitle><author>A. Writer</author><department>Oncology</department>"
    "<publisher>Northgate</publisher><reference-number>NCC-1</reference-number>"
    "<version>2</version><issued>2026-11-01</issued><review>2029-11-01</review>"
    "<audience>Adults</audience><reviewer>B. Reader</reviewer>"
    "<copyright>Northgate 2026</copyright><disclaimer>Ask your doctor.</disclaimer>";

SampleOptions options_of(std::string_view meta, std::string_view parts) {
  SampleOptions options;
  options.meta = meta;
  options.parts = parts;
  return options;
}

TEST(PartBuilder, TheCoverHoldsTitleAndFactsByMonth) {
  const StyledSample sample("<p>x</p>",
                            options_of(kMeta, "<part kind='cover'/><part kind='body'/>"));
  const std::string tree = sample.tree();
  EXPECT_EQ(tree.substr(0, tree.find("P x")),
            "P Northgate\n"
            "-\n"
            "  P Patient information\n"
            "  H1 A title\n"
            "P All about it\n"
            "L\n"
            "  LI\n    LBody\n      P <Span>Reference</Span> NCC-1\n"
            "  LI\n    LBody\n      P <Span>Version</Span> 2\n"
            "  LI\n    LBody\n      P <Span>Published</Span> November 2026\n"
            "  LI\n    LBody\n      P <Span>Review by</Span> November 2029\n");
}

TEST(PartBuilder, TheTitleIsPrintedOnce) {
  for (const std::string_view parts : {std::string_view("<part kind='body'/>"), kThreeParts}) {
    const StyledSample sample("<p>x</p>", options_of(kMeta, parts));
    int headings = 0;
    for (const Block& b : sample.document.blocks)
      headings += b.structure == StructType::kH1 ? 1 : 0;
    EXPECT_EQ(headings, 1) << parts;
  }
}

TEST(PartBuilder, TheLineOfKindFollowsTheType) {
  const auto kind = [](std::string_view type) {
    SampleOptions options;
    if (!type.empty()) options.attributes = "type='" + std::string(type) + "'";
    const std::string tree = StyledSample("<p>x</p>", options).tree();
    const std::size_t at = tree.find("  P ") + 4;
    return tree.substr(at, tree.find('\n', at) - at);
  };
  EXPECT_EQ(kind(""), "Patient information");
  EXPECT_EQ(kind("condition"), "Information for patients and families");
  EXPECT_EQ(kind("procedure"), "Information about your procedure");
  EXPECT_EQ(kind("medicine"), "Information about your medicine");
  EXPECT_EQ(kind("consent"), "Information to help you decide");
}

TEST(PartBuilder, TheTraceBlockPrintsWhatTheContentHas) {
  const StyledSample sample("<p>x</p>", options_of(kMeta, ""));
  const std::string tree = sample.tree();
  EXPECT_EQ(tree.substr(tree.find("P x\n")),
            "P x\n"
            "L\n"
            "  LI\n    Lbl Publisher\n    LBody\n      P Northgate\n"
            "  LI\n    Lbl Reference\n    LBody\n      P NCC-1, version 2\n"
            "  LI\n    Lbl Published\n    LBody\n      P November 1, 2026\n"
            "  LI\n    Lbl Review by\n    LBody\n      P November 1, 2029\n"
            "  LI\n    Lbl Department\n    LBody\n      P Oncology\n"
            "  LI\n    Lbl Written by\n    LBody\n      P A. Writer\n"
            "  LI\n    Lbl Checked by\n    LBody\n      P B. Reader\n"
            "  LI\n    Lbl Who it is for\n    LBody\n      P Adults\n"
            "  LI\n    Lbl Copyright\n    LBody\n      P Northgate 2026\n"
            "P Ask your doctor.\n");
}

TEST(PartBuilder, TheTraceBlockLeavesOutThePublisherThatTheCoverNames) {
  const StyledSample sample("<p>x</p>", options_of(kMeta, kThreeParts));
  EXPECT_EQ(sample.tree().find("Lbl Publisher"), std::string::npos);
}

TEST(PartBuilder, DatesAreInTheFormOfTheDocumentsLanguage) {
  SampleOptions options = options_of("<issued>2026-11-01</issued>", "");
  options.language = "en-GB";
  EXPECT_NE(StyledSample("<p>x</p>", options).tree().find("P 1 November 2026"), std::string::npos);
  options.language = "el";
  options.words = "el";
  EXPECT_NE(StyledSample("<p>x</p>", options).tree().find("P 1 Νοεμβρίου 2026"), std::string::npos);
}

TEST(PartBuilder, ATranslationTellsStaffWhatItIs) {
  SampleOptions options;
  options.language = "el";
  options.words = "el";
  options.meta =
      "<title-en>Muscle cramps</title-en><reference-number>NCC-1-EL</reference-number>"
      "<version>1</version><translator>C. Word</translator>"
      "<translation-of reference-number='NCC-1' version='2'/>";
  const std::string tree = StyledSample("<p>x</p>", options).tree();
  EXPECT_NE(tree.find("P Muscle cramps (Greek)\n"), std::string::npos) << tree;
  const Words words = test::shipped_words("el");
  const std::string original = *words.find("translation-of");
  EXPECT_NE(tree.find("Lbl " + original), std::string::npos) << tree;
}

TEST(PartBuilder, TheReferencesPartTakesReferencesAndTrace) {
  const std::string_view blocks =
      "<p>x<cite to='a'/></p><references><reference xml:id='a' href='https://a.example'>"
      "<title>A</title></reference></references>";
  const StyledSample sample(
      blocks, options_of("<version>2</version><copyright>N</copyright>", kThreeParts));
  ASSERT_EQ(sample.document.parts.size(), 3U);
  EXPECT_EQ(sample.document.parts[2].kind, PartKind::kReferences);
  const std::string tree = sample.tree();
  EXPECT_LT(tree.find("P x"), tree.find("Sect\n  H2 References"));
  EXPECT_LT(tree.find("Sect\n  H2 References"), tree.find("Lbl Copyright"));
  // Once, not in the body too.
  EXPECT_EQ(tree.find("References"), tree.rfind("References"));
  EXPECT_EQ(tree.find("Lbl Copyright"), tree.rfind("Lbl Copyright"));
}

TEST(PartBuilder, PartsSayWhetherTheyStartAPage) {
  SampleOptions options =
      options_of("", "<part kind='body'/><part kind='references' own-page='no'/>");
  options.meta = "<copyright>N</copyright>";
  const StyledSample sample("<p>x</p>", options);
  ASSERT_EQ(sample.document.parts.size(), 2U);
  EXPECT_TRUE(sample.document.parts[0].own_page);
  EXPECT_FALSE(sample.document.parts[1].own_page);
}

TEST(PartBuilder, ALayoutMayHideTheProgramsOwnBoxes) {
  SampleOptions options = options_of(kMeta, "");
  options.rules =
      "<style match='heading-kind' display='none'/><style match='trace' display='none'/>";
  const StyledSample sample("<p>x</p>", options);
  EXPECT_FALSE(sample.diagnostics.has_errors());
  EXPECT_EQ(sample.tree().find("Patient information"), std::string::npos);
  EXPECT_EQ(sample.tree().find("Lbl "), std::string::npos);
}

TEST(PartBuilder, ALayoutCantHideABoxAroundReviewedText) {
  for (const char* name : {"body", "heading"}) {
    SampleOptions options;
    options.rules = "<style match='" + std::string(name) + "' display='none'/>";
    EXPECT_TRUE(StyledSample("<p>x</p>", options).diagnostics.has_errors()) << name;
  }
}

}  // namespace
}  // namespace bifolium

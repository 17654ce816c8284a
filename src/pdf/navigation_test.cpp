#include "pdf/navigation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check.h"
#include "pdf/test_commands.h"
#include "pdf/test_document.h"

namespace bifolium {
namespace {

using testing::HasSubstr;

std::string bookmarks(const std::string& bytes) {
  const TestFile file(bytes);
  return run_command("mutool show " + file.path() + " outline").output;
}

std::string objects(const std::string& bytes) {
  const TestFile file(bytes);
  return run_command("qpdf --qdf --object-streams=disable " + file.path() + " -").output;
}

/// A heading with a bookmark at this level.
void add_heading(TestDocument& test, std::u16string_view words, int level, std::int64_t y) {
  test.add_line(StructType::kP, words, Length::points(y));
  test.document.blocks[BlockId{test.document.blocks.size() - 1}].outline_level = level;
}

TEST(Outlines, NestByLevel) {
  TestDocument test;
  add_heading(test, u"One", 1, 40);
  add_heading(test, u"Two", 2, 80);
  add_heading(test, u"Three", 4, 120);  // Deeper by two: still a child.
  add_heading(test, u"Four", 2, 160);
  add_heading(test, u"Five", 1, 200);
  const std::string text = bookmarks(test.write());
  // mutool indents by a tab a level, and shows where each leads.
  std::vector<std::string> indents;
  for (const char* title : {"One", "Two", "Three", "Four", "Five"}) {
    const std::size_t at = text.find(std::string("\"") + title + "\"");
    ASSERT_NE(at, std::string::npos) << text;
    const std::size_t begin = text.rfind('\n', at) + 1;
    indents.push_back(
        std::to_string(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                  text.begin() + static_cast<std::ptrdiff_t>(at), '\t')));
  }
  EXPECT_EQ(indents[1], std::to_string(std::stoi(indents[0]) + 1)) << text;
  EXPECT_EQ(indents[2], std::to_string(std::stoi(indents[0]) + 2)) << text;
  EXPECT_EQ(indents[3], indents[1]) << text;
  EXPECT_EQ(indents[4], indents[0]) << text;
}

TEST(Outlines, TitlesHaveNoForcedBreaksAndSoftHyphens) {
  TestDocument test;
  add_heading(test, u"Chemo\u00ADtherapy\u2028and you", 1, 40);
  EXPECT_THAT(bookmarks(test.write()), HasSubstr("Chemotherapy and you"));
}

std::string labels_of(const std::vector<std::string>& folios) {
  Pages pages;
  for (const std::string& folio : folios) {
    Page page;
    page.number = static_cast<int>(pages.pages.size()) + 1;
    page.folio = folio;
    pages.pages.push_back(page);
  }
  Deflater deflater;
  FileFrame frame(deflater);
  return page_labels(pages, frame);
}

TEST(PageLabels, DecimalFoliosAreOneRange) {
  EXPECT_EQ(labels_of({"1", "2", "3"}), "<</Nums[0 <</S/D/St 1>> ]>>");
}

TEST(PageLabels, FoliosAreShownAsPrinted) {
  EXPECT_EQ(labels_of({"iv", "1", "2", "7"}),
            "<</Nums[0 <</P(iv)>> 1 <</S/D/St 1>> 3 <</S/D/St 7>> ]>>");
}

TEST(PageLabels, PagesWithoutAFolioHaveTheirNumberInTheFile) {
  EXPECT_EQ(labels_of({"", "2", "3"}), "<</Nums[0 <</S/D/St 1>> ]>>");
}

TEST(PageLabels, OtherDigitsAreKeptAsTheyAre) {  // U+0661 is the Arabic-Indic digit one.
  EXPECT_EQ(labels_of({"\u0661"}), "<</Nums[0 <</P<FEFF0661>>> ]>>");
}

/// A Link element on its own line, with an annotation over it.
LinkAnnotation& add_link(TestDocument& test) {
  const StructId element = test.add_line(StructType::kLink, u"A link", Length::points(40));
  LinkAnnotation link;
  link.quads = {{Length::points(20), Length::points(30), Length::points(30), Length::points(10)},
                {Length::points(10), Length::points(40), Length::points(15), Length::points(10)}};
  link.description = "Leads somewhere";
  link.element = element;
  test.tree.elements[element].kids.emplace_back(AnnotationRef{0, 0});
  test.tree.pages[0].links.push_back(link);
  return test.tree.pages[0].links.back();
}

TEST(Links, OneAnnotationHasAQuadALine) {
  TestDocument test;
  add_link(test).href = "https://example.org/";
  const std::string text = objects(test.write());
  EXPECT_THAT(text, HasSubstr("/Rect [\n    10\n    350\n    50\n    370\n"));
  EXPECT_THAT(text, HasSubstr("/QuadPoints [\n    20\n    370\n    50\n    370\n    20\n    360\n"
                              "    50\n    360\n    10\n    360\n    25\n"));
  EXPECT_THAT(text, HasSubstr("/F 4"));
}

TEST(Links, AddressesBecomeAscii) {
  TestDocument test;
  add_link(test).href = "https://example.org/ü (x)";
  EXPECT_THAT(objects(test.write()), HasSubstr("(https://example.org/%C3%BC%20\\(x\\))"));
}

TEST(Links, InnerLinksLeadToNamedDestinations) {
  TestDocument test;
  test.add_page();
  test.add_line(StructType::kP, u"The target", Length::points(112));
  test.document.blocks[BlockId{0}].destination = "there";
  test.pages.pages[1].lines[0].block = BlockId{0};
  test.tree.pages.resize(2);
  LinkAnnotation link;
  link.quads = {{{}, {}, Length::points(10), Length::points(10)}};
  link.description = "Leads there";
  link.target = "there";
  link.element = test.add_element(StructType::kLink, test.root);
  test.tree.elements[link.element].kids.emplace_back(AnnotationRef{0, 0});
  test.tree.pages[0].links.push_back(link);
  const TestFile file(test.write());
  const std::string dests = run_command("pdfinfo -dests " + file.path()).output;
  EXPECT_THAT(dests, HasSubstr("\"there\""));
  EXPECT_THAT(dests, HasSubstr("2 [ XYZ"));
  EXPECT_THAT(dests, HasSubstr("300"));  // 400 − (112 − 12)
}

TEST(Links, RefuseATargetThatStandsNowhere) {
  TestDocument test;
  add_link(test).target = "nowhere";
  EXPECT_THROW(static_cast<void>(test.write()), InternalError);
}

TEST(Links, RefuseToBeWithoutADescription) {
  TestDocument test;
  LinkAnnotation& link = add_link(test);
  link.href = "https://example.org/";
  link.description.clear();
  EXPECT_THROW(static_cast<void>(test.write()), InternalError);
}

}  // namespace
}  // namespace bifolium

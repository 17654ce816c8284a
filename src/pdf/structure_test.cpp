#include "pdf/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check.h"
#include "pdf/test_commands.h"
#include "pdf/test_document.h"

namespace bifolium {
namespace {

using testing::HasSubstr;

std::string structure_text(const std::string& bytes) {
  const TestFile file(bytes);
  return run_command("pdfinfo -struct-text " + file.path()).output;
}

/// All objects, decompressed, as text.
std::string objects(const std::string& bytes) {
  const TestFile file(bytes);
  return run_command("qpdf --qdf --object-streams=disable " + file.path() + " -").output;
}

TEST(Structure, PopplerReadsTheTreeInItsOrder) {
  TestDocument test;
  const StructId second = test.add_line(StructType::kP, u"Second.", Length::points(40));
  const StructId first = test.add_line(StructType::kH1, u"First", Length::points(60));
  test.tree.elements[test.root].kids = {first, second};
  const std::string text = structure_text(test.write());
  EXPECT_THAT(text, HasSubstr("Document"));
  EXPECT_LT(text.find("\"First\""), text.find("\"Second.\"")) << text;
  EXPECT_NE(text.find("\"Second.\""), std::string::npos) << text;
}

TEST(Structure, OneElementSpansPages) {
  TestDocument test;
  const StructId paragraph = test.add_line(StructType::kP, u"Before the turn", Length::points(40));
  test.add_page();
  const StructId rest = test.add_line(StructType::kP, u"and after it.", Length::points(40));
  test.tree.pages[1].sequences[0].element = paragraph;
  test.tree.elements[paragraph].kids.emplace_back(MarkedContentRef{1, 0});
  test.tree.elements[rest].kids.clear();
  const std::string text = structure_text(test.write());
  const std::size_t before = text.find("Before the turn"), after = text.find("and after it.");
  ASSERT_NE(after, std::string::npos) << text;
  EXPECT_EQ(text.substr(before, after - before).find("P "), std::string::npos) << text;
}

TEST(Structure, ListsSayTheirNumbering) {
  TestDocument test;
  const StructId list = test.add_element(StructType::kL, test.root);
  test.tree.elements[list].numbering = ListNumbering::kLowerAlpha;
  EXPECT_THAT(objects(test.write()), HasSubstr("/ListNumbering /LowerAlpha"));
}

TEST(Structure, IdsBeyondOneLeafAreAllFound) {
  TestDocument test;
  for (int i = 0; i < 100; ++i) {
    const StructId element = test.add_element(StructType::kP, test.root);
    test.tree.elements[element].id = "id" + std::to_string(i);
  }
  const std::string text = objects(test.write());
  // Two leaves in byte order; 64 entries reach from "id0" to "id66".
  EXPECT_THAT(text, HasSubstr("(id0)\n    (id66)"));
  EXPECT_THAT(text, HasSubstr("(id67)\n    (id99)"));
}

TEST(Structure, RefusesMarkedContentWithoutAnElement) {
  TestDocument test;
  test.add_line(StructType::kP, u"Words", Length::points(40));
  ++test.tree.pages[0].mcid_count;
  EXPECT_THROW(static_cast<void>(test.write()), InternalError);
}

}  // namespace
}  // namespace bifolium

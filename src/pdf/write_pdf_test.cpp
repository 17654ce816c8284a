#include "pdf/write_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "pdf/test_commands.h"
#include "pdf/test_document.h"

namespace bifolium {
namespace {

using testing::HasSubstr;

/// The text that Poppler gets from one page, without its form feed and last line end.
std::string extracted(const std::string& bytes) {
  const TestFile file(bytes);
  std::string text = run_command("pdftotext -enc UTF-8 " + file.path() + " -").output;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\f')) text.pop_back();
  return text;
}

std::string extracted_line(std::u16string_view words) {
  TestDocument test;
  test.add_line(StructType::kP, words, Length::points(50));
  return extracted(test.write());
}

TEST(WritePdf, PassesQpdfCheck) {
  TestDocument test;
  test.add_line(StructType::kH1, u"Heading", Length::points(40));
  test.add_line(StructType::kP, u"Some words of text.", Length::points(60));
  const TestFile file(test.write());
  const CommandResult result = run_command("qpdf --check " + file.path());
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST(WritePdf, TextComesOutAsItWentIn) {
  EXPECT_EQ(extracted_line(u"Office and fluffy ﬁ: “quotes”, 5–6 µg"),
            "Office and fluffy ﬁ: “quotes”, 5–6 µg");
}

}  // namespace
}  // namespace bifolium

#include "pdf/write_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/unicode.h"
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
  EXPECT_EQ(extracted_line(u"Office and ﬂuﬀy: “quotes”, 5–6 µg"),
            "Office and ﬂuﬀy: “quotes”, 5–6 µg");
}

/// Without what Poppler adds around right-to-left text, and U+2060, which stands for no text.
std::string without_marks(std::string text) {
  for (const std::string mark : {"\u202A", "\u202B", "\u202C", "\u2060"}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

TEST(WritePdf, ArabicComesOutInLogicalOrder) {
  EXPECT_EQ(without_marks(extracted_line(u"السلام عليكم لا")), "السلام عليكم لا");
}

TEST(WritePdf, DevanagariComesOutInLogicalOrder) {
  EXPECT_EQ(without_marks(extracted_line(u"हिन्दी में किताब")), "हिन्दी में किताब");
}

TEST(WritePdf, MuPdfReadsTheSame) {
  TestDocument test;
  std::int64_t y = 50;
  const std::vector<std::string> samples = {"Office", "السلام عليكم لا", "בָּרוּךְ", "किताब हिन्दी"};
  for (const std::string& sample : samples) {
    test.add_line(StructType::kP, to_utf16(sample), Length::points(y += 30));
  }
  const TestFile file(test.write());
  const std::string text =
      without_marks(run_command("mutool draw -q -F text " + file.path()).output);
  for (const std::string& sample : samples) EXPECT_THAT(text, HasSubstr(sample));
}

TEST(WritePdf, ASpaceAndANoBreakSpaceHaveTheirOwnCodes) {  // Extractors show both as a space.
  TestDocument test;
  test.add_line(StructType::kP, u"take 5\u00A0mg", Length::points(50));
  const TestFile file(test.write());
  const std::string objects =
      run_command("qpdf --qdf --object-streams=disable " + file.path() + " -").output;
  EXPECT_THAT(objects, HasSubstr("<0005><0020>"));  // t a k e space
  EXPECT_THAT(objects, HasSubstr("<0007><00A0>"));  // 5 no-break space
}

TEST(WritePdf, FurnitureIsNoPartOfTheStructure) {
  TestDocument test;
  test.add_line(StructType::kP, u"Said once.", Length::points(50));
  test.add_footer(u"Page furniture");
  const std::string bytes = test.write();
  const TestFile file(bytes);
  EXPECT_THAT(extracted(bytes), HasSubstr("Page furniture"));
  EXPECT_EQ(run_command("pdfinfo -struct-text " + file.path()).output.find("furniture"),
            std::string::npos);
}

TEST(WritePdf, AHyphenatedWordIsWholeForPoppler) {
  TestDocument test;
  const StructId element = test.add_line(StructType::kP, u"chemotherapy", Length::points(50));
  ParagraphLines& lines = test.text.lines[ParagraphId{0}];
  const ShapedParagraph& shaped = test.text.shaped[ParagraphId{0}];
  lines.patches.assign(shaped.glyphs.begin(), shaped.glyphs.begin() + 6);
  lines.patches.back().id = test.fonts.face(shaped.runs[0].face)->glyph(U'-');
  lines.patches.back().cluster = 5;
  Line first = lines.optimum.lines[0], second = first;
  first.text_end = 5;
  first.pieces[0].patched = first.pieces[0].hyphen_added = true;
  first.pieces[0].glyph_begin = 0;
  first.pieces[0].glyph_end = 6;
  second.pieces[0].glyph_begin += 5;
  lines.optimum.lines = {first, second};
  Page& page = test.pages.pages[0];
  page.lines.push_back(page.lines[0]);
  page.lines[1].line = 1;
  page.lines[1].origin.y += Length::points(16);
  TaggedSequence& sequence = test.tree.pages[0].sequences[0];
  sequence.actual_text = "chemotherapy";
  sequence.marks.push_back({1, 0, 1});
  test.tree.elements[element].actual_text = "chemotherapy";
  EXPECT_EQ(extracted(test.write()), "chemotherapy");
}

TEST(WritePdf, EqualInputGivesEqualBytes) {
  const auto bytes = [] {
    TestDocument test;
    test.add_line(StructType::kP, u"Words, السلام", Length::points(50));
    return test.write();
  };
  EXPECT_EQ(bytes(), bytes());
}

TEST(WritePdf, WritesNothingAfterAnError) {
  TestDocument test;
  test.add_line(StructType::kP, u"Words", Length::points(50));
  PdfOptions options;
  options.icc_profile = "/nowhere";
  PdfWorkspace workspace;
  EXPECT_EQ(write_pdf(test.document, test.text, test.pages, test.tree, test.fonts, options,
                      workspace, nullptr, test.diagnostics)
                .bytes,
            "");
  EXPECT_TRUE(test.diagnostics.has_errors());
}

}  // namespace
}  // namespace bifolium

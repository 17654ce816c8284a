#include "pdf/pdf_text.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

std::string text_string(std::string_view text) {
  std::string out;
  append_text_string(out, text);
  return out;
}

TEST(PdfText, AsciiTextIsALiteralString) { EXPECT_EQ(text_string("a (b) \\"), "(a \\(b\\) \\\\)"); }

TEST(PdfText, OtherTextIsUtf16WithItsMark) {  // U+1F600 is D83D DE00 in UTF-16.
  EXPECT_EQ(text_string("é\xF0\x9F\x98\x80"), "<FEFF00E9D83DDE00>");
}

TEST(PdfText, NamesEscapeIrregularBytes) {
  std::string out;
  append_name(out, "A B#(ü)");
  EXPECT_EQ(out, "/A#20B#23#28#C3#BC#29");
}

}  // namespace
}  // namespace bifolium

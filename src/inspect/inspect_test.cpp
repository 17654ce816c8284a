#include "inspect/inspect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>

#include "inspect/logical_lines.h"
#include "inspect/page_label.h"
#include "inspect/text_decoder.h"
#include "inspect/xmp_claims.h"

namespace bifolium {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// A PDF of objects 1, 2, 3…, with a right cross-reference table (ISO 32000-1, 7.5.4). 1 is the
/// catalog.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string file = "%PDF-1.7\n", table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(file.size());
    table += offset.insert(0, 10 - offset.size(), '0') + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(file.size());
  file += "xref\n0 " + size + "\n" + table + "trailer\n<</Size " + size + "/Root 1 0 R" + trailer;
  return file + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string stream(const std::string& bytes, const std::string& entries = "") {
  return "<</Length " + std::to_string(bytes.size()) + entries + ">>\nstream\n" + bytes +
         "\nendstream";
}

Expected<PdfFacts, Diagnostic> inspect(const std::string& bytes) {
  std::string path = (std::filesystem::temp_directory_path() / "bifolium-inspect-XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  EXPECT_GE(descriptor, 0);
  ::close(descriptor);
  std::ofstream(path, std::ios::binary) << bytes;
  auto facts = inspect_pdf(path);
  std::filesystem::remove(path);
  return facts;
}

/// A page of a foreign make: two paragraphs whose order in the structure is not that of the
/// content, a link, an artifact, and text that nobody marked.
std::vector<std::string> tagged_objects() {
  return {
      "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>/Lang(en)"
      "/Outlines 11 0 R/Names<</Dests<</Names[(end)[3 0 R/Fit]]>>>>/Metadata 13 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/TrimBox[10 10 290 390]/Contents 4 0 R"
      "/Resources<</Font<</F 9 0 R>>>>/Annots[10 0 R]/StructParents 0>>",
      stream("/P <</MCID 0>> BDC BT /F 9 Tf (second) Tj ET EMC "
             "/H1 <</MCID 1>> BDC BT /F 9 Tf (first) Tj ET EMC "
             "/Artifact BMC BT /F 9 Tf (3) Tj ET EMC BT /F 9 Tf (stray) Tj ET "
             "/P <</MCID 2>> BDC /Span <</ActualText(whole)>> BDC BT /F 9 Tf (who-) Tj ET EMC "
             "EMC"),
      "<</Type/StructTreeRoot/K 6 0 R/RoleMap<</Heading/H1>>>>",
      "<</S/Document/P 5 0 R/K[7 0 R 8 0 R 12 0 R]>>",
      "<</S/Heading/P 6 0 R/Pg 3 0 R/K 1>>",
      "<</S/P/P 6 0 R/Pg 3 0 R/K[0<</Type/OBJR/Obj 10 0 R>>]/Lang(cy)>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
      "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Contents(Web page)/StructParent 1"
      "/A<</S/URI/URI(https://example.org)>>>>",
      "<</First 14 0 R/Last 14 0 R/Count 1>>",
      "<</S/P/P 6 0 R/Pg 3 0 R/K 2>>",
      stream("<x xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/' pdfuaid:part='1'/>",
             "/Type/Metadata/Subtype/XML"),
      "<</Title(The end)/Parent 11 0 R/Dest(end)>>",
  };
}

TEST(InspectPdf, ReadsAPdfThatSomeoneElseMade) {
  const auto facts = inspect(pdf_of(tagged_objects(), "/Info<</Title(A sheet)/Author(Ann)>>"));
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(facts->version, "1.7");
  EXPECT_EQ(facts->title, "A sheet");
  EXPECT_EQ(facts->author, "Ann");
  EXPECT_EQ(facts->language, "en");
  EXPECT_TRUE(facts->tagged);
  EXPECT_FALSE(facts->displays_title);
  EXPECT_THAT(facts->claims, ElementsAre("PDF/UA-1"));
  ASSERT_THAT(facts->pages, SizeIs(1));
  EXPECT_EQ(facts->pages[0].label, "1");
  EXPECT_THAT(facts->pages[0].boxes, ElementsAre(std::pair("MediaBox", "0 0 300 400"),
                                                 std::pair("TrimBox", "10 10 290 390")));
  EXPECT_EQ(facts->pages[0].artifact_text, "3");
  EXPECT_EQ(facts->pages[0].untagged_text, "stray");
  ASSERT_THAT(facts->fonts, SizeIs(1));
  EXPECT_EQ(facts->fonts[0].name, "Helvetica");
  EXPECT_FALSE(facts->fonts[0].embedded);
  ASSERT_THAT(facts->links, SizeIs(1));
  EXPECT_EQ(facts->links[0].address, "https://example.org");
  EXPECT_EQ(facts->links[0].description, "Web page");
  EXPECT_TRUE(facts->links[0].in_structure);
  ASSERT_THAT(facts->outlines, SizeIs(1));
  EXPECT_EQ(facts->outlines[0].title, "The end");
  EXPECT_EQ(facts->outlines[0].page, 1U);
}

TEST(InspectPdf, GivesTheTextInTheOrderOfTheStructure) {
  const auto facts = inspect(pdf_of(tagged_objects()));
  ASSERT_TRUE(facts);
  std::vector<std::string> lines;
  for (const LogicalLine& line : logical_lines(*facts))
    lines.push_back(line.path + ": " + line.text);
  EXPECT_THAT(lines,
              ElementsAre("Document/Heading: first", "Document/P: second", "Document/P: whole"));
  ASSERT_GT(facts->structure.size(), 2U);
  EXPECT_EQ(facts->structure[1].type, "Heading");
  EXPECT_EQ(facts->structure[1].standard, "H1");
}

TEST(InspectPdf, TellsWhatIsDamagedAndReadsTheRest) {
  std::string bytes = pdf_of(tagged_objects());
  bytes.replace(bytes.find("startxref\n") + 10, 3, "999");
  const auto facts = inspect(bytes);
  ASSERT_TRUE(facts);
  EXPECT_THAT(facts->pages, SizeIs(1));
  EXPECT_FALSE(facts->diagnostics.empty());
}

TEST(InspectPdf, RefusesWhatIsNoPdf) {
  EXPECT_FALSE(inspect("This is a letter, and no PDF."));
  EXPECT_FALSE(inspect(""));
  EXPECT_FALSE(inspect_pdf("/nonexistent/sheet.pdf"));
}

TEST(InspectPdf, SurvivesATreeThatBitesItsTail) {
  std::vector<std::string> objects = tagged_objects();
  objects[7] = "<</S/P/P 6 0 R/Pg 3 0 R/K[6 0 R 0]>>";
  objects[13] = "<</Title(The end)/Parent 11 0 R/Dest(end)/Next 14 0 R/First 14 0 R>>";
  const auto facts = inspect(pdf_of(objects));
  ASSERT_TRUE(facts);
  EXPECT_THAT(facts->outlines, SizeIs(1));
  EXPECT_LT(facts->structure.size(), 20U);
}

QPDFObjectHandle parse(const std::string& object) { return QPDFObjectHandle::parse(object); }

// The table of ISO 32000-1, 12.4.2, and its example.
TEST(PageLabel, CountsInEveryStyle) {
  const auto label = [](const std::string& entries) {
    return page_label(parse("<<" + entries + ">>"), 3);
  };
  EXPECT_EQ(page_label(parse("null"), 3), "3");
  EXPECT_EQ(label("/S/D/St 8/P(A-)"), "A-8");
  EXPECT_EQ(label("/S/r/St 1994"), "mcmxciv");
  EXPECT_EQ(label("/S/R/St 4"), "IV");
  EXPECT_EQ(label("/S/a/St 26"), "z");
  EXPECT_EQ(label("/S/A/St 28"), "BB");
  EXPECT_EQ(label("/P(Cover)"), "Cover");
}

// The CMap of ISO 32000-1, 9.10.3, example 2, as far as it goes.
TEST(TextDecoder, ReadsAToUnicodeCMap) {
  const std::string cmap =
      "1 begincodespacerange <0000> <FFFF> endcodespacerange "
      "2 beginbfrange <0000> <005E> <0020> <005F> <0061> [<00660066> <00660069> <00660066006C>] "
      "endbfrange 1 beginbfchar <3A51> <D840DC3E> endbfchar";
  QPDF pdf;
  pdf.emptyPDF();
  QPDFObjectHandle font = parse("<</Type/Font/Subtype/Type0/Encoding/Identity-H>>");
  font.replaceKey("/ToUnicode", QPDFObjectHandle::newStream(&pdf, cmap));
  const TextDecoder decoder(font);
  using namespace std::string_literals;
  EXPECT_EQ(decoder.decode("\0\x01"s), "!");
  EXPECT_EQ(decoder.decode("\0\x5F\0\x61"s), "ffffl");
  EXPECT_EQ(decoder.decode("\x3A\x51"s), "\U0002003E");
  EXPECT_EQ(decoder.decode("\xFF\xFE"s), "\uFFFD");
}

TEST(TextDecoder, ReadsSimpleFontsByTheirEncoding) {
  const TextDecoder win(parse("<</Subtype/Type1/Encoding/WinAnsiEncoding>>"));
  EXPECT_EQ(win.decode("caf\xE9 \x96"), "café –");
  const TextDecoder mac(parse("<</Subtype/TrueType/Encoding/MacRomanEncoding>>"));
  EXPECT_EQ(mac.decode("caf\x8E"), "café");
  const TextDecoder own(
      parse("<</Subtype/Type1/Encoding<</Differences[65/uni03B1/space 70/nobody]>>>>"));
  EXPECT_EQ(own.decode("AB"), "α ");
  EXPECT_EQ(own.decode("F"), "\uFFFD");
}

TEST(XmpClaims, StandAsAttributesOrElements) {
  EXPECT_THAT(xmp_claims("<r><pdfaid:part>2</pdfaid:part>"
                         "<pdfaid:conformance>A</pdfaid:conformance></r>"),
              ElementsAre("PDF/A-2a"));
  EXPECT_THAT(xmp_claims("<r pdfaid:part='3' pdfaid:conformance='B' pdfuaid:part='1'/>"),
              testing::UnorderedElementsAre("PDF/A-3b", "PDF/UA-1"));
  EXPECT_THAT(xmp_claims("<r>PDF/A-2a is only mentioned here</r>"), IsEmpty());
}

}  // namespace
}  // namespace bifolium

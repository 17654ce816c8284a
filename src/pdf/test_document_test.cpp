#include "pdf/test_document.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

constexpr char kFolder[] = "/usr/share/fonts/truetype/noto";

CatalogueFamily family(std::string name, const std::string& stem,
                       std::vector<std::string> fallback = {}) {
  CatalogueFamily result;
  result.name = std::move(name);
  result.faces.resize(2);
  result.faces[0].file = stem + "-Regular.ttf";
  result.faces[1].file = stem + "-Bold.ttf";
  result.faces[1].weight = 700;
  result.fallback = std::move(fallback);
  return result;
}

FontCatalogue catalogue() {
  FontCatalogue result;
  result.folders = {kFolder};
  result.families = {family("Noto Sans", "NotoSans", {"Arabic", "Hebrew", "Devanagari", "Thai"}),
                     family("Arabic", "NotoSansArabic"), family("Hebrew", "NotoSansHebrew"),
                     family("Devanagari", "NotoSansDevanagari"), family("Thai", "NotoSansThai")};
  return result;
}

}  // namespace

TestDocument::TestDocument() : fonts(catalogue(), {}) {
  document.info.title = "A test";
  document.info.language = "en";
  document.page.trim = {Length::points(300), Length::points(400)};
  TextStyle plain;
  plain.family = "Noto Sans";
  plain.size = Length::points(12);
  style = document.text_styles.add(plain);
  root = tree.elements.add({});
  tree.elements[root].type = StructType::kDocument;
  tree.elements[root].language = "en";
  add_page();
}

void TestDocument::add_page() {
  Page page;
  page.number = static_cast<int>(pages.pages.size()) + 1;
  page.folio = std::to_string(page.number);
  pages.pages.push_back(page);
  tree.pages.emplace_back();
}

StructId TestDocument::add_element(StructType type, StructId parent) {
  StructElement element;
  element.type = type;
  element.parent = parent;
  const StructId id = tree.elements.add(element);
  tree.elements[parent].kids.emplace_back(id);
  return id;
}

Paragraph TestDocument::make_paragraph(StructType type, std::u16string_view words) const {
  Paragraph paragraph;
  paragraph.text = words;
  Inline whole;
  whole.end = static_cast<std::uint32_t>(words.size());
  whole.structure = type;
  whole.text_style = style;
  whole.language = "en";
  paragraph.inlines.add(whole);
  // The Hebrew and Arabic blocks: enough to know which way a test's words run.
  paragraph.right_to_left = !words.empty() && words[0] >= 0x0590 && words[0] < 0x0780;
  return paragraph;
}

Line TestDocument::make_line(const Paragraph& paragraph, const ShapedParagraph& shaped) const {
  Line line;
  line.text_end = static_cast<std::uint32_t>(paragraph.text.size());
  Length pen = paragraph.right_to_left ? Length::points(250) : Length();
  for (std::uint32_t r = 0; r < shaped.runs.size(); ++r) {
    const GlyphRun& run = shaped.runs[r];
    const Length size = document.text_styles[paragraph.inlines[run.inline_id].text_style].size;
    const int upem = fonts.face(run.face)->metrics().upem;
    for (std::uint32_t begin = run.glyph_begin; begin < run.glyph_end;) {
      std::uint32_t end = begin;
      std::int64_t advance = 0;
      bool space = false;
      while (end < run.glyph_end && !space) {
        advance += shaped.glyphs[end].advance;
        space = paragraph.text[shaped.glyphs[end].cluster] == u' ';
        ++end;
      }
      LinePiece piece;
      piece.run = r;
      piece.glyph_begin = begin;
      piece.glyph_end = end;
      piece.width = size.scaled({advance, upem});
      if (paragraph.right_to_left) pen -= piece.width;
      piece.x = pen;
      if (!paragraph.right_to_left) pen += piece.width;
      line.pieces.push_back(piece);
      begin = end;
    }
  }
  return line;
}

Line TestDocument::line_of(ParagraphId paragraph) const {
  return make_line(document.paragraphs[paragraph], text.shaped[paragraph]);
}

ParagraphId TestDocument::add_paragraph(StructType type, std::u16string_view words) {
  const ParagraphId id = document.paragraphs.add(make_paragraph(type, words));
  text.shaped.add(shape_paragraph(document.paragraphs[id], document.text_styles, fonts, workspace,
                                  diagnostics));
  ParagraphLines lines;
  lines.optimum.lines.push_back(line_of(id));
  text.lines.add(std::move(lines));
  return id;
}

StructId TestDocument::add_line(StructType type, std::u16string_view words, Length y) {
  const ParagraphId paragraph = add_paragraph(type, words);
  const auto page_index = static_cast<std::uint32_t>(pages.pages.size() - 1);
  Page& page = pages.pages.back();
  TaggedPage& tagged = tree.pages.back();

  Block block;
  block.paragraph = paragraph;
  block.structure = type;
  PlacedLine placed;
  placed.block = document.blocks.add(block);
  placed.paragraph = paragraph;
  placed.origin = {Length::points(20), y};
  pages.anchors[placed.block] = {page_index, y - Length::points(12)};

  const StructId element = add_element(type, root);
  TaggedSequence sequence;
  sequence.mcid = tagged.mcid_count++;
  sequence.element = element;
  TextMark mark;
  mark.line = static_cast<std::uint32_t>(page.lines.size());
  mark.piece_end = static_cast<std::uint32_t>(text.lines[paragraph].optimum.lines[0].pieces.size());
  sequence.marks.push_back(mark);
  tree.elements[element].kids.emplace_back(MarkedContentRef{page_index, sequence.mcid});
  tagged.sequences.push_back(std::move(sequence));
  page.lines.push_back(placed);
  return element;
}

void TestDocument::add_footer(std::u16string_view words) {
  FurnitureText furniture;
  furniture.paragraph = make_paragraph(StructType::kNone, words);
  furniture.shaped =
      shape_paragraph(furniture.paragraph, document.text_styles, fonts, workspace, diagnostics);
  furniture.lines.optimum.lines.push_back(make_line(furniture.paragraph, furniture.shaped));
  PlacedRunning running;
  running.kind = ArtifactKind::kFooter;
  running.line.furniture = true;
  running.line.paragraph = pages.furniture.add(std::move(furniture));
  running.line.origin = {Length::points(20), Length::points(385)};
  pages.pages.back().running.push_back(running);
}

std::string TestDocument::write() {
  PdfOptions options;
  options.date = "2026-11-24T00:00:00Z";
  options.icc_profile = "/usr/share/color/icc/sRGB.icc";
  options.producer = "Bifolium test";
  PdfWorkspace pdf_workspace;
  std::string bytes =
      write_pdf(document, text, pages, tree, fonts, options, pdf_workspace, nullptr, diagnostics)
          .bytes;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    ADD_FAILURE() << diagnostic_text(diagnostic);
  }
  return bytes;
}

namespace {
TEST(TestDocument, SetsAWordAPiece) {
  TestDocument test;
  const ParagraphId paragraph = test.add_paragraph(StructType::kP, u"Two words");
  EXPECT_EQ(test.text.lines[paragraph].optimum.lines[0].pieces.size(), 2U);
}
}  // namespace

}  // namespace bifolium

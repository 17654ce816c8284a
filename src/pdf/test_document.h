#pragma once

#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "pages/page.h"
#include "pdf/write_pdf.h"
#include "shape/shape.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// A document built by hand for tests: every paragraph is one line, set in words, on the last page.
struct TestDocument {
  TestDocument();

  StyledDocument document;
  SetText text;
  Pages pages;
  StructTree tree;
  FontLibrary fonts;
  ShapeWorkspace workspace;
  Diagnostics diagnostics;
  TextStyleId style;  ///< 12 pt Noto Sans.
  StructId root;

  void add_page();
  StructId add_element(StructType type, StructId parent);
  /// A paragraph as one line at `y` from the top, in one marked-content sequence of a new element.
  StructId add_line(StructType type, std::u16string_view words, Length y);
  /// A paragraph with its shaped text and its one line, for other uses.
  ParagraphId add_paragraph(StructType type, std::u16string_view words);
  /// A line over the pieces of a shaped paragraph, its words side by side.
  [[nodiscard]] Line line_of(ParagraphId paragraph) const;
  /// Furniture at the foot of the last page.
  void add_footer(std::u16string_view words);

  /// Writes and expects no diagnostics.
  [[nodiscard]] std::string write();

 private:
  [[nodiscard]] Paragraph make_paragraph(StructType type, std::u16string_view words) const;
  [[nodiscard]] Line make_line(const Paragraph& paragraph, const ShapedParagraph& shaped) const;
};

}  // namespace bifolium

#pragma once

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "lines/break_lines.h"
#include "pages/page.h"
#include "shape/shape.h"

namespace bifolium {

/// The threads' scratch space that setting text takes.
struct SetWorkspace {
  ShapeWorkspace& shape;
  LineWorkspace& lines;
};

/// Sets running heads and feet and decorations on all pages, once their numbers and sections are
/// known. `section_titles` holds for each page what its section-title field says. Texts that occur
/// again are set once. Reports a text that is too wide for its place.
void furnish(Pages& pages, const StyledDocument& document, const FontLibrary& fonts,
             const std::vector<std::string>& section_titles, SetWorkspace workspace,
             Diagnostics& diagnostics);

/// Sets one line of text in the document's language, however long it is.
[[nodiscard]] FurnitureText set_plain_line(const std::string& text, TextStyleId style,
                                           const StyledDocument& document, const FontLibrary& fonts,
                                           SetWorkspace workspace, Diagnostics& diagnostics);

/// Left edge of the text area of page `number`: margins change sides on facing pages, and with the
/// direction of reading.
[[nodiscard]] Length text_left(const StyledDocument& document, int number);

/// Whether the page's outer edge is its left one.
[[nodiscard]] bool outer_is_left(const StyledDocument& document, int number);

}  // namespace bifolium

#pragma once

#include <string>

#include "pages/page.h"
#include "pdf/embed_font.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// What of a page's text is drawn.
enum class TextReach : bool {
  kAll,
  kFixed,  ///< Without the paragraphs that hold a value.
};

/// The content stream of one page: fills and paths as artifacts, then the text of the structure
/// elements in reading order, then running heads and feet as artifacts. `page` is the index in
/// Pages::pages. New CIDs are made as they are met.
[[nodiscard]] std::string draw_page(const StyledDocument& document, const SetText& text,
                                    const Pages& pages, const StructTree& tree, std::uint32_t page,
                                    FontCids& fonts, TextReach reach = TextReach::kAll);

/// Whether a paragraph that holds a value has a line on the page.
[[nodiscard]] bool has_value(const StyledDocument& document, const Page& page);

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <string>

#include "core/time_budget.h"
#include "pages/page.h"
#include "pdf/embed_font.h"
#include "pdf/inks.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

inline constexpr std::int64_t kNanosecondsAPage = 30'000;  ///< To draw and deflate, for TimeBudget.

/// What of a page's text is drawn.
enum class TextReach : bool {
  kAll,
  kFixed,  ///< Without the paragraphs that hold a value.
};

/// How the text of structure elements is marked.
enum class Tagging : bool {
  kElements,
  kArtifact,  ///< It is read elsewhere: a second picture of the page.
};

/// How a page is drawn.
struct PageDrawing {
  TextReach reach = TextReach::kAll;
  Tagging tagging = Tagging::kElements;
  const Inks* inks = nullptr;  ///< Of a press copy; null for sRGB.
};

/// The content stream of one page: fills and paths as artifacts, then the text of the structure
/// elements in reading order, then running heads and feet as artifacts. `page` is the index in
/// Pages::pages. New CIDs are made as they are met.
[[nodiscard]] std::string draw_page(const StyledDocument& document, const SetText& text,
                                    const Pages& pages, const StructTree& tree, std::uint32_t page,
                                    FontCids& fonts, const PageDrawing& how = {});

/// The CIDs of all text that no value reaches, in the order of drawing; none where the document
/// holds no value: its CIDs come as they are met.
[[nodiscard]] FontCids fixed_cids(const StyledDocument& document, const SetText& text,
                                  const Pages& pages, const StructTree& tree,
                                  const FontLibrary& fonts, TimeBudget* budget);

/// Makes the CIDs of all pages, in the order of drawing.
void meet_all(const StyledDocument& document, const SetText& text, const Pages& pages,
              const StructTree& tree, FontCids& fonts);

/// Whether a paragraph that holds a value has a line on the page.
[[nodiscard]] bool has_value(const StyledDocument& document, const Page& page);

}  // namespace bifolium

#pragma once

#include <string>

#include "pages/page.h"
#include "pdf/object_plan.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// Writes the bookmarks: one a block with an outline level, nested by it, with its paragraph's
/// text. Gives the number of the outline dictionary, or 0 where nothing is bookmarked.
[[nodiscard]] ObjectNumber write_outlines(const StyledDocument& document, const Pages& pages,
                                          const ObjectPlan& plan, FileFrame& frame);

/// The number tree of page labels: each page's folio, decimal ones in ranges
/// (ISO 32000-1, 12.4.2). A page that shows no folio is labelled with its number in the file.
[[nodiscard]] std::string page_labels(const Pages& pages, FileFrame& frame);

/// Writes the named destinations, one a block with a destination that stands on some page. Gives
/// the root of the name tree, or nothing where there are none. Every internal link must lead to
/// one.
[[nodiscard]] std::string destinations(const StyledDocument& document, const Pages& pages,
                                       const StructTree& tree, const ObjectPlan& plan,
                                       FileFrame& frame);

/// Writes the link annotations of one page.
void write_links(const StructTree& tree, std::uint32_t page, Length page_height,
                 const ObjectPlan& plan, FileFrame& frame);

}  // namespace bifolium

#pragma once

#include "pages/page.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// Builds the logical structure from what was placed (ALGORITHMS, tagging): one element a block or
/// inline element with a role, however many pages it spans, its marked content in reading order. A
/// word hyphenated at a line's end is one Span with its whole text.
[[nodiscard]] StructTree build_struct_tree(const StyledDocument& document, const SetText& text,
                                           const Pages& pages);

/// "LBody": the name of a structure type in the file.
[[nodiscard]] std::string_view struct_type_name(StructType type);

}  // namespace bifolium

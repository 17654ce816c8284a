#pragma once

#include <set>
#include <string>

#include "bifolium/typesetter.h"
#include "typeset/typeset.h"

namespace bifolium {

/// The content tree: an element a line, indented, with its attributes and place.
[[nodiscard]] std::string dump_content(const ContentTree& content);

/// The layout, merged: page, colours, rules in order of rank, running texts, decorations, parts.
[[nodiscard]] std::string dump_layout(const LayoutSpec& layout);

/// What style, shape, lines, pages or tags made, as stable text: lengths in points with three
/// decimals, ids by order.
[[nodiscard]] std::string dump_stage(const SetDocument& document, const FontLibrary& fonts,
                                     Stage stage);

/// Names of the families in which the document is set, fallback families included.
[[nodiscard]] std::set<std::string> families_used(const Sources& sources, const FontLibrary& fonts,
                                                  Workspace& workspace, Diagnostics& diagnostics);

}  // namespace bifolium

#pragma once

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "read/content.h"
#include "read/layout_spec.h"
#include "read/words.h"
#include "style/formats.h"
#include "style/resolve_values.h"
#include "style/style.h"

namespace bifolium {

/// Resolves every style, number, label and cross-reference of a document in one layout: after this,
/// no stage looks at XML again. Lengths are final; text is complete but for page numbers. `values`
/// is what resolve_values made of the same content.
/// Reports references that are never cited, and content that the layout hides.
[[nodiscard]] StyledDocument resolve_styles(const ContentTree& content, const LayoutSpec& layout,
                                            const Words& words, const FontLibrary& fonts,
                                            const ResolvedValues& values, StyleWorkspace& workspace,
                                            Diagnostics& diagnostics);

/// The page's lengths, from a spec in which only pt, mm, cm and in were written.
[[nodiscard]] PageGeometry page_geometry(const PageSpec& page);

/// Adds the style of what stands beside pages, or over them: slug lines, and the labels of a proof.
void add_mark_style(StyledDocument& document);

/// Lets a document be made for a press too: it changes how the last sheet is filled, and nothing
/// else.
void ask_for_press(const PressSpec& press, StyledDocument& document);

}  // namespace bifolium

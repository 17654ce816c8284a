#pragma once

#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "read/content.h"
#include "read/words.h"
#include "style/cascade.h"
#include "style/formats.h"
#include "style/references.h"
#include "style/resolve_values.h"
#include "style/style.h"

namespace bifolium {

/// What the builders of this stage share while one document is styled.
struct StyleContext {
  const ContentTree& tree;
  const Words& words;
  const FontLibrary& fonts;
  const ReferenceOrder& references;
  Cascade& cascade;
  StyledDocument& document;
  Formats& formats;  ///< Of the document's language.
  const ResolvedValues& values;
  Diagnostics& diagnostics;

  /// The id of an equal text style, added if it is new.
  TextStyleId intern(const TextStyle& style);
};

/// @xml:lang of the node, or `inherited`.
[[nodiscard]] std::string language_of(const ContentTree& tree, NodeId node,
                                      const std::string& inherited);

/// Whether a language is written from right to left by default (CLDR's layout order, by script).
[[nodiscard]] bool is_right_to_left(const std::string& language);

/// All text below a node, joined, with the values in it. For what stands outside the paragraphs:
/// each value met is marked as StyledValue::beyond_paragraphs.
[[nodiscard]] std::string text_beyond_paragraphs(const StyleContext& context, NodeId node);

/// The heading by which a reader knows the node: its title or question, or none.
[[nodiscard]] NodeId title_of(const ContentTree& tree, NodeId node);

/// The next sibling that is printed, or none.
[[nodiscard]] NodeId next_printed(const StyleContext& context, NodeId node);

}  // namespace bifolium

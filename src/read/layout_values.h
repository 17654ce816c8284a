#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/layout_properties.h"
#include "read/layout_spec.h"

namespace bifolium {

/// One attribute as written in a layout.
struct LayoutAttribute {
  std::string_view name, value;
  SourceSpan span;
};

/// How a length may be written, beyond absolute units, and within which bounds.
struct LengthBounds {
  RelativeUnits units = RelativeUnits::kNone;
  int least = 0, most = 0;  ///< In points; a negative `least` allows a minus sign.
};

// Each of these reads one attribute, and reports and gives none where its value is wrong.

[[nodiscard]] std::optional<LengthSpec> read_length(const LayoutAttribute& attribute,
                                                    const LengthBounds& bounds,
                                                    Diagnostics& diagnostics);
[[nodiscard]] std::optional<std::int64_t> read_number(const LayoutAttribute& attribute,
                                                      std::int64_t least, std::int64_t most,
                                                      Diagnostics& diagnostics);
/// "60% 130%", in thousandths: from `least` percent up to `most`, with 100% between them.
[[nodiscard]] std::optional<FitRange> read_range(const LayoutAttribute& attribute, int least,
                                                 int most, Diagnostics& diagnostics);
/// The position of the value in `words` (with spaces between).
[[nodiscard]] std::optional<std::size_t> read_word(const LayoutAttribute& attribute,
                                                   std::string_view words,
                                                   Diagnostics& diagnostics);
/// The name of a layout, colour, edition and the like.
[[nodiscard]] std::optional<std::string> read_name(const LayoutAttribute& attribute,
                                                   Diagnostics& diagnostics);
/// Any text but white space alone.
[[nodiscard]] std::optional<std::string> read_words_value(const LayoutAttribute& attribute,
                                                          Diagnostics& diagnostics);
/// A colour's name or #RRGGBB, as written. Whether the name is known is for the merged layout.
[[nodiscard]] std::optional<std::string> read_color_use(const LayoutAttribute& attribute,
                                                        Diagnostics& diagnostics);
/// "recto verso": each kind once.
[[nodiscard]] std::optional<PageKindSet> read_page_kinds(const LayoutAttribute& attribute,
                                                         Diagnostics& diagnostics);
/// A property of a <style>.
[[nodiscard]] std::optional<Declaration> read_declaration(const LayoutAttribute& attribute,
                                                          const PropertyInfo& info,
                                                          Diagnostics& diagnostics);

/// `<running name="head">`, or `<page>` where there is no name: how messages call an element.
[[nodiscard]] std::string element_text(std::string_view element, std::string_view name);

/// The words of a text with single spaces between them.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);

/// The help for a name that is not among `known`: the nearest of them, or all.
[[nodiscard]] std::string known_names_help(std::string_view name,
                                           std::span<const std::string_view> known);

}  // namespace bifolium

#pragma once

#include <string>
#include <string_view>

#include "choices.h"

namespace bifolium::fuzz {

/// A layout that extends a shipped one, with a page, styles, columns and running texts at the ends
/// of what its grammar allows.
[[nodiscard]] std::string generated_layout(Choices& choices);

/// A content file by content/content.rng, whose text is any mixture of scripts, marks and spaces.
[[nodiscard]] std::string generated_content(Choices& choices);

/// Appends ` name="value"`; the value is not escaped.
inline void attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"").append(value).append("\"");
}

}  // namespace bifolium::fuzz

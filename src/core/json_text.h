#pragma once

#include <string>
#include <string_view>

namespace bifolium {

/// Appends `text` (UTF-8) as a JSON string with its quotes. Ill-formed bytes become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace bifolium

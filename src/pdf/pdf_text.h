#pragma once

#include <string>
#include <string_view>

#include "core/length.h"

namespace bifolium {

/// The number of an indirect object; generation is always 0. 0 is no object.
using ObjectNumber = int;

/// Appends "12 0 R".
void append_reference(std::string& out, ObjectNumber number);

/// Appends a name object with its slash; bytes outside the regular characters as #xx
/// (ISO 32000-1, 7.3.5).
void append_name(std::string& out, std::string_view name);

/// Appends bytes as a literal string, escaped (ISO 32000-1, 7.3.4.2).
void append_byte_string(std::string& out, std::string_view bytes);

/// Whether a byte can't stand in a literal string as it is. An unescaped CR is read as LF.
[[nodiscard]] constexpr bool needs_escape(char byte) {
  return byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
}

/// Appends one byte of a literal string that is being written, escaped where it must be.
inline void append_string_byte(std::string& out, char byte) {
  if (needs_escape(byte)) out.push_back('\\');
  out.push_back(byte == '\r' ? 'r' : byte);
}

/// Appends UTF-8 text as a text string: ASCII as it is, all else as UTF-16BE with its mark, in
/// hexadecimal (ISO 32000-1, 7.9.2.2).
void append_text_string(std::string& out, std::string_view text);

/// Appends UTF-16 as four upper-case hexadecimal digits a unit.
void append_hex(std::string& out, std::u16string_view text);

/// Appends `[x0 y0 x1 y1]` in points with box precision, of a rectangle in layout space on a page
/// of this height.
void append_box(std::string& out, const Rect& box, Length page_height);

}  // namespace bifolium

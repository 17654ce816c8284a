#include "pdf/pdf_text.h"

#include <algorithm>

#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool is_regular(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && std::string_view("()<>[]{}/%#").find(c) == std::string::npos;
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

void append_reference(std::string& out, ObjectNumber number) {
  append_integer(out, number);
  out += " 0 R";
}

void append_name(std::string& out, std::string_view name) {
  out.push_back('/');
  for (const char c : name) {
    if (is_regular(c)) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('#');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
}

void append_byte_string(std::string& out, std::string_view bytes) {
  out.push_back('(');
  for (const char byte : bytes) append_string_byte(out, byte);
  out.push_back(')');
}

void append_hex(std::string& out, std::u16string_view text) {
  for (const char16_t unit : text) {
    for (int shift = 12; shift >= 0; shift -= 4) out.push_back(kHex[(unit >> shift) & 15]);
  }
}

void append_text_string(std::string& out, std::string_view text) {
  if (is_plain_ascii(text)) {
    append_byte_string(out, text);
    return;
  }
  out += "<FEFF";
  append_hex(out, to_utf16(text));
  out.push_back('>');
}

void append_box(std::string& out, const Rect& box, Length page_height) {
  out.push_back('[');
  append_points(out, box.x, kBoxPlaces);
  out.push_back(' ');
  append_points(out, page_height - box.bottom(), kBoxPlaces);
  out.push_back(' ');
  append_points(out, box.right(), kBoxPlaces);
  out.push_back(' ');
  append_points(out, page_height - box.y, kBoxPlaces);
  out.push_back(']');
}

}  // namespace bifolium

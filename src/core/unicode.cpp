#include "core/unicode.h"

namespace bifolium {

char32_t next_scalar(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned b0 = byte(at);
  if (b0 < 0x80) {
    ++at;
    return b0;
  }
  if (b0 >= 0xC2 && b0 <= 0xDF && continues(at + 1)) {
    const char32_t scalar = ((b0 & 0x1FU) << 6) | (byte(at + 1) & 0x3FU);
    at += 2;
    return scalar;
  }
  if (b0 >= 0xE0 && b0 <= 0xEF && continues(at + 1) && continues(at + 2)) {
    const char32_t scalar =
        ((b0 & 0x0FU) << 12) | ((byte(at + 1) & 0x3FU) << 6) | (byte(at + 2) & 0x3FU);
    if (scalar >= 0x800 && (scalar < 0xD800 || scalar > 0xDFFF)) {
      at += 3;
      return scalar;
    }
  } else if (b0 >= 0xF0 && b0 <= 0xF4 && continues(at + 1) && continues(at + 2) &&
             continues(at + 3)) {
    const char32_t scalar = ((b0 & 0x07U) << 18) | ((byte(at + 1) & 0x3FU) << 12) |
                            ((byte(at + 2) & 0x3FU) << 6) | (byte(at + 3) & 0x3FU);
    if (scalar >= 0x10000 && scalar <= 0x10FFFF) {
      at += 4;
      return scalar;
    }
  }
  ++at;
  return kReplacementCharacter;
}

char32_t next_scalar(std::u16string_view text, std::size_t& at) {
  const char32_t lead = text.at(at++);
  if (lead < 0xD800 || lead > 0xDFFF) return lead;
  if (lead <= 0xDBFF && at < text.size() && text[at] >= 0xDC00 && text[at] <= 0xDFFF) {
    return 0x10000 + ((lead - 0xD800) << 10) + (text[at++] - char32_t{0xDC00});
  }
  return kReplacementCharacter;
}

void append_utf8(std::string& out, char32_t s) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (s < 0x80) {
    put(s);
  } else if (s < 0x800) {
    put(0xC0 | (s >> 6));
    put(0x80 | (s & 0x3F));
  } else if (s < 0x10000) {
    put(0xE0 | (s >> 12));
    put(0x80 | ((s >> 6) & 0x3F));
    put(0x80 | (s & 0x3F));
  } else {
    put(0xF0 | (s >> 18));
    put(0x80 | ((s >> 12) & 0x3F));
    put(0x80 | ((s >> 6) & 0x3F));
    put(0x80 | (s & 0x3F));
  }
}

void append_utf16(std::u16string& out, char32_t scalar) {
  if (scalar < 0x10000) {
    out.push_back(static_cast<char16_t>(scalar));
  } else {
    out.push_back(static_cast<char16_t>(0xD800 + ((scalar - 0x10000) >> 10)));
    out.push_back(static_cast<char16_t>(0xDC00 + ((scalar - 0x10000) & 0x3FF)));
  }
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) append_utf16(out, next_scalar(text, i));
  return out;
}

std::string to_utf8(std::u16string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) append_utf8(out, next_scalar(text, i));
  return out;
}

std::string code_point_name(char32_t scalar) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string digits;
  for (; scalar != 0 || digits.size() < 4; scalar >>= 4) digits.insert(0, 1, kHex[scalar & 15]);
  return "U+" + digits;
}

}  // namespace bifolium

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bifolium {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// The scalar value at `at` of UTF-8 text, moving `at` past it. Ill-formed input gives U+FFFD and
/// moves one byte on. Source: The Unicode Standard, table 3-7.
char32_t next_scalar(std::string_view text, std::size_t& at);

/// The scalar value at `at` of UTF-16 text, moving `at` past it; a lone surrogate gives U+FFFD.
char32_t next_scalar(std::u16string_view text, std::size_t& at);

void append_utf8(std::string& out, char32_t scalar);
void append_utf16(std::u16string& out, char32_t scalar);

[[nodiscard]] std::u16string to_utf16(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u16string_view text);

/// "U+0041", at least four digits.
[[nodiscard]] std::string code_point_name(char32_t scalar);

}  // namespace bifolium

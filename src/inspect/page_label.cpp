#include "inspect/page_label.h"

#include <array>
#include <string_view>
#include <utility>

namespace bifolium {
namespace {

std::string roman(long long number) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> kDigits{{{1000, "m"},
                                                                             {900, "cm"},
                                                                             {500, "d"},
                                                                             {400, "cd"},
                                                                             {100, "c"},
                                                                             {90, "xc"},
                                                                             {50, "l"},
                                                                             {40, "xl"},
                                                                             {10, "x"},
                                                                             {9, "ix"},
                                                                             {5, "v"},
                                                                             {4, "iv"},
                                                                             {1, "i"}}};
  if (number < 1 || number > 9999) return std::to_string(number);
  std::string text;
  for (const auto& [value, digits] : kDigits) {
    for (; number >= value; number -= value) text += digits;
  }
  return text;
}

/// a to z, then aa to zz, and so on.
std::string letters(long long number) {
  if (number < 1 || number > 9999) return std::to_string(number);
  const auto repeats = static_cast<std::size_t>((number - 1) / 26 + 1);
  return std::string(repeats, static_cast<char>('a' + (number - 1) % 26));
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string page_label(QPDFObjectHandle label, std::uint32_t number) {
  if (!label.isDictionary()) return std::to_string(number);
  QPDFObjectHandle prefix = label.getKey("/P"), style = label.getKey("/S");
  QPDFObjectHandle start = label.getKey("/St");
  const long long value = start.isInteger() ? start.getIntValue() : 1;
  const std::string text = prefix.isString() ? prefix.getUTF8Value() : std::string();
  const std::string kind = style.isName() ? style.getName() : std::string();
  if (kind == "/D") return text + std::to_string(value);
  if (kind == "/r") return text + roman(value);
  if (kind == "/R") return text + upper(roman(value));
  if (kind == "/a") return text + letters(value);
  if (kind == "/A") return text + upper(letters(value));
  return text;
}

}  // namespace bifolium

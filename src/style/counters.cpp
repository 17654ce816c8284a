#include "style/counters.h"

#include <array>
#include <utility>

#include "core/decimal.h"

namespace bifolium {
namespace {

std::string letters(std::int64_t number, char first) {
  std::string out;
  for (; number > 0; number = (number - 1) / 26) {
    out.insert(out.begin(), static_cast<char>(first + (number - 1) % 26));
  }
  return out;
}

std::string roman(std::int64_t number, bool upper) {
  // Beyond 3999 the Romans had no letters either.
  if (number <= 0 || number > 3999) return integer_text(number);
  constexpr std::array<std::pair<int, std::string_view>, 13> kNumerals = {{{1000, "m"},
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
  std::string out;
  for (const auto& [value, text] : kNumerals) {
    for (; number >= value; number -= value) out += text;
  }
  if (upper) {
    for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace

MarkerKind marker_kind(std::string_view marker, std::string_view list_kind) {
  if (marker.empty()) {
    marker = list_kind == "number"   ? "decimal"
             : list_kind == "letter" ? "lower-letter"
             : list_kind == "roman"  ? "lower-roman"
             : list_kind == "check"  ? "check"
             : list_kind == "none"   ? "none"
                                     : "disc";
  }
  if (marker.size() >= 2 && (marker.front() == '\'' || marker.front() == '"')) {
    return {ListNumbering::kDisc, std::string(marker.substr(1, marker.size() - 2)), false};
  }
  if (marker == "disc") return {ListNumbering::kDisc, "\u2022", true};
  if (marker == "check") return {ListNumbering::kSquare, "\u2610", false};
  if (marker == "decimal") return {ListNumbering::kDecimal, "", false};
  if (marker == "lower-letter") return {ListNumbering::kLowerAlpha, "", false};
  if (marker == "upper-letter") return {ListNumbering::kUpperAlpha, "", false};
  if (marker == "lower-roman") return {ListNumbering::kLowerRoman, "", false};
  if (marker == "upper-roman") return {ListNumbering::kUpperRoman, "", false};
  return {};
}

std::string counter_label(ListNumbering numbering, std::int64_t number) {
  switch (numbering) {
    case ListNumbering::kDecimal:
      return integer_text(number) + ".";
    case ListNumbering::kLowerAlpha:
      return letters(number, 'a') + ".";
    case ListNumbering::kUpperAlpha:
      return letters(number, 'A') + ".";
    case ListNumbering::kLowerRoman:
      return roman(number, false) + ".";
    case ListNumbering::kUpperRoman:
      return roman(number, true) + ".";
    default:
      return {};
  }
}

}  // namespace bifolium

#include "print/print_settings.h"

#include <algorithm>
#include <array>

namespace bifolium {
namespace {

struct Named {
  std::string_view word, name;
};

// PWG 5101.1-2013, 5: the sizes that a layout's page may have by name.
constexpr auto kMedia = std::to_array<Named>({{"A3", "iso_a3_297x420mm"},
                                              {"A4", "iso_a4_210x297mm"},
                                              {"A5", "iso_a5_148x210mm"},
                                              {"A6", "iso_a6_105x148mm"},
                                              {"letter", "na_letter_8.5x11in"},
                                              {"half-letter", "na_invoice_5.5x8.5in"},
                                              {"legal", "na_legal_8.5x14in"},
                                              {"tabloid", "na_ledger_11x17in"}});
// RFC 8011, 5.2.8
constexpr auto kSides = std::to_array<Named>({{"off", "one-sided"},
                                              {"long-edge", "two-sided-long-edge"},
                                              {"short-edge", "two-sided-short-edge"}});

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

template <std::size_t N>
std::string name_in(const std::array<Named, N>& table, std::string_view word) {
  for (const Named& row : table) {
    if (same_word(row.word, word)) return std::string(row.name);
  }
  return {};
}

/// CLASS_NAME_WIDTHxHEIGHT with mm or in at its end, in small letters (PWG 5101.1-2013, 5.1).
bool is_pwg_name(std::string_view word) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  const std::size_t name = word.find('_');
  const std::size_t size = word.rfind('_');
  if (name == std::string_view::npos || name == 0 || size <= name + 1) return false;
  for (const char c : word) {
    if (!is_plain(c) && c != '_') return false;
  }
  std::string_view dimensions = word.substr(size + 1);
  if (!dimensions.ends_with("mm") && !dimensions.ends_with("in")) return false;
  dimensions.remove_suffix(2);
  const std::size_t by = dimensions.find('x');
  const auto is_number = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
  };
  return by != std::string_view::npos && is_number(dimensions.substr(0, by)) &&
         is_number(dimensions.substr(by + 1));
}

}  // namespace

PrintSettings filled_in(PrintSettings asked, const PrintSettings& defaults) {
  if (asked.copies == 0) asked.copies = defaults.copies;
  if (asked.sides.empty()) asked.sides = defaults.sides;
  if (asked.media.empty()) asked.media = defaults.media;
  if (asked.tray.empty()) asked.tray = defaults.tray;
  return asked;
}

std::string sides_of(std::string_view word) { return name_in(kSides, word); }

std::string media_of(std::string_view word) {
  if (is_pwg_name(word)) return std::string(word);
  return name_in(kMedia, word);
}

}  // namespace bifolium

#include "print/print_settings.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/decimal.h"

namespace bifolium {
namespace {

struct Named {
  std::string_view word, name;
};

struct Paper {
  std::string_view word, name;
  std::int64_t width, height;  ///< Micrometers.
};

// PWG 5101.1-2013, 5: the sizes that a layout may name, but for DL, which is an envelope there.
constexpr auto kPapers = std::to_array<Paper>({
    {"A1", "iso_a1_594x841mm", 594'000, 841'000},
    {"A2", "iso_a2_420x594mm", 420'000, 594'000},
    {"A3", "iso_a3_297x420mm", 297'000, 420'000},
    {"A4", "iso_a4_210x297mm", 210'000, 297'000},
    {"A5", "iso_a5_148x210mm", 148'000, 210'000},
    {"A6", "iso_a6_105x148mm", 105'000, 148'000},
    {"SRA1", "iso_sra1_640x900mm", 640'000, 900'000},
    {"SRA2", "iso_sra2_450x640mm", 450'000, 640'000},
    {"SRA3", "iso_sra3_320x450mm", 320'000, 450'000},
    {"SRA4", "iso_sra4_225x320mm", 225'000, 320'000},
    {"letter", "na_letter_8.5x11in", 215'900, 279'400},
    {"half-letter", "na_invoice_5.5x8.5in", 139'700, 215'900},
    {"legal", "na_legal_8.5x14in", 215'900, 355'600},
    {"tabloid", "na_ledger_11x17in", 279'400, 431'800},
});
constexpr std::int64_t kNear = 500;  // Micrometers.

// RFC 8011, 5.2.8
constexpr auto kSides = std::to_array<Named>({{"off", "one-sided"},
                                              {"long-edge", "two-sided-long-edge"},
                                              {"short-edge", "two-sided-short-edge"}});

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
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

std::string sides_of(std::string_view word) {
  for (const Named& row : kSides) {
    if (same_word(row.word, word)) return std::string(row.name);
  }
  return {};
}

std::string media_of(std::string_view word) {
  if (is_pwg_name(word)) return std::string(word);
  for (const Paper& paper : kPapers) {
    if (same_word(paper.word, word)) return std::string(paper.name);
  }
  return {};
}

std::string media_of_size(std::int64_t width, std::int64_t height) {
  const auto [narrow, wide] = std::minmax(width, height);
  for (const Paper& paper : kPapers) {
    if (std::abs(paper.width - narrow) <= kNear && std::abs(paper.height - wide) <= kNear) {
      return std::string(paper.name);
    }
  }
  std::string name = "om_sheet_";
  append_decimal(name, narrow, 3);
  name += 'x';
  append_decimal(name, wide, 3);
  return name + "mm";
}

}  // namespace bifolium

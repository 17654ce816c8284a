#include "cli/costs.h"

#include <string_view>

#include "cli/output.h"
#include "core/decimal.h"
#include "core/json_text.h"

namespace bifolium {
namespace {

std::string decimal(std::int64_t value, int places) {
  std::string out;
  append_decimal(out, value, places);
  return out;
}

/// A number with fewer places than it has, rounded.
std::string rounded(std::int64_t value, std::int64_t unit, int places) {
  return decimal(mul_div_round(value, 1, unit), places);
}

constexpr std::string_view kInks[] = {"cyan", "magenta", "yellow", "black"};

}  // namespace

std::string costs_text(const Document& document) {
  const PaperUse& paper = document.paper;
  std::string out = "  paper: " + count_text(paper.sheets, "sheet") + " of " +
                    rounded(paper.width, 10, 2) + " × " + rounded(paper.height, 10, 2) + " mm, " +
                    rounded(paper.square_millimeters, 1'000, 3) + " m²";
  if (paper.milligrams > 0) out += ", " + rounded(paper.milligrams, 100, 1) + " g";
  out += "\n  ink, per cent of the page:";
  for (const std::string_view ink : kInks) out.append(" ").append(ink);
  out += "\n";
  for (std::size_t i = 0; i < document.ink.size(); ++i) {
    out += "  page " + integer_text(static_cast<std::int64_t>(i) + 1) + ":";
    for (const std::int64_t share : document.ink[i]) out += " " + rounded(share, 100, 1);
    out += "\n";
  }
  return out;
}

std::string costs_json(const Document& document, const std::string& path,
                       const std::string& press_path) {
  const PaperUse& paper = document.paper;
  std::string out = "{\"output\":";
  append_json_string(out, path);
  if (!press_path.empty()) {
    out += ",\"press_output\":";
    append_json_string(out, press_path);
  }
  out += ",\"layout_hash\":";
  append_json_string(out, document.layout_hash);
  out += ",\"pages\":" + integer_text(document.pages);
  out += ",\"paper\":{\"sheets\":" + integer_text(paper.sheets);
  out += ",\"width_mm\":" + decimal(paper.width, 3) + ",\"height_mm\":" + decimal(paper.height, 3);
  out += ",\"square_meters\":" + decimal(paper.square_millimeters, 6);
  if (paper.milligrams > 0) out += ",\"grams\":" + decimal(paper.milligrams, 3);
  out += "},\"ink_percent\":[";
  for (std::size_t i = 0; i < document.ink.size(); ++i) {
    out += i == 0 ? "{" : ",{";
    for (std::size_t ink = 0; ink < document.ink[i].size(); ++ink) {
      if (ink > 0) out += ",";
      append_json_string(out, kInks[ink]);
      out += ":" + decimal(document.ink[i][ink], 3);
    }
    out += "}";
  }
  return out + "]}\n";
}

}  // namespace bifolium

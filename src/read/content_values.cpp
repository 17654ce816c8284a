#include "read/content_values.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "core/unicode.h"
#include "read/xml.h"

namespace bifolium {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

using Range = std::pair<char32_t, char32_t>;

/// NameStartChar without the colon. Source: XML 1.0 (fifth edition), production 4.
constexpr auto kNameStart = std::to_array<Range>({
    {'A', 'Z'},
    {'_', '_'},
    {'a', 'z'},
    {0xC0, 0xD6},
    {0xD8, 0xF6},
    {0xF8, 0x2FF},
    {0x370, 0x37D},
    {0x37F, 0x1FFF},
    {0x200C, 0x200D},
    {0x2070, 0x218F},
    {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF},
    {0xF900, 0xFDCF},
    {0xFDF0, 0xFFFD},
    {0x10000, 0xEFFFF},
});
/// What NameChar adds. Source: production 4a.
constexpr auto kNameRest =
    std::to_array<Range>({{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}});

bool in_ranges(std::span<const Range> ranges, char32_t scalar) {
  return std::ranges::any_of(
      ranges, [&](const Range& r) { return scalar >= r.first && scalar <= r.second; });
}

int number_of(std::string_view digits) {
  int n = 0;
  for (const char c : digits) n = n * 10 + (c - '0');
  return n;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays.at(static_cast<std::size_t>(month - 1)) + (leap && month == 2 ? 1 : 0);
}

/// Something, one @, and something with a point in it; nothing that a link can't hold.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  const std::string_view host = text.substr(at + 1);
  if (host.find('@') != std::string_view::npos || host.find('.') == std::string_view::npos) {
    return false;
  }
  return is_address("mailto:" + std::string(text));
}

bool is_start_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 4;
  return !text.empty() && text.size() <= kMostDigits && std::ranges::all_of(text, is_digit) &&
         text.front() != '0';
}

bool is_simple_name(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

std::string choices_in_words(std::span<const std::string_view> choices) {
  std::string words;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) words += i + 1 == choices.size() ? " or " : ", ";
    words += choices[i];
  }
  return words;
}

/// The code of a value that fails its form; {0} is what it is, {1} the value.
DiagnosticCode code_of(ValueForm form) {
  switch (form) {
    case ValueForm::kText:
      break;
    case ValueForm::kId:
    case ValueForm::kTarget:
    case ValueForm::kReference:
      return DiagnosticCode::kBadId;
    case ValueForm::kLanguage:
      return DiagnosticCode::kBadLanguage;
    case ValueForm::kChoice:
      return DiagnosticCode::kBadChoice;
    case ValueForm::kNumber:
      return DiagnosticCode::kBadNumber;
    case ValueForm::kAddress:
      return DiagnosticCode::kBadAddress;
    case ValueForm::kDate:
      return DiagnosticCode::kBadDate;
    case ValueForm::kPhone:
      return DiagnosticCode::kBadPhone;
    case ValueForm::kEmail:
      return DiagnosticCode::kBadEmail;
    case ValueForm::kName:
      return DiagnosticCode::kBadName;
    case ValueForm::kValueName:
      return DiagnosticCode::kBadValueName;
  }
  return DiagnosticCode::kEmptyValue;
}

bool has_form(ValueForm form, std::span<const std::string_view> choices, std::string_view value) {
  switch (form) {
    case ValueForm::kText:
      return true;
    case ValueForm::kId:
    case ValueForm::kTarget:
    case ValueForm::kReference:
      return is_ncname(value);
    case ValueForm::kLanguage:
      return is_language_tag(value);
    case ValueForm::kChoice:
      return std::ranges::find(choices, value) != choices.end();
    case ValueForm::kNumber:
      return is_start_number(value);
    case ValueForm::kAddress:
      return is_address(value);
    case ValueForm::kDate:
      return is_calendar_date(value);
    case ValueForm::kPhone:
      return is_phone_number(value);
    case ValueForm::kEmail:
      return is_email(value);
    case ValueForm::kName:
      return is_simple_name(value);
    case ValueForm::kValueName:
      return is_ncname(value) && value != "and" && value != "or" && value != "not";
  }
  return false;
}

}  // namespace

std::string collapse_xml_space(std::string_view text) {
  std::string out;
  for (const char c : trim_xml_space(text)) {
    if (!is_xml_space(c)) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

bool is_calendar_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != 4 && i != 7 && !is_digit(text[i])) return false;
  }
  const int year = number_of(text.substr(0, 4));
  const int month = number_of(text.substr(5, 2));
  const int day = number_of(text.substr(8, 2));
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

std::size_t ncname_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); length = at) {
    const char32_t scalar = next_scalar(text, at);
    if (!in_ranges(kNameStart, scalar) && (length == 0 || !in_ranges(kNameRest, scalar))) break;
  }
  return length;
}

bool is_ncname(std::string_view text) {
  return !text.empty() && ncname_length(text) == text.size();
}

bool is_phone_number(std::string_view text) {
  constexpr std::string_view kSigns = " +-.()/";
  const auto digits = std::ranges::count_if(text, is_digit);
  return digits >= 2 && std::ranges::all_of(text, [&](char c) {
           return is_digit(c) || kSigns.find(c) != std::string_view::npos;
         });
}

bool is_language_tag(std::string_view text) {
  constexpr std::size_t kLongestSubtag = 8;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('-', at), text.size());
    const std::string_view subtag = text.substr(at, end - at);
    const bool language = at == 0;
    if (language ? subtag.size() < 2 || subtag.size() > 3
                 : subtag.empty() || subtag.size() > kLongestSubtag) {
      return false;
    }
    for (const char c : subtag) {
      if (!is_letter(c) && (language || !is_digit(c))) return false;
    }
    at = end + 1;
  }
  return true;
}

bool is_address(std::string_view text) {
  constexpr auto kSchemes =
      std::to_array<std::string_view>({"http://", "https://", "mailto:", "tel:"});
  const auto scheme =
      std::ranges::find_if(kSchemes, [&](std::string_view s) { return text.starts_with(s); });
  if (scheme == kSchemes.end() || text.size() == scheme->size()) return false;
  constexpr std::string_view kSigns = "-._~:/?#[]@!$&'()*+,;=";
  for (std::size_t i = scheme->size(); i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])) {
        return false;
      }
    } else if (!is_letter(c) && !is_digit(c) && kSigns.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool check_value(ValueForm form, std::span<const std::string_view> choices, std::string_view value,
                 std::string_view what, const SourceSpan& span, Diagnostics& diagnostics) {
  if (value.empty()) {
    diagnostics.report(DiagnosticCode::kEmptyValue, span, {what});
    return false;
  }
  if (has_form(form, choices, value)) return true;
  std::string expected;
  std::string help;
  if (form == ValueForm::kChoice) {
    expected = choices_in_words(choices);
    help = nearest_name(value, {choices.begin(), choices.end()});
    if (!help.empty()) help = "did you mean " + help + '?';
  }
  diagnostics.report(code_of(form), span, {what, value, expected, help});
  return false;
}

}  // namespace bifolium

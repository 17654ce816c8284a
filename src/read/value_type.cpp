#include "read/value_type.h"

#include <algorithm>
#include <array>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"
#include "read/content_values.h"

namespace bifolium {
namespace {

struct TypeRow {
  std::string_view name, wanted;
};

/// In the order of ValueType.
constexpr auto kTypes = std::to_array<TypeRow>({
    {"text", "text"},
    {"date", "a date such as 2026-12-31"},
    {"time", "a time such as 14:30"},
    {"phone", "a telephone number such as 020 7946 0123"},
    {"number", "a number such as 5 or 2.5, with a point and without its unit"},
});
static_assert(kTypes.size() == static_cast<std::size_t>(ValueType::kNumber) + 1);

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  const std::string_view hour = text.substr(0, 2);
  const std::string_view minute = text.substr(3);
  return are_digits(hour) && are_digits(minute) && hour < "24" && minute < "60";
}

struct NumberParts {
  bool negative = false;
  std::string_view whole, decimals;
};

std::optional<NumberParts> number_parts(std::string_view text) {
  NumberParts parts;
  parts.negative = text.starts_with('-');
  if (parts.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  parts.whole = text.substr(0, point);
  if (!are_digits(parts.whole) || parts.whole.size() > kMaxWholeDigits) return std::nullopt;
  if (parts.whole.size() > 1 && parts.whole.front() == '0') return std::nullopt;
  if (point == std::string_view::npos) return parts;
  parts.decimals = text.substr(point + 1);
  if (!are_digits(parts.decimals) || parts.decimals.size() > kMaxDecimals) return std::nullopt;
  return parts;
}

/// Characters that change what stands around them, or are none.
bool is_forbidden(char32_t scalar) {
  const bool control = scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0);
  const bool separator = scalar == 0x2028 || scalar == 0x2029;
  const bool bidi =
      (scalar >= 0x202A && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069);
  const bool annotation = scalar >= 0xFFF9 && scalar <= 0xFFFC;
  const bool nonchar = (scalar >= 0xFDD0 && scalar <= 0xFDEF) || (scalar & 0xFFFE) == 0xFFFE;
  return control || separator || bidi || annotation || nonchar;
}

}  // namespace

std::string_view value_type_name(ValueType type) {
  return kTypes.at(static_cast<std::size_t>(type)).name;
}

std::optional<ValueType> value_type_named(std::string_view name) {
  const auto found = std::ranges::find(kTypes, name, &TypeRow::name);
  if (found == kTypes.end()) return std::nullopt;
  return static_cast<ValueType>(found - kTypes.begin());
}

std::string_view value_type_wanted(ValueType type) {
  return kTypes.at(static_cast<std::size_t>(type)).wanted;
}

bool has_value_type(ValueType type, std::string_view text) {
  switch (type) {
    case ValueType::kText:
      return true;
    case ValueType::kDate:
      return is_calendar_date(text);
    case ValueType::kTime:
      return is_time(text);
    case ValueType::kPhone:
      return text.size() <= kMaxPhoneCharacters && is_phone_number(text);
    case ValueType::kNumber:
      return number_parts(text).has_value();
  }
  return false;
}

std::int64_t number_in_millionths(std::string_view number) {
  const std::optional<NumberParts> parts = number_parts(number);
  BIFOLIUM_CHECK(parts.has_value(), "a number that was let through is none");
  std::string digits(parts->whole);
  digits += parts->decimals;
  digits.append(kMaxDecimals - parts->decimals.size(), '0');
  std::int64_t value = 0;
  BIFOLIUM_CHECK(parse_integer(digits, value), "a number within the bounds does not fit");
  return parts->negative ? -value : value;
}

std::string value_text_fault(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const char32_t scalar = next_scalar(text, at);
    if (scalar == kReplacementCharacter) return "it is not UTF-8, or has lost a character";
    if (is_forbidden(scalar)) return "it holds " + code_point_name(scalar);
  }
  if (count <= kMaxValueCharacters) return {};
  return "it is longer than " + integer_text(std::int64_t{kMaxValueCharacters}) + " characters";
}

}  // namespace bifolium

#include "core/decimal.h"

#include <array>
#include <charconv>

#include "core/check.h"

namespace bifolium {
namespace {
constexpr std::array<std::int64_t, 10> kPowersOfTen = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
constexpr std::int64_t kUnitsPerPoint = Length::points(1).units();
}  // namespace

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), result.ptr);
}

std::string integer_text(std::int64_t value) {
  std::string out;
  append_integer(out, value);
  return out;
}

void append_decimal(std::string& out, std::int64_t value, int places) {
  BIFOLIUM_CHECK(places >= 0 && places < 10, "decimal places out of range");
  const std::int64_t scale = kPowersOfTen[static_cast<std::size_t>(places)];
  if (value < 0) {
    out.push_back('-');
    value = -value;
  }
  append_integer(out, value / scale);
  std::int64_t rest = value % scale;
  if (rest == 0) return;
  out.push_back('.');
  for (std::int64_t digit_scale = scale / 10; rest != 0; digit_scale /= 10) {
    out.push_back(static_cast<char>('0' + rest / digit_scale));
    rest %= digit_scale;
  }
}

std::int64_t to_decimal_points(Length length, int places) {
  return mul_div_round(length.units(), kPowersOfTen.at(static_cast<std::size_t>(places)),
                       kUnitsPerPoint);
}

void append_points(std::string& out, Length length, int places) {
  append_decimal(out, to_decimal_points(length, places), places);
}

std::string millimeters_text(Length length, int places) {
  constexpr std::int64_t kMillimeter = Length::micrometers(1'000).units();
  std::string out;
  append_decimal(
      out,
      mul_div_round(length.units(), kPowersOfTen.at(static_cast<std::size_t>(places)), kMillimeter),
      places);
  return out;
}

bool parse_integer(std::string_view text, std::int64_t& value) {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() && !text.empty();
}

}  // namespace bifolium

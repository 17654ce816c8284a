#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/length.h"

namespace bifolium {

/// Decimal places that the PDF carries: part of the format, since 127 is prime and no Length has
/// an exact decimal in general (ALGORITHMS: positions).
inline constexpr int kTextPlaces = 3;
inline constexpr int kBoxPlaces = 4;

/// Appends `value` / 10^places without trailing zeros, as "12", "-0.5"; never "-0" or an exponent.
void append_decimal(std::string& out, std::int64_t value, int places);

/// Appends a length in points, rounded half away from zero to `places` decimals.
void append_points(std::string& out, Length length, int places);

/// A length in millimeters, rounded half away from zero: "12.5".
[[nodiscard]] std::string millimeters_text(Length length, int places);

/// The length in 10^-places pt, rounded half away from zero: what append_points writes.
[[nodiscard]] std::int64_t to_decimal_points(Length length, int places);

void append_integer(std::string& out, std::int64_t value);
[[nodiscard]] std::string integer_text(std::int64_t value);

/// The number that the whole of `text` is; false where it isn't one or doesn't fit.
[[nodiscard]] bool parse_integer(std::string_view text, std::int64_t& value);

}  // namespace bifolium

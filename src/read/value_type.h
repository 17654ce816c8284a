#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bifolium {

/// What a value of a leaflet is: an appointment's date, a dose, a name.
enum class ValueType : std::uint8_t { kText, kDate, kTime, kPhone, kNumber };

/// Bounds on values (docs/limits.md). A number has at most kMaxWholeDigits before its point and
/// kMaxDecimals after it, so that comparing is exact in 64 bits.
inline constexpr std::size_t kMaxValueCharacters = 1'000;
inline constexpr std::size_t kMaxPhoneCharacters = 40;
inline constexpr std::size_t kMaxWholeDigits = 12;
inline constexpr std::size_t kMaxDecimals = 6;

/// "date" for kDate: the name in XML.
[[nodiscard]] std::string_view value_type_name(ValueType type);
/// The type of a name in XML; none for a name that is none.
[[nodiscard]] std::optional<ValueType> value_type_named(std::string_view name);
/// "a date such as 2026-12-31": what a value of the type looks like.
[[nodiscard]] std::string_view value_type_wanted(ValueType type);

/// Whether `text`, which is not empty, has the form of the type: an ISO date (2026-12-31), a time
/// (14:30), a telephone number, a decimal number with a point, no exponent and no needless zero in
/// front. Any text is text.
[[nodiscard]] bool has_value_type(ValueType type, std::string_view text);

/// A number that has its type, in millionths.
[[nodiscard]] std::int64_t number_in_millionths(std::string_view number);

/// What keeps a text that comes from outside from being printed, in words that never quote it;
/// empty where nothing does. A value is one stretch of a line and can't reach beyond itself: line
/// ends, control characters, bidi embeddings, overrides and isolates (UAX #9, 2.1 to 2.5),
/// characters for annotation and noncharacters are refused, as are ill-formed UTF-8 and U+FFFD.
[[nodiscard]] std::string value_text_fault(std::string_view text);

}  // namespace bifolium

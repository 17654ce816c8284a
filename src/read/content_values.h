#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/content_grammar.h"

namespace bifolium {

/// `text` with runs of XML white space as one space, and none at the ends.
[[nodiscard]] std::string collapse_xml_space(std::string_view text);

/// YYYY-MM-DD of the proleptic Gregorian calendar, year 0001 to 9999 (ISO 8601-1, 5.2.2.1).
[[nodiscard]] bool is_calendar_date(std::string_view text);

/// The bytes of the name without colon that `text` begins with; 0 where it begins with none.
[[nodiscard]] std::size_t ncname_length(std::string_view text);

/// Digits and the signs between their groups; "112" is the shortest that anyone dials.
[[nodiscard]] bool is_phone_number(std::string_view text);

/// A name without colon. Source: Namespaces in XML 1.0, production 4.
[[nodiscard]] bool is_ncname(std::string_view text);

/// language[-subtag]…, language of two or three letters (the form of RFC 5646, 2.1; whether a
/// subtag is registered is not looked up).
[[nodiscard]] bool is_language_tag(std::string_view text);

/// http, https, mailto or tel, in the characters that RFC 3986 allows.
[[nodiscard]] bool is_address(std::string_view text);

/// Checks a value with white space collapsed against `form`. `what` names it in the message:
/// "@href of <link>" or "<issued>". False if it was reported. kTarget and kReference are checked
/// for their form alone.
bool check_value(ValueForm form, std::span<const std::string_view> choices, std::string_view value,
                 std::string_view what, const SourceSpan& span, Diagnostics& diagnostics);

}  // namespace bifolium

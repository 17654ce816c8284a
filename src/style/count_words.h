#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bifolium {

/// Words of a text in a BCP 47 language (UAX #29 by ICU, with its dictionaries for scripts that
/// have no spaces): segments that hold a letter, a number or an ideograph.
[[nodiscard]] std::int64_t count_words(std::u16string_view text, const std::string& language);

}  // namespace bifolium

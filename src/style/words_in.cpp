#include "style/words_in.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>

#include <array>
#include <memory>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

struct CloseDateFormat {
  void operator()(UDateFormat* format) const { udat_close(format); }
};

std::int64_t digits(std::string_view text) {
  std::int64_t value = 0;
  BIFOLIUM_CHECK(parse_integer(text, value), "a date that the reader let through is not a date");
  return value;
}

/// Days since 1970-01-01 of a proleptic Gregorian date.
std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

}  // namespace

std::string word(const Words& words, std::string_view name,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  const std::string* pattern = words.find(name);
  BIFOLIUM_CHECK(pattern != nullptr, "the words file lacks a word that its reader demands");
  std::string out;
  for (std::size_t at = 0; at < pattern->size();) {
    const std::size_t close = (*pattern)[at] == '{' ? pattern->find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      out.push_back((*pattern)[at++]);
      continue;
    }
    const std::string_view field = std::string_view(*pattern).substr(at + 1, close - at - 1);
    for (const auto& [key, value] : fields) {
      if (key == field) out += value;
    }
    at = close + 1;
  }
  return out;
}

std::string date_in_words(std::string_view iso, const std::string& language) {
  const std::int64_t year = digits(iso.substr(0, 4));
  const std::int64_t month = digits(iso.substr(5, 2));
  const bool has_day = iso.size() >= 10;
  const std::int64_t day = has_day ? digits(iso.substr(8, 2)) : 1;
  UErrorCode error = U_ZERO_ERROR;
  constexpr char16_t kUtc[] = u"UTC";
  const std::u16string pattern = has_day ? u"" : u"LLLL yyyy";
  const std::unique_ptr<UDateFormat, CloseDateFormat> format(
      udat_open(has_day ? UDAT_NONE : UDAT_PATTERN, has_day ? UDAT_LONG : UDAT_PATTERN,
                language.c_str(), kUtc, 3, has_day ? nullptr : pattern.data(),
                has_day ? 0 : static_cast<int>(pattern.size()), &error));
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU has no date format");
  std::array<char16_t, 128> out{};
  // allow(double): ICU's UDate is a double of milliseconds; whole days are exact in it
  const auto when = static_cast<UDate>(days_from_civil(year, month, day) * 86'400'000);
  const int length =
      udat_format(format.get(), when, out.data(), static_cast<int>(out.size()), nullptr, &error);
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU could not format a date");
  return to_utf8(std::u16string_view(out.data(), static_cast<std::size_t>(length)));
}

}  // namespace bifolium

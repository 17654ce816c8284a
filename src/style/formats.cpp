#include "style/formats.h"

#include <unicode/udat.h>
#include <unicode/unum.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

struct CloseDateFormat {
  void operator()(UDateFormat* format) const { udat_close(format); }
};
using DateFormat = std::unique_ptr<UDateFormat, CloseDateFormat>;

struct CloseNumberFormat {
  void operator()(UNumberFormat* format) const { unum_close(format); }
};

constexpr std::string_view kNoBreakSpace = "\u00A0";

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

DateFormat open_date_format(const std::string& language, UDateFormatStyle time,
                            UDateFormatStyle date, std::u16string_view pattern) {
  constexpr char16_t kUtc[] = u"UTC";
  UErrorCode error = U_ZERO_ERROR;
  DateFormat format(udat_open(time, date, language.c_str(), kUtc, 3,
                              pattern.empty() ? nullptr : pattern.data(),
                              static_cast<int>(pattern.size()), &error));
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU has no date format");
  return format;
}

std::string formatted(const UDateFormat* format, std::int64_t milliseconds) {
  std::array<char16_t, 128> out{};
  UErrorCode error = U_ZERO_ERROR;
  // allow(double): ICU's UDate is a double of milliseconds; whole minutes are exact in it
  const auto when = static_cast<UDate>(milliseconds);
  const int length =
      udat_format(format, when, out.data(), static_cast<int>(out.size()), nullptr, &error);
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU could not format a date");
  return to_utf8(std::u16string_view(out.data(), static_cast<std::size_t>(length)));
}

}  // namespace

struct Formats::State {
  std::string language;
  DateFormat day, month, time;
  std::unique_ptr<UNumberFormat, CloseNumberFormat> number;
  /// What stands between a number and a percent sign: nothing, or a space.
  std::string before_percent, after_percent;
  bool percent_known = false;

  void learn_percent();
};

Formats::Formats(std::string language) : state_(std::make_unique<State>()) {
  state_->language = std::move(language);
}

Formats::~Formats() = default;

std::string Formats::date(std::string_view iso) {
  const bool has_day = iso.size() >= 10;
  DateFormat& format = has_day ? state_->day : state_->month;
  if (format == nullptr) {
    format = has_day ? open_date_format(state_->language, UDAT_NONE, UDAT_LONG, {})
                     : open_date_format(state_->language, UDAT_PATTERN, UDAT_PATTERN, u"LLLL yyyy");
  }
  constexpr std::int64_t kDay = 86'400'000;
  return formatted(format.get(), days_from_civil(digits(iso.substr(0, 4)), digits(iso.substr(5, 2)),
                                                 has_day ? digits(iso.substr(8, 2)) : 1) *
                                     kDay);
}

std::string Formats::time(std::string_view iso) {
  if (state_->time == nullptr) {
    state_->time = open_date_format(state_->language, UDAT_SHORT, UDAT_NONE, {});
  }
  constexpr std::int64_t kMinute = 60'000;
  return formatted(state_->time.get(),
                   (digits(iso.substr(0, 2)) * 60 + digits(iso.substr(3, 2))) * kMinute);
}

void Formats::State::learn_percent() {
  if (percent_known) return;
  percent_known = true;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UNumberFormat, CloseNumberFormat> format(
      unum_open(UNUM_PERCENT, nullptr, 0, language.c_str(), nullptr, &error));
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU has no percent format");
  const auto affix = [&](UNumberFormatTextAttribute which) {
    std::array<char16_t, 32> out{};
    const int length = unum_getTextAttribute(format.get(), which, out.data(),
                                             static_cast<int>(out.size()), &error);
    BIFOLIUM_CHECK(U_SUCCESS(error), "ICU could not tell where a percent sign stands");
    return to_utf8(std::u16string_view(out.data(), static_cast<std::size_t>(length)));
  };
  before_percent = affix(UNUM_POSITIVE_PREFIX);
  after_percent = affix(UNUM_POSITIVE_SUFFIX);
}

std::string Formats::number(std::string_view decimal, std::string_view unit) {
  UErrorCode error = U_ZERO_ERROR;
  if (state_->number == nullptr) {
    state_->number.reset(
        unum_open(UNUM_DECIMAL, nullptr, 0, state_->language.c_str(), nullptr, &error));
    BIFOLIUM_CHECK(U_SUCCESS(error), "ICU has no number format");
  }
  const std::size_t point = decimal.find('.');
  // The decimals are the author's: "2.50" was reviewed as 2.50.
  const auto decimals =
      static_cast<int>(point == std::string_view::npos ? 0 : decimal.size() - point - 1);
  unum_setAttribute(state_->number.get(), UNUM_MIN_FRACTION_DIGITS, decimals);
  unum_setAttribute(state_->number.get(), UNUM_MAX_FRACTION_DIGITS, decimals);
  std::array<char16_t, 128> out{};
  const int length =
      unum_formatDecimal(state_->number.get(), decimal.data(), static_cast<int>(decimal.size()),
                         out.data(), static_cast<int>(out.size()), nullptr, &error);
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU could not format a number");
  std::string text = to_utf8(std::u16string_view(out.data(), static_cast<std::size_t>(length)));
  if (unit.empty()) return text;
  if (unit != "%") return text.append(kNoBreakSpace).append(unit);
  state_->learn_percent();
  return state_->before_percent + text + state_->after_percent;
}

Formats& StyleWorkspace::formats(const std::string& language) {
  const auto found = formats_.find(language);
  if (found != formats_.end() && languages_ > 0) return *found->second;
  if (formats_.size() >= languages_) formats_.clear();
  return *formats_.emplace(language, std::make_unique<Formats>(language)).first->second;
}

}  // namespace bifolium

#include "read/value_type.h"

#include <gtest/gtest.h>

#include <string>

namespace bifolium {
namespace {

TEST(ValueType, KnowsItsNames) {
  for (const char* name : {"text", "date", "time", "phone", "number"}) {
    const auto type = value_type_named(name);
    ASSERT_TRUE(type.has_value()) << name;
    EXPECT_EQ(value_type_name(*type), name);
  }
  EXPECT_FALSE(value_type_named("Date").has_value());
}

TEST(ValueType, HoldsTimesToTheClock) {
  for (const char* good : {"00:00", "09:30", "23:59"}) {
    EXPECT_TRUE(has_value_type(ValueType::kTime, good)) << good;
  }
  for (const char* bad :
       {"24:00", "12:60", "9:30", "09:30:00", "09.30", "0930", "+9:30", "9 :30"}) {
    EXPECT_FALSE(has_value_type(ValueType::kTime, bad)) << bad;
  }
}

TEST(ValueType, HoldsNumbersToTheirForm) {
  for (const char* good : {"0", "7", "-7", "0.5", "2.50", "123456789012.123456"}) {
    EXPECT_TRUE(has_value_type(ValueType::kNumber, good)) << good;
  }
  for (const char* bad : {"", "-", ".5", "5.", "+5", "05", "1,5", "1e3", "1 000", "0x10", "--1",
                          "1234567890123", "1.1234567", "\u0665"}) {
    EXPECT_FALSE(has_value_type(ValueType::kNumber, bad)) << bad;
  }
}

TEST(ValueType, CountsNumbersInMillionths) {
  EXPECT_EQ(number_in_millionths("2.5"), 2'500'000);
  EXPECT_EQ(number_in_millionths("-0.000001"), -1);
  EXPECT_EQ(number_in_millionths("999999999999.999999"), 999'999'999'999'999'999);
}

TEST(ValueText, RefusesWhatReachesBeyondItself) {
  for (const char* bad : {"a\nb", "a\tb", "\x7F", "\u0085", "\u2028", "\u2029", "\u202A", "\u202E",
                          "\u202C", "\u2066", "\u2069", "\uFFF9", "\uFFFC", "\uFFFD", "\uFDD0",
                          "\U0001FFFF", "\xC3", "\xED\xA0\x80"}) {
    EXPECT_FALSE(value_text_fault(bad).empty()) << bad;
  }
  EXPECT_FALSE(value_text_fault(std::string("a\0b", 3)).empty());
}

TEST(ValueText, LeavesTextOfAllScriptsAlone) {
  for (const char* good : {"", " Jo  Bell ", "Ελένη", "محمد", "\u200Fא\u200E", "क्\u200Dष",
                           "e\u0301", "a\u00A0b", "co\u00ADop", "\U0001F600"}) {
    EXPECT_TRUE(value_text_fault(good).empty()) << good;
  }
}

TEST(ValueText, CountsCharactersNotBytes) {
  std::string text;
  for (std::size_t i = 0; i < kMaxValueCharacters; ++i) text += "é";
  EXPECT_TRUE(value_text_fault(text).empty());
  EXPECT_FALSE(value_text_fault(text + "e").empty());
}

}  // namespace
}  // namespace bifolium

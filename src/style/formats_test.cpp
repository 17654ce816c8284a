#include "style/formats.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>

namespace bifolium {
namespace {

// Expected values: CLDR's long date format of each language.
TEST(Formats, WriteADateInTheDocumentsLanguage) {
  EXPECT_EQ(Formats("en-GB").date("2026-11-01"), "1 November 2026");
  EXPECT_EQ(Formats("en-US").date("2026-11-01"), "November 1, 2026");
  EXPECT_EQ(Formats("el").date("2026-11-01"), "1 Νοεμβρίου 2026");
  EXPECT_EQ(Formats("de").date("2026-11-01"), "1. November 2026");
}

TEST(Formats, HaveTheUkrainianGenitiveAndYearMark) {
  const std::string date = Formats("uk").date("2026-03-31");
  EXPECT_TRUE(date.starts_with("31 березня 2026")) << date;
}

TEST(Formats, GiveTheMonthAloneInTheNominative) {
  EXPECT_EQ(Formats("en-GB").date("2026-11"), "November 2026");
  EXPECT_EQ(Formats("el").date("2026-11"), "Νοέμβριος 2026");
  EXPECT_TRUE(Formats("uk").date("2026-03").starts_with("березень 2026"));
}

TEST(Formats, KnowLeapDaysAndCenturies) {
  EXPECT_EQ(Formats("en-GB").date("2024-02-29"), "29 February 2024");
  EXPECT_EQ(Formats("en-GB").date("2000-02-29"), "29 February 2000");
  EXPECT_EQ(Formats("en-GB").date("1999-12-31"), "31 December 1999");
  EXPECT_EQ(Formats("en-GB").date("1970-01-01"), "1 January 1970");
  EXPECT_EQ(Formats("en-GB").date("1900-03-01"), "1 March 1900");
}

TEST(Formats, DependOnNeitherLocaleNorTimeZone) {
  ASSERT_NE(std::setlocale(LC_ALL, "fr_FR.UTF-8"), nullptr) << "install locales-all";
  ::setenv("TZ", "Pacific/Kiritimati", 1);
  const std::string date = Formats("en-GB").date("2026-11-01");
  ::unsetenv("TZ");
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(date, "1 November 2026");
}

// Expected values: CLDR's short time, decimal and percent formats of each language.
TEST(Formats, WriteATimeInTheDocumentsLanguage) {
  EXPECT_EQ(Formats("en-GB").time("14:30"), "14:30");
  EXPECT_EQ(Formats("en-GB").time("00:05"), "00:05");
  EXPECT_TRUE(Formats("en-US").time("14:30").starts_with("2:30"));
  EXPECT_TRUE(Formats("en-US").time("14:30").ends_with("PM"));
}

TEST(Formats, WriteANumberWithTheDecimalsThatWereGiven) {
  EXPECT_EQ(Formats("en-GB").number("2.50", ""), "2.50");
  EXPECT_EQ(Formats("de").number("2.50", ""), "2,50");
  EXPECT_EQ(Formats("en-GB").number("-7", ""), "-7");
  EXPECT_EQ(Formats("en-GB").number("12000", ""), "12,000");
  EXPECT_EQ(Formats("en-GB").number("123456789012.123456", ""), "123,456,789,012.123456");
  Formats formats("en-GB");
  EXPECT_EQ(formats.number("1.25", ""), "1.25");
  EXPECT_EQ(formats.number("3", ""), "3") << "decimals of the number before";
}

TEST(Formats, JoinANumberAndItsUnit) {
  EXPECT_EQ(Formats("en-GB").number("5", "mg"), "5\u00A0mg");
  EXPECT_EQ(Formats("en-GB").number("5", "%"), "5%");
  EXPECT_EQ(Formats("de").number("5", "%"), "5\u00A0%");
  EXPECT_EQ(Formats("tr").number("5", "%"), "%5");
}

TEST(StyleWorkspace, KeepsTheFormatsOfALanguageAndForgetsWhenFull) {
  StyleWorkspace workspace;
  Formats& first = workspace.formats("en");
  EXPECT_EQ(&workspace.formats("en"), &first);
  for (char c = 'a'; c <= 'z'; ++c) (void)workspace.formats(std::string("x") + c);
  EXPECT_EQ(workspace.formats("el").date("2026-11-01"), "1 Νοεμβρίου 2026");
}

}  // namespace
}  // namespace bifolium

#include "style/words_in.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>

#include "core/check.h"
#include "style/test_sample.h"

namespace bifolium {
namespace {

Words words_of(std::string name, std::string pattern) {
  Words words;
  words.patterns.emplace(std::move(name), std::move(pattern));
  return words;
}

TEST(Word, FillsEachFieldWhereverItStands) {
  const Words words = words_of("page-of", "{pages} in all; this is {page}");
  EXPECT_EQ(word(words, "page-of", {{"page", "3"}, {"pages", "12"}}), "12 in all; this is 3");
  EXPECT_EQ(word(words_of("x", "plain"), "x"), "plain");
  EXPECT_EQ(word(words_of("x", "{a}"), "x", {{"a", ""}}), "");
}

TEST(Word, NeverFillsWhatAFieldBroughtIn) {
  const Words words = words_of("link-page", "Go to {title}");
  EXPECT_EQ(word(words, "link-page", {{"title", "{title} and {page}"}}),
            "Go to {title} and {page}");
}

TEST(Word, IsNeverMissingInSilence) { EXPECT_THROW((void)word(Words(), "page-of"), InternalError); }

// Expected values: CLDR's long date format of each language.
TEST(DateInWords, IsInTheDocumentsLanguage) {
  EXPECT_EQ(date_in_words("2026-11-01", "en-GB"), "1 November 2026");
  EXPECT_EQ(date_in_words("2026-11-01", "en-US"), "November 1, 2026");
  EXPECT_EQ(date_in_words("2026-11-01", "el"), "1 Νοεμβρίου 2026");
  EXPECT_EQ(date_in_words("2026-11-01", "de"), "1. November 2026");
}

TEST(DateInWords, HasTheUkrainianGenitiveAndYearMark) {
  const std::string date = date_in_words("2026-03-31", "uk");
  EXPECT_TRUE(date.starts_with("31 березня 2026")) << date;
}

TEST(DateInWords, GivesTheMonthAloneInTheNominative) {
  EXPECT_EQ(date_in_words("2026-11", "en-GB"), "November 2026");
  EXPECT_EQ(date_in_words("2026-11", "el"), "Νοέμβριος 2026");
  EXPECT_TRUE(date_in_words("2026-03", "uk").starts_with("березень 2026"));
}

TEST(DateInWords, KnowsLeapDaysAndCenturies) {
  EXPECT_EQ(date_in_words("2024-02-29", "en-GB"), "29 February 2024");
  EXPECT_EQ(date_in_words("2000-02-29", "en-GB"), "29 February 2000");
  EXPECT_EQ(date_in_words("1999-12-31", "en-GB"), "31 December 1999");
  EXPECT_EQ(date_in_words("1970-01-01", "en-GB"), "1 January 1970");
  EXPECT_EQ(date_in_words("1900-03-01", "en-GB"), "1 March 1900");
}

TEST(DateInWords, DependsOnNeitherLocaleNorTimeZone) {
  ASSERT_NE(std::setlocale(LC_ALL, "fr_FR.UTF-8"), nullptr) << "install locales-all";
  ::setenv("TZ", "Pacific/Kiritimati", 1);
  const std::string date = date_in_words("2026-11-01", "en-GB");
  ::unsetenv("TZ");
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(date, "1 November 2026");
}

}  // namespace
}  // namespace bifolium

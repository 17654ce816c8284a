#include "style/words_in.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace bifolium

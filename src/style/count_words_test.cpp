#include "style/count_words.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(CountWords, CountsWhatHoldsALetterOrAFigure) {
  EXPECT_EQ(count_words(u"", "en"), 0);
  EXPECT_EQ(count_words(u" – … ", "en"), 0);
  EXPECT_EQ(count_words(u"Don't wait: phone 999, or go.", "en"), 6);
  EXPECT_EQ(count_words(u"eine E-Mail", "de"), 3);
}

TEST(CountWords, FindsWordsWhereNoSpacesStand) {
  EXPECT_EQ(count_words(u"ฉันเป็นหมอ", "th"), 3);
  EXPECT_GE(count_words(u"医生会和你谈谈", "zh"), 3);
}

}  // namespace
}  // namespace bifolium

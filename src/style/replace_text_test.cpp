#include "style/replace_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/check.h"

namespace bifolium {
namespace {

Paragraph sample() {
  Paragraph paragraph;
  paragraph.text = u"See page 0, and page 0.";
  for (const auto& [begin, end] :
       {std::pair{0U, 23U}, {4U, 10U}, {9U, 10U}, {10U, 12U}, {21U, 22U}}) {
    Inline in;
    in.begin = begin;
    in.end = end;
    paragraph.inlines.add(in);
  }
  paragraph.fields = {{9, 10, "a"}, {21, 22, "b"}};
  return paragraph;
}

std::u16string text_of(const Paragraph& p, std::uint32_t begin, std::uint32_t end) {
  return p.text.substr(begin, end - begin);
}

TEST(ReplaceText, MovesWhatStandsBehindAndAround) {
  Paragraph p = sample();
  replace_text(p, {{9, 10, u"128"}, {21, 22, u"7"}});
  EXPECT_EQ(p.text, u"See page 128, and page 7.");
  EXPECT_EQ(text_of(p, p.fields[0].begin, p.fields[0].end), u"128");
  EXPECT_EQ(text_of(p, p.fields[1].begin, p.fields[1].end), u"7");
  std::vector<std::u16string> inlines;
  for (const Inline& in : p.inlines) inlines.push_back(text_of(p, in.begin, in.end));
  EXPECT_EQ(inlines, (std::vector<std::u16string>{u"See page 128, and page 7.", u"page 128", u"128",
                                                  u", ", u"7"}));
}

TEST(ReplaceText, TakesRangesInAnyOrderAndOneByOneAlike) {
  Paragraph together = sample();
  replace_text(together, {{21, 22, u"4321"}, {9, 10, u"12"}});
  Paragraph apart = sample();
  replace_text(apart, {{9, 10, u"12"}});
  replace_text(apart, {{22, 23, u"4321"}});
  EXPECT_EQ(together.text, apart.text);
  for (std::size_t i = 0; i < together.inlines.size(); ++i) {
    EXPECT_EQ(together.inlines[InlineId{i}].begin, apart.inlines[InlineId{i}].begin) << i;
    EXPECT_EQ(together.inlines[InlineId{i}].end, apart.inlines[InlineId{i}].end) << i;
  }
}

TEST(ReplaceText, NoneLeavesTheParagraph) {
  Paragraph p = sample();
  replace_text(p, {});
  EXPECT_EQ(p.text, sample().text);
}

TEST(ReplaceText, RangesThatOverlapAreAFaultOfOurs) {
  Paragraph p = sample();
  EXPECT_THROW(replace_text(p, {{4, 10, u"a"}, {9, 10, u"b"}}), InternalError);
}

}  // namespace
}  // namespace bifolium

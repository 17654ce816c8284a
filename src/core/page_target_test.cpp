#include "core/page_target.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

using Kind = PageTarget::Kind;

TEST(PageTarget, IsANumberEvenAMultipleOrAny) {
  EXPECT_EQ(parse_page_target("8"), (PageTarget{Kind::kExactly, 8}));
  EXPECT_EQ(parse_page_target("9999"), (PageTarget{Kind::kExactly, 9999}));
  EXPECT_EQ(parse_page_target("even"), (PageTarget{Kind::kMultiple, 2}));
  EXPECT_EQ(parse_page_target("multiple-of-2"), (PageTarget{Kind::kMultiple, 2}));
  EXPECT_EQ(parse_page_target("multiple-of-32"), (PageTarget{Kind::kMultiple, 32}));
  EXPECT_EQ(parse_page_target("any"), PageTarget());
}

TEST(PageTarget, RefusesEveryOtherForm) {
  for (const char* text : {"", " 8", "8 ", "08", "0", "-8", "+8", "8.0", "10000", "odd", "Even",
                           "multiple-of-", "multiple-of-1", "multiple-of-33", "multiple-of-04",
                           "multiple-of 4", "99999999999999999999"}) {
    EXPECT_FALSE(parse_page_target(text).has_value()) << text;
  }
}

TEST(PageTarget, TextIsReadAsTheSameTarget) {
  for (const char* text : {"8", "even", "multiple-of-4", "any"}) {
    const auto target = parse_page_target(text);
    ASSERT_TRUE(target.has_value()) << text;
    EXPECT_EQ(page_target_text(*target), text);
  }
}

TEST(PageTarget, AllowsWhatItSays) {
  EXPECT_TRUE((PageTarget{Kind::kExactly, 8}).allows(8));
  EXPECT_FALSE((PageTarget{Kind::kExactly, 8}).allows(16));
  EXPECT_TRUE((PageTarget{Kind::kMultiple, 4}).allows(12));
  EXPECT_FALSE((PageTarget{Kind::kMultiple, 4}).allows(10));
  EXPECT_TRUE(PageTarget().allows(7));
}

}  // namespace
}  // namespace bifolium

#include "read/selector.h"

#include <gtest/gtest.h>

#include "read/content.h"

namespace bifolium {
namespace {

/// The selectors in their one form with " | " between, or "!" and the fault.
std::string parsed(std::string_view match) {
  const auto selectors = parse_selectors(match);
  if (!selectors) return "! " + selectors.error().text;
  std::string out;
  for (const SelectorSteps& steps : *selectors) {
    if (!out.empty()) out += " | ";
    out += selector_text(steps);
  }
  return out;
}

TEST(Selector, ReadsDescendantsChildrenAndLists) {
  EXPECT_EQ(parsed("section>title,faq   question"), "section > title | faq question");
  EXPECT_EQ(parsed(" * > p\n, q "), "* > p | q");
}

TEST(Selector, ReadsAttributesInAnyOrderAndQuotes) {
  EXPECT_EQ(parsed("section[role=risks][ xml:lang = \"cy\" ] > p"),
            "section[role=risks][xml:lang=cy] > p");
  EXPECT_EQ(parsed("section[xml:lang=cy][role='a b']"), "section[role=\"a b\"][xml:lang=cy]");
}

TEST(Selector, CountsSpecificityByAttributesThenNames) {
  const auto of = [](std::string_view match) {
    return StyleRule{parse_selectors(match).value().at(0), {}, {}}.specificity();
  };
  EXPECT_EQ(of("*"), std::pair(0, 0));
  EXPECT_EQ(of("section section > title"), std::pair(0, 3));
  EXPECT_EQ(of("* > callout[kind=warning]"), std::pair(1, 1));
  EXPECT_GT(of("callout[kind=warning]"), of("section section section p"));
}

TEST(Selector, SaysWhatIsMalformed) {
  EXPECT_EQ(parsed(""), "! a selector is missing");
  EXPECT_EQ(parsed("p,"), "! a selector is missing");
  EXPECT_EQ(parsed("section >"), "! a name is missing after >");
  EXPECT_EQ(parsed("> p"), "! a name has to stand before \"> p\"");
  EXPECT_EQ(parsed("p + p"), "! a name has to stand before \"+ p\"");
  EXPECT_EQ(parsed("callout[kind]"), "! = and a value have to follow [kind");
  EXPECT_EQ(parsed("callout[kind=warning"), "! the ] after [kind is missing");
  EXPECT_EQ(parsed("callout[kind='warning]"), "! the quotation mark after = is not closed");
  EXPECT_EQ(parsed("callout[kind=a][kind=b]"), "! [kind=…] stands twice on one name");
}

TEST(Selector, KnowsEveryElementOfContentThatHoldsText) {
  for (auto element = static_cast<int>(Element::kP); element <= static_cast<int>(Element::kMeasure);
       ++element) {
    const std::string_view name = element_name(static_cast<Element>(element));
    if (name == "br") continue;  // holds nothing that could have a style
    EXPECT_TRUE(parse_selectors(name)) << name;
  }
  EXPECT_TRUE(parse_selectors("leaflet section > title"));
  EXPECT_FALSE(parse_selectors("keywords"));  // meta that no box shows
}

TEST(Selector, FormComesBeforeUnknownNames) {
  EXPECT_EQ(parsed("callot > titel"), "! callot");
  EXPECT_EQ(parsed("callot > "), "! a name is missing after >");
  EXPECT_EQ(parsed("p[color=red]"), "! color");
}

TEST(Selector, BoundsNumbers) {
  std::string many = "p";
  for (std::size_t i = 1; i < kMaxSelectors; ++i) many += ",p";
  EXPECT_TRUE(parse_selectors(many));
  EXPECT_FALSE(parse_selectors(many + ",p"));
  std::string deep = "p";
  for (std::size_t i = 1; i < kMaxSelectorSteps; ++i) deep += " p";
  EXPECT_TRUE(parse_selectors(deep));
  EXPECT_FALSE(parse_selectors(deep + " p"));
}

}  // namespace
}  // namespace bifolium

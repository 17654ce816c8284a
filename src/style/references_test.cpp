#include "style/references.h"

#include <gtest/gtest.h>

#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::StyledSample;

constexpr std::string_view kReferences =
    "<reference xml:id='a' href='https://a.example'><title>A</title></reference>"
    "<reference xml:id='b' href='https://b.example'><title>B</title></reference>"
    "<reference xml:id='c' href='https://c.example'><title>C</title></reference>"
    "<reference href='https://d.example'><title>D</title></reference>";

std::string list(std::string_view attributes = "") {
  return "<references" + std::string(attributes) + ">" + std::string(kReferences) + "</references>";
}

/// Titles in the order of printing.
std::string printed(const std::string& blocks, Diagnostics& diagnostics) {
  const StyledSample sample(blocks);
  const ReferenceOrder order = order_references(*sample.content, {}, diagnostics);
  std::string out;
  for (const NodeId id : order.references) {
    out += sample.content->text_of(sample.content->child(id, Element::kTitle));
    EXPECT_EQ(order.numbers.at(id), static_cast<int>(out.size()));
  }
  return out;
}

TEST(References, StandInTheOrderCitedAndThenInThatOfTheFile) {
  Diagnostics diagnostics;
  EXPECT_EQ(
      printed("<p>One<cite to='c'/>, two<cite to='a'/>, one again<cite to='c'/>.</p>" + list(),
              diagnostics),
      "CABD");
}

TEST(References, NeverCitedAreWarnedOfEach) {
  Diagnostics diagnostics;
  printed("<p>One<cite to='b'/>.</p>" + list(), diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 3U);
  EXPECT_EQ(diagnostics.all()[0].message, "the reference \"A\" is never cited");
  EXPECT_EQ(diagnostics.all()[2].message, "the reference \"D\" is never cited");
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(References, SayWhatOfThemIsPrinted) {
  const auto print = [](std::string_view attribute) {
    const StyledSample sample("<p>x</p>" + list(attribute));
    Diagnostics diagnostics;
    return order_references(*sample.content, {}, diagnostics).print;
  };
  EXPECT_EQ(print(""), PrintReferences::kFull);
  EXPECT_EQ(print(" print='full'"), PrintReferences::kFull);
  EXPECT_EQ(print(" print='link'"), PrintReferences::kLink);
  EXPECT_EQ(print(" print='none'"), PrintReferences::kNone);
}

TEST(References, AreNoneInALeafletWithout) {
  const StyledSample sample("<p>x</p>");
  Diagnostics diagnostics;
  const ReferenceOrder order = order_references(*sample.content, {}, diagnostics);
  EXPECT_FALSE(order.list);
  EXPECT_TRUE(order.references.empty());
  EXPECT_TRUE(diagnostics.all().empty());
}

}  // namespace
}  // namespace bifolium

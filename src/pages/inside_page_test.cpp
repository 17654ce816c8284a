#include "pages/inside_page.h"

#include <gtest/gtest.h>

#include "pages/test_sample.h"

namespace bifolium {
namespace {

using test::LaidOutSample;
using test::SampleOptions;

/// What is said of a paragraph, on a page of 100 by 100 mm with margins of 10 mm.
std::vector<std::string> found(std::string rules) {
  SampleOptions options;
  options.rules = std::move(rules);
  const LaidOutSample sample("<p>We are open every day.</p>", options);
  Diagnostics diagnostics;
  check_inside_page(sample.pages, sample.document, sample.text, diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& d : diagnostics.all()) {
    EXPECT_EQ(d.code, static_cast<int>(DiagnosticCode::kOutsidePage));
    EXPECT_EQ(d.file, "x.xml");
    messages.push_back(d.message);
  }
  return messages;
}

TEST(InsidePage, TextMayStandInTheMargin) {
  EXPECT_TRUE(found("<style match='p' indent-start='-9mm'/>").empty());
  EXPECT_TRUE(found("<style match='p' indent-start='-10mm'/>").empty()) << "at the very edge";
}

TEST(InsidePage, TextMayNotLeaveThePage) {
  EXPECT_EQ(
      found("<style match='p' indent-start='-12mm'/>"),
      (std::vector<std::string>{"text would stand 2 mm outside the page, where it is cut off"}));
  EXPECT_EQ(
      found("<style match='p' indent-end='-15mm' align='end'/>"),
      (std::vector<std::string>{"text would stand 5 mm outside the page, where it is cut off"}));
}

}  // namespace
}  // namespace bifolium

#include "read/font_catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/files.h"

namespace bifolium {
namespace {

TEST(FontCatalogue, ReadsTheShippedOneWithoutAWord) {
  constexpr std::size_t kLimit = 1U << 20;
  const auto bytes = read_file(std::string(BIFOLIUM_SOURCE_DIR) + "/fonts/catalogue.xml", kLimit);
  ASSERT_TRUE(bytes);
  Diagnostics diagnostics;
  const auto catalogue = read_font_catalogue("catalogue.xml", *bytes, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << diagnostic_text(d);
  ASSERT_TRUE(catalogue);
  // The default text face has the four faces that emphasis asks for, and companions.
  const CatalogueFamily& sans = catalogue->families.front();
  EXPECT_EQ(sans.name, "Noto Sans");
  EXPECT_EQ(sans.faces.size(), 4U);
  const std::vector<std::string_view> next = fallbacks_of(*catalogue, sans);
  EXPECT_NE(std::ranges::find(next, "Noto Sans Arabic"), next.end());
  EXPECT_EQ(std::ranges::find(next, "Noto Sans"), next.end());
}

TEST(FontCatalogue, TriesOwnFallbacksBeforeThoseOfTheChainEachOnce) {
  Diagnostics diagnostics;
  const auto catalogue = read_font_catalogue("x.xml", R"(
      <catalogue xmlns="urn:bifolium:fonts:1">
        <folder path="/fonts"/>
        <chain name="c"><fallback family="B"/><fallback family="A"/><fallback family="C"/></chain>
        <family name="A" package="p" scripts="Latn Grek" chain="c">
          <face weight="700" slope="italic" file="A.ttc" index="2"/>
          <fallback family="C"/>
        </family>
        <family name="B" scripts="Arab"><face file="B.ttf"/></family>
        <family name="C" scripts="Hebr"><face file="C.ttf"/></family>
      </catalogue>)",
                                             diagnostics);
  ASSERT_TRUE(catalogue);
  EXPECT_TRUE(diagnostics.all().empty());
  EXPECT_EQ(catalogue->folders, std::vector<std::string>{"/fonts"});
  const CatalogueFamily& a = catalogue->families.at(0);
  EXPECT_EQ(fallbacks_of(*catalogue, a), (std::vector<std::string_view>{"C", "B"}));
  EXPECT_EQ(a.scripts, (std::vector<std::string>{"Latn", "Grek"}));
  EXPECT_EQ(a.package, "p");
  EXPECT_EQ(a.faces.at(0).weight, 700);
  EXPECT_EQ(a.faces.at(0).slope, Slope::kItalic);
  EXPECT_EQ(a.faces.at(0).index, 2);
  EXPECT_EQ(catalogue->families.at(1).faces.at(0).weight, 400);
}

}  // namespace
}  // namespace bifolium

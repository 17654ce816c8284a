#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "core/files.h"
#include "read/layout_reader.h"

namespace bifolium {
namespace {

constexpr std::size_t kMaxTestFile = 1U << 20;

LayoutSource source_of(const std::string& name) {
  const auto path = std::filesystem::path(BIFOLIUM_SOURCE_DIR) / "layouts" / (name + ".xml");
  const auto bytes = read_file(path.string(), kMaxTestFile);
  EXPECT_TRUE(bytes) << path;
  return {path.string(), bytes ? *bytes : ""};
}

constexpr const char* kShipped[] = {"leaflet-a5", "handout-a4", "leaflet-a5-riverside",
                                    "leaflet-half-letter", "handout-letter"};

LayoutSpec read_shipped(const std::string& name, std::string_view edition) {
  Diagnostics diagnostics;
  const auto spec = read_layout(
      source_of(name),
      [](const std::string& parent) -> Expected<LayoutSource, Diagnostic> {
        return source_of(parent);
      },
      edition, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << diagnostic_text(d);
  EXPECT_TRUE(spec) << name;
  return spec.value_or(LayoutSpec{});
}

/// What rules whose last step is exactly `element`, with no other step, say of a length; the last.
std::optional<LengthSpec> length_of(const LayoutSpec& spec, std::string_view element,
                                    Property property) {
  std::optional<LengthSpec> found;
  for (const StyleRule& rule : spec.rules) {
    if (rule.steps.size() != 1 || rule.steps[0].element != element) continue;
    for (const Declaration& d : rule.declarations) {
      if (d.property == property) found = d.length;
    }
  }
  return found;
}

Length measure(const LayoutSpec& spec) {
  return *spec.page.width.absolute() - *spec.page.inner.absolute() - *spec.page.outer.absolute();
}

/// WCAG 2.1 relative luminance times 10^9, by a table of the sRGB curve at 8 bits.
std::vector<std::int64_t> linear_channel() {
  std::vector<std::int64_t> table(256);
  for (std::int64_t i = 0; i < 256; ++i) {
    // ((i/255 + 0.055) / 1.055)^2.4 by the fifth root of the twelfth power, in integers of 10^9.
    if (i <= 10) {
      table[static_cast<std::size_t>(i)] = i * 1'000'000'000 / 255 * 100 / 1292;
      continue;
    }
    __extension__ using Wide = __int128;
    const Wide one = 1'000'000'000;
    const Wide base = (Wide{i} * one / 255 + 55'000'000) * 1000 / 1055;
    Wide power = one;  // base^12
    for (int k = 0; k < 12; ++k) power = power * base / one;
    Wide low = 0, high = one + 1;
    while (high - low > 1) {
      const Wide middle = (low + high) / 2;
      Wide fifth = one;
      for (int k = 0; k < 5; ++k) fifth = fifth * middle / one;
      (fifth <= power ? low : high) = middle;
    }
    table[static_cast<std::size_t>(i)] = static_cast<std::int64_t>(low);
  }
  return table;
}

/// WCAG 2.1 contrast of two colours in hundredths.
std::int64_t contrast(Color a, Color b) {
  static const std::vector<std::int64_t> table = linear_channel();
  const auto luminance = [](Color c) {
    return (2126 * table[c.red] + 7152 * table[c.green] + 722 * table[c.blue]) / 10'000;
  };
  const std::int64_t first = luminance(a) + 50'000'000;
  const std::int64_t second = luminance(b) + 50'000'000;
  return std::max(first, second) * 100 / std::min(first, second);
}

TEST(ShippedLayouts, ContrastOfTheTestItselfIsWcags) {
  EXPECT_EQ(contrast({0, 0, 0}, {255, 255, 255}), 2100);
  // #767676 on white is the well-known 4.54:1.
  EXPECT_EQ(contrast({0x76, 0x76, 0x76}, {255, 255, 255}), 454);
}

TEST(ShippedLayouts, ReadWithoutAFaultInEveryEdition) {
  for (const std::string name : kShipped) {
    for (const std::string_view edition : {"standard", "large-print"}) {
      const LayoutSpec spec = read_shipped(name, edition);
      EXPECT_EQ(spec.name, name);
      EXPECT_EQ(spec.edition, edition);
      EXPECT_EQ(spec.editions.size(), 2U);
      EXPECT_FALSE(spec.running.empty());
    }
  }
}

TEST(ShippedLayouts, KeepTheMeasuresOfTheHouse) {
  const LayoutSpec leaflet = read_shipped("leaflet-a5", "standard");
  EXPECT_EQ(measure(leaflet), Length::micrometers(119'000));
  EXPECT_EQ(length_of(leaflet, "leaflet", Property::kSize), (LengthSpec{12'000, LengthUnit::kPt}));
  EXPECT_EQ(length_of(leaflet, "leaflet", Property::kLeading),
            (LengthSpec{17'000, LengthUnit::kPt}));
  EXPECT_EQ(measure(read_shipped("handout-a4", "standard")), Length::micrometers(140'000));
  EXPECT_EQ(measure(read_shipped("leaflet-half-letter", "standard")), Length::micrometers(113'030));
  EXPECT_EQ(measure(read_shipped("handout-letter", "standard")), Length::micrometers(139'700));
  for (const std::string name : kShipped) {
    const LayoutSpec large = read_shipped(name, "large-print");
    // Letter: 6.7 in.
    EXPECT_EQ(measure(large), Length::micrometers(name.ends_with("letter") ? 170'180 : 170'000))
        << name;
    EXPECT_EQ(length_of(large, "leaflet", Property::kSize), (LengthSpec{18'000, LengthUnit::kPt}));
    EXPECT_EQ(length_of(large, "leaflet", Property::kLeading),
              (LengthSpec{25'000, LengthUnit::kPt}));
  }
}

TEST(ShippedLayouts, SetNothingSmallerThanTheGuidanceAllows) {
  for (const std::string name : kShipped) {
    for (const auto& [edition, least] : {std::pair("standard", Length::points(10)),
                                         std::pair("large-print", Length::points(16))}) {
      const LayoutSpec spec = read_shipped(name, edition);
      for (const StyleRule& rule : spec.rules) {
        for (const Declaration& d : rule.declarations) {
          if (d.property != Property::kSize || !d.length->absolute()) continue;
          // An edition's rule of the same selector has taken the place of the standard's.
          EXPECT_GE(*d.length->absolute(), least) << name << ' ' << edition << ' ' << d.word;
        }
        const bool italic = std::ranges::any_of(rule.declarations, [](const Declaration& d) {
          return d.word == "italic" || d.word == "justify";
        });
        EXPECT_FALSE(italic) << name;
      }
    }
  }
}

TEST(ShippedLayouts, KeepTextAtSevenToOne) {
  struct Pair {
    std::string_view text, ground;
  };
  constexpr Pair kPairs[] = {{"ink", "paper"},
                             {"ink", "tint"},
                             {"ink", "warning-tint"},
                             {"ink", "emergency-tint"},
                             {"accent", "paper"},
                             {"accent", "tint"},
                             {"furniture", "paper"},
                             {"on-accent", "accent"},
                             {"on-accent-soft", "accent"},
                             {"warning-heading", "warning-tint"},
                             {"emergency-heading", "emergency-tint"}};
  for (const std::string name : kShipped) {
    const LayoutSpec spec = read_shipped(name, "");
    for (const Pair& pair : kPairs) {
      const auto text = spec.resolve_color(pair.text);
      const auto ground = spec.resolve_color(pair.ground);
      ASSERT_TRUE(text && ground) << pair.text << ' ' << pair.ground;
      EXPECT_GE(contrast(*text, *ground), 700)
          << name << ": " << pair.text << " on " << pair.ground;
    }
  }
}

TEST(ShippedLayouts, HandoutHasNoCoverAndNothingOfIt) {
  for (const std::string_view edition : {"standard", "large-print"}) {
    for (const char* name : {"handout-a4", "handout-letter"}) {
      const LayoutSpec spec = read_shipped(name, edition);
      EXPECT_TRUE(spec.decorations.empty()) << name;
      for (const PartSpec& part : spec.parts) EXPECT_NE(part.kind, PartKind::kCover) << name;
    }
  }
}

}  // namespace
}  // namespace bifolium

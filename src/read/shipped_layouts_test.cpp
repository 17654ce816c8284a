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

constexpr std::string_view kEditions[] = {"standard", "large-print", "giant-print",
                                          "dyslexia-friendly", "black-and-white"};

/// Those that are one folded sheet, for texts that are written for it.
constexpr std::string_view kFoldedEditions[] = {"tri-fold", "pocket-card"};

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
    for (const std::string_view edition : kEditions) {
      const LayoutSpec spec = read_shipped(name, edition);
      EXPECT_EQ(spec.name, name);
      EXPECT_EQ(spec.edition, edition);
      EXPECT_EQ(spec.editions.size(), std::size(kEditions) + std::size(kFoldedEditions));
      EXPECT_FALSE(spec.running.empty());
    }
    for (const std::string_view edition : kFoldedEditions) {
      EXPECT_EQ(read_shipped(name, edition).edition, edition);
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
    const LayoutSpec giant = read_shipped(name, "giant-print");
    EXPECT_EQ(measure(giant), measure(large)) << name;
    EXPECT_EQ(length_of(giant, "leaflet", Property::kSize), (LengthSpec{24'000, LengthUnit::kPt}));
    EXPECT_EQ(length_of(giant, "leaflet", Property::kLeading),
              (LengthSpec{33'000, LengthUnit::kPt}));
    // The edition in black takes no more paper than the standard one.
    const LayoutSpec black = read_shipped(name, "black-and-white");
    EXPECT_EQ(measure(black), measure(read_shipped(name, "standard"))) << name;
  }
}

/// All that the merged rules of a layout say of a property; no rule that is overridden by one of
/// the same selector is among them.
std::vector<const Declaration*> said_of(const LayoutSpec& spec, Property property) {
  std::vector<const Declaration*> found;
  for (const StyleRule& rule : spec.rules) {
    for (const Declaration& d : rule.declarations) {
      if (d.property == property) found.push_back(&d);
    }
  }
  return found;
}

TEST(ShippedLayouts, LargeTypeStandsInOneColumnWithoutHyphens) {
  for (const std::string name : kShipped) {
    for (const std::string_view edition : {"large-print", "giant-print", "dyslexia-friendly"}) {
      const LayoutSpec spec = read_shipped(name, edition);
      EXPECT_EQ(spec.page.columns, 1) << name << ' ' << edition;
      for (const Declaration* d : said_of(spec, Property::kColumns)) {
        EXPECT_EQ(d->number, 1) << name << ' ' << edition << ' ' << d->span.line;
      }
      const auto hyphens = said_of(spec, Property::kHyphenate);
      EXPECT_FALSE(hyphens.empty());
      for (const Declaration* d : hyphens) EXPECT_EQ(d->word, "no") << name << ' ' << edition;
    }
  }
}

TEST(ShippedLayouts, DyslexiaFriendlyIsSansSerifUprightAndWide) {
  for (const std::string name : kShipped) {
    const LayoutSpec spec = read_shipped(name, "dyslexia-friendly");
    EXPECT_EQ(length_of(spec, "leaflet", Property::kSize), (LengthSpec{14'000, LengthUnit::kPt}));
    EXPECT_EQ(length_of(spec, "leaflet", Property::kLeading),
              (LengthSpec{21'000, LengthUnit::kPt}));
    EXPECT_EQ(length_of(spec, "leaflet", Property::kLetterSpacing),
              (LengthSpec{70, LengthUnit::kEm}));
    for (const Declaration* d : said_of(spec, Property::kFamily)) EXPECT_EQ(d->word, "Noto Sans");
    for (const Declaration* d : said_of(spec, Property::kSlope)) EXPECT_EQ(d->word, "upright");
    for (const Declaration* d : said_of(spec, Property::kAlign)) EXPECT_EQ(d->word, "start");
    // Cream, not white, under everything.
    const auto ground = spec.resolve_color(spec.page.background);
    ASSERT_TRUE(ground);
    EXPECT_NE(*ground, (Color{255, 255, 255}));
    EXPECT_GT(ground->red, ground->blue);
  }
}

TEST(ShippedLayouts, BlackAndWhiteHasNoColorAndNothingTinted) {
  for (const std::string name : kShipped) {
    const LayoutSpec spec = read_shipped(name, "black-and-white");
    for (const ColorSpec& color : spec.colors) {
      EXPECT_EQ(color.value.red, color.value.green) << name << ' ' << color.name;
      EXPECT_EQ(color.value.red, color.value.blue) << name << ' ' << color.name;
    }
    for (const Declaration* d : said_of(spec, Property::kBackground)) {
      EXPECT_EQ(d->word, "none") << name << ' ' << d->span.line;
    }
    EXPECT_EQ(spec.page.background, "none");
    for (const DecorationSpec& decoration : spec.decorations) {
      EXPECT_NE(decoration.kind, DecorationKind::kPanel) << name;
    }
  }
}

TEST(ShippedLayouts, SetNothingSmallerThanTheGuidanceAllows) {
  for (const std::string name : kShipped) {
    for (const auto& [edition, least] :
         {std::pair("standard", Length::points(10)), std::pair("large-print", Length::points(16)),
          std::pair("giant-print", Length::points(22)),
          std::pair("dyslexia-friendly", Length::points(12)),
          std::pair("black-and-white", Length::points(10))}) {
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
      // Raised and lowered letters are as large as the text around them allows.
      if (std::string_view(edition).ends_with("print")) {
        const LengthSpec body = *length_of(spec, "leaflet", Property::kSize);
        for (const char* element : {"sub", "sup"}) {
          const LengthSpec part = *length_of(spec, element, Property::kSize);
          ASSERT_EQ(part.unit, LengthUnit::kEm);
          EXPECT_GE(body.absolute()->units() * part.thousandths, least.units() * 1000)
              << name << ' ' << edition;
        }
      }
    }
  }
}

TEST(ShippedLayouts, KeepTheGuidanceWhereverTheyAreSetToFit) {
  for (const std::string name : kShipped) {
    for (const auto& [edition, floor] : {std::pair("standard", Length::points(12)),
                                         std::pair("black-and-white", Length::points(12)),
                                         std::pair("dyslexia-friendly", Length::points(14)),
                                         std::pair("large-print", Length::points(18)),
                                         std::pair("giant-print", Length::points(24))}) {
      const LayoutSpec spec = read_shipped(name, edition);
      const FitSpec& fit = spec.fit;
      EXPECT_EQ(fit.pages, PageTarget()) << name;
      ASSERT_TRUE(fit.floor) << name << ' ' << edition;
      EXPECT_GE(*fit.floor->absolute(), floor) << name << ' ' << edition;
      const Length size = *length_of(spec, "leaflet", Property::kSize)->absolute();
      const Length leading = *length_of(spec, "leaflet", Property::kLeading)->absolute();
      EXPECT_GE(leading.scaled({fit.leading.least, 1000}), size.scaled({13, 10})) << name;
      EXPECT_LE(leading.scaled({fit.leading.most, 1000}), size.scaled({3, 2})) << name;
      // Half of a blank line at the least stands between paragraphs: 3/8 of one is still clear.
      const Length space = *length_of(spec, "p", Property::kSpaceAfter)->absolute();
      EXPECT_GE(space.scaled({fit.space.least, 1000}), leading.scaled({3, 8})) << name;
      if (floor != Length::points(12) && floor != Length::points(18)) continue;
      // A character takes 0.49 em: 55 to 60 of them stand on 119 mm at 12 pt.
      const Length widest = size.scaled({fit.size.most, 1000});
      EXPECT_GE(measure(spec), widest.scaled({49, 100}) * 50) << name << ' ' << edition;
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
    for (const std::string_view edition : kEditions) {
      const LayoutSpec spec = read_shipped(name, edition);
      // Where the cover has no panel, its words stand on the page.
      const bool panel = edition != "dyslexia-friendly" && edition != "black-and-white";
      for (const Pair& pair : kPairs) {
        const auto text = spec.resolve_color(pair.text);
        const bool on_page = pair.ground == "accent" && !panel;
        const auto ground = spec.resolve_color(on_page ? "paper" : pair.ground);
        ASSERT_TRUE(text && ground) << pair.text << ' ' << pair.ground;
        EXPECT_GE(contrast(*text, *ground), 700)
            << name << ' ' << edition << ": " << pair.text << " on " << pair.ground;
      }
    }
  }
}

TEST(ShippedLayouts, HandoutHasNoCoverAndNothingOfIt) {
  for (const std::string_view edition : kEditions) {
    for (const char* name : {"handout-a4", "handout-letter"}) {
      const LayoutSpec spec = read_shipped(name, edition);
      for (const DecorationSpec& decoration : spec.decorations) {
        EXPECT_FALSE(decoration.pages.has(PageKind::kCover)) << name << ' ' << decoration.name;
      }
      for (const PartSpec& part : spec.parts) EXPECT_NE(part.kind, PartKind::kCover) << name;
    }
  }
}

}  // namespace
}  // namespace bifolium

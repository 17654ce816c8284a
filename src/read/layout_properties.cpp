#include "read/layout_properties.h"

#include <algorithm>
#include <array>

#include "core/check.h"

namespace bifolium {
namespace {

// The largest length that any page could use: two metres, rounded up.
constexpr int kLongest = 5'670;
constexpr int kThickest = 150;  // of bars, rules and borders
constexpr std::string_view kYesNo = "yes no";
constexpr std::string_view kPlaces = "start center end";

constexpr PropertyInfo length(std::string_view name, Property property, int most = kLongest) {
  return {name, property, PropertyForm::kLength, RelativeUnits::kOfEither, 0, most, {}};
}
constexpr PropertyInfo signed_length(std::string_view name, Property property) {
  return {name, property, PropertyForm::kLength, RelativeUnits::kOfEither, -kLongest, kLongest, {}};
}
constexpr PropertyInfo of_size(std::string_view name, Property property, int least, int most) {
  return {name, property, PropertyForm::kLength, RelativeUnits::kOfSize, least, most, {}};
}
constexpr PropertyInfo number(std::string_view name, Property property, int least, int most) {
  return {name, property, PropertyForm::kNumber, RelativeUnits::kNone, least, most, {}};
}
constexpr PropertyInfo word(std::string_view name, Property property, std::string_view words) {
  return {name, property, PropertyForm::kWord, RelativeUnits::kNone, 0, 0, words};
}
constexpr PropertyInfo value(std::string_view name, Property property, PropertyForm form,
                             std::string_view words = {}) {
  return {name, property, form, RelativeUnits::kNone, 0, 0, words};
}

constexpr auto kProperties = std::to_array<PropertyInfo>({
    value("family", Property::kFamily, PropertyForm::kFamily),
    number("weight", Property::kWeight, 100, 900),
    word("slope", Property::kSlope, "upright italic"),
    of_size("size", Property::kSize, 4, 200),
    of_size("leading", Property::kLeading, 4, 400),
    value("color", Property::kColor, PropertyForm::kColor),
    value("features", Property::kFeatures, PropertyForm::kFeatures),
    of_size("baseline-shift", Property::kBaselineShift, -200, 200),
    of_size("letter-spacing", Property::kLetterSpacing, -20, 100),
    word("align", Property::kAlign, "start end center justify"),
    word("hyphenate", Property::kHyphenate, kYesNo),
    signed_length("indent", Property::kIndent),
    number("widows", Property::kWidows, 1, 9),
    number("orphans", Property::kOrphans, 1, 9),
    word("variants", Property::kVariants, kYesNo),
    signed_length("indent-start", Property::kIndentStart),
    signed_length("indent-end", Property::kIndentEnd),
    length("space-before", Property::kSpaceBefore),
    length("space-after", Property::kSpaceAfter),
    word("keep-with-next", Property::kKeepWithNext, kYesNo),
    word("keep-together", Property::kKeepTogether, kYesNo),
    word("break-before", Property::kBreakBefore, "no page recto"),
    value("background", Property::kBackground, PropertyForm::kColorOrNone),
    length("padding-block", Property::kPaddingBlock),
    length("padding-inline", Property::kPaddingInline),
    length("bar", Property::kBar, kThickest),
    value("bar-color", Property::kBarColor, PropertyForm::kColor),
    length("rule-above", Property::kRuleAbove, kThickest),
    length("rule-below", Property::kRuleBelow, kThickest),
    value("rule-color", Property::kRuleColor, PropertyForm::kColor),
    length("border", Property::kBorder, kThickest),
    value("border-color", Property::kBorderColor, PropertyForm::kColor),
    length("min-height", Property::kMinHeight),
    word("vertical-align", Property::kVerticalAlign, kPlaces),
    value("marker", Property::kMarker, PropertyForm::kMarker,
          "disc decimal lower-letter upper-letter lower-roman upper-roman check none"),
    value("marker-color", Property::kMarkerColor, PropertyForm::kColor),
    of_size("marker-size", Property::kMarkerSize, 0, 200),
    number("marker-weight", Property::kMarkerWeight, 100, 900),
    length("hang", Property::kHang),
    number("columns", Property::kColumns, 1, 4),
    length("column-gap", Property::kColumnGap),
    word("display", Property::kDisplay, "block none"),
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < kProperties.size(); ++i) {
    if (static_cast<std::size_t>(kProperties[i].property) != i) return false;
  }
  return static_cast<std::size_t>(Property::kDisplay) + 1 == kProperties.size();
}
static_assert(in_order(), "one row a property, in the order of the enumeration");

}  // namespace

std::span<const PropertyInfo> layout_properties() { return kProperties; }

const PropertyInfo* find_property(std::string_view name) {
  const auto found = std::ranges::find(kProperties, name, &PropertyInfo::name);
  return found == kProperties.end() ? nullptr : &*found;
}

std::string_view property_name(Property property) {
  const auto index = static_cast<std::size_t>(property);
  BIFOLIUM_CHECK(index < kProperties.size(), "no such property");
  return kProperties[index].name;
}

}  // namespace bifolium

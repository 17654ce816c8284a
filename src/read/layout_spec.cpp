#include "read/layout_spec.h"

#include <algorithm>

namespace bifolium {
namespace {

/// The value of one hexadecimal digit, or -1.
int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<Length> LengthSpec::absolute() const {
  switch (unit) {
    case LengthUnit::kPt:
      return Length::millipoints(thousandths);
    case LengthUnit::kMm:
      return Length::micrometers(thousandths);
    case LengthUnit::kCm:
      return Length::micrometers(thousandths * 10);
    case LengthUnit::kIn:
      return Length::milliinches(thousandths);
    case LengthUnit::kEm:
    case LengthUnit::kRem:
    case LengthUnit::kPercent:
      return std::nullopt;
  }
  return std::nullopt;
}

std::pair<int, int> StyleRule::specificity() const {
  std::pair<int, int> count{0, 0};
  for (const SelectorStep& step : steps) {
    count.first += static_cast<int>(step.attributes.size());
    if (step.element != "*") ++count.second;
  }
  return count;
}

const PressSpec* LayoutSpec::find_press(std::string_view press) const {
  const auto found = std::ranges::find(presses, press, &PressSpec::name);
  return found == presses.end() ? nullptr : &*found;
}

const ColorSpec* LayoutSpec::find_color(std::string_view color_name) const {
  const auto found = std::ranges::find(colors, color_name, &ColorSpec::name);
  return found == colors.end() ? nullptr : &*found;
}

std::optional<Color> LayoutSpec::resolve_color(std::string_view word) const {
  if (word.starts_with('#')) return parse_hex_color(word);
  const ColorSpec* color = find_color(word);
  if (color == nullptr) return std::nullopt;
  return color->value;
}

std::optional<Color> parse_hex_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  std::uint8_t channels[3] = {};
  for (std::size_t i = 0; i < 3; ++i) {
    const int high = hex_digit(text[1 + 2 * i]);
    const int low = hex_digit(text[2 + 2 * i]);
    if (high < 0 || low < 0) return std::nullopt;
    channels[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return Color{channels[0], channels[1], channels[2]};
}

}  // namespace bifolium

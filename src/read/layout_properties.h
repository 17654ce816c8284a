#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "read/layout_spec.h"

namespace bifolium {

/// What a property's value looks like.
enum class PropertyForm : std::uint8_t {
  kLength,
  kNumber,  ///< A whole number from `least` to `most`.
  kWord,    ///< One of `words`.
  kColor,   ///< The name of a <color>, or #RRGGBB.
  kColorOrNone,
  kFamily,    ///< Any words: the catalogue knows them.
  kFeatures,  ///< OpenType features, or none.
  kMarker,    ///< One of `words`, or a string in single quotes.
};

/// Which units a length may have. Absolute ones always.
enum class RelativeUnits : std::uint8_t {
  kNone,      ///< pt mm cm in only.
  kOfSize,    ///< em and rem as well.
  kOfPage,    ///< % of the page as well.
  kOfEither,  ///< em, rem and % of the measure as well.
};

/// One property that a <style> may set.
struct PropertyInfo {
  std::string_view name;
  Property property{};
  PropertyForm form{};
  RelativeUnits units = RelativeUnits::kNone;  ///< kLength.
  /// kLength: bounds in points for absolute lengths; a negative `least` allows a minus sign for
  /// all. kNumber: the bounds.
  int least = 0, most = 0;
  std::string_view words;  ///< With spaces between.
};

/// Every property, in the order of the enumeration.
[[nodiscard]] std::span<const PropertyInfo> layout_properties();

/// The property of that name, or null.
[[nodiscard]] const PropertyInfo* find_property(std::string_view name);

}  // namespace bifolium

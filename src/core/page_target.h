#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bifolium {

/// How many pages a leaflet is to have.
struct PageTarget {
  enum class Kind : std::uint8_t { kAny, kExactly, kMultiple };
  Kind kind = Kind::kAny;
  std::size_t number = 0;

  [[nodiscard]] bool allows(std::size_t pages) const;
  friend bool operator==(const PageTarget&, const PageTarget&) = default;
};

inline constexpr std::size_t kMostTargetPages = 9'999;
/// Sides of the largest signature that is folded from one sheet.
inline constexpr std::size_t kMostTargetMultiple = 32;

/// "8", "even", "multiple-of-4" or "any"; none for every other text. From 1 to kMostTargetPages
/// pages, multiples of 2 to kMostTargetMultiple.
[[nodiscard]] std::optional<PageTarget> parse_page_target(std::string_view text);

/// As parse_page_target reads it.
[[nodiscard]] std::string page_target_text(const PageTarget& target);

}  // namespace bifolium

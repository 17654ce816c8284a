#include "core/page_target.h"

#include <algorithm>

#include "core/decimal.h"

namespace bifolium {
namespace {

constexpr std::string_view kMultipleOf = "multiple-of-";

/// A whole number as people write one: digits alone, no zero before it.
std::optional<std::size_t> parse_count(std::string_view text, std::size_t least, std::size_t most) {
  const bool digits = std::ranges::all_of(
      text, [](char character) { return character >= '0' && character <= '9'; });
  std::int64_t number = 0;
  if (!digits || text.starts_with('0') || !parse_integer(text, number)) return std::nullopt;
  const auto count = static_cast<std::size_t>(number);
  if (count < least || count > most) return std::nullopt;
  return count;
}

}  // namespace

bool PageTarget::allows(std::size_t pages) const {
  switch (kind) {
    case Kind::kAny:
      return true;
    case Kind::kExactly:
      return pages == number;
    case Kind::kMultiple:
      return pages % number == 0;
  }
  return true;
}

std::optional<PageTarget> parse_page_target(std::string_view text) {
  using Kind = PageTarget::Kind;
  if (text == "any") return PageTarget{};
  if (text == "even") return PageTarget{Kind::kMultiple, 2};
  const bool multiple = text.starts_with(kMultipleOf);
  if (multiple) text.remove_prefix(kMultipleOf.size());
  const auto number =
      multiple ? parse_count(text, 2, kMostTargetMultiple) : parse_count(text, 1, kMostTargetPages);
  if (!number) return std::nullopt;
  return PageTarget{multiple ? Kind::kMultiple : Kind::kExactly, *number};
}

std::string page_target_text(const PageTarget& target) {
  if (target.kind == PageTarget::Kind::kAny) return "any";
  std::string number = integer_text(static_cast<std::int64_t>(target.number));
  if (target.kind == PageTarget::Kind::kExactly) return number;
  return target.number == 2 ? "even" : std::string(kMultipleOf) + number;
}

}  // namespace bifolium

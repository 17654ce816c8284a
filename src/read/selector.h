#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/expected.h"
#include "read/layout_spec.h"

namespace bifolium {

/// The most selectors of one @match, and the most steps of one selector.
inline constexpr std::size_t kMaxSelectors = 64;
inline constexpr std::size_t kMaxSelectorSteps = 16;

enum class SelectorFaultKind : std::uint8_t { kForm, kUnknownName, kUnknownAttribute };

struct SelectorFault {
  SelectorFaultKind kind{};
  std::string text;  ///< kForm: what is wrong, in words; otherwise the unknown name.
};

/// One selector of a @match: its steps, outermost first.
using SelectorSteps = std::vector<SelectorStep>;

/// Reads a @match: "faq question, callout[kind=emergency] > title". Gives the first fault of form,
/// or else the first name that selectors don't know.
[[nodiscard]] Expected<std::vector<SelectorSteps>, SelectorFault> parse_selectors(
    std::string_view match);

/// The selector as text in one form, so that equal selectors have equal text:
/// `callout[kind=emergency] > title`.
[[nodiscard]] std::string selector_text(const SelectorSteps& steps);

/// The elements of content, and the boxes that the program adds, that a selector can name.
[[nodiscard]] std::span<const std::string_view> selector_names();
/// The attributes that a selector can ask for.
[[nodiscard]] std::span<const std::string_view> selector_attributes();

}  // namespace bifolium

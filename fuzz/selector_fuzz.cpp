#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"
#include "read/selector.h"

// A @match. A selector, written out and read again, is the same selector.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  const auto selectors = parse_selectors(fuzz::as_text(data, size));
  if (!selectors) return 0;
  fuzz::require(!selectors->empty() && selectors->size() <= kMaxSelectors, "count of selectors");
  for (const SelectorSteps& steps : *selectors) {
    fuzz::require(!steps.empty() && steps.size() <= kMaxSelectorSteps, "count of steps");
    const std::string text = selector_text(steps);
    const auto again = parse_selectors(text);
    fuzz::require(again.has_value() && again->size() == 1, "a selector's text can be read");
    fuzz::require(selector_text(again->front()) == text, "a selector's text is the selector");
  }
  return 0;
}

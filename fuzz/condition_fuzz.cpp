#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "choices.h"
#include "engine.h"
#include "read/condition.h"
#include "style/conditions.h"

namespace {

using namespace bifolium;

/// A value of each type: t(ext), d(ate), p(hone), n(umber), h(our).
ValueTable values() {
  ValueTable table;
  const auto add = [&](const char* name, ValueType type) {
    table.index.emplace(name, table.declarations.size());
    table.declarations.push_back({name, type, {}, {}, false, {}});
  };
  add("t", ValueType::kText);
  add("d", ValueType::kDate);
  add("p", ValueType::kPhone);
  add("n", ValueType::kNumber);
  add("h", ValueType::kTime);
  return table;
}

}  // namespace

// A @when. What can be read can be evaluated, for whatever is given; `not` turns each outcome; and
// what can't be read says so once, at a place in the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ValueTable table = values();
  const std::string text(fuzz::as_text(data, size));
  Diagnostics diagnostics;
  std::size_t last = 0;
  const auto place = [&](std::size_t at) {
    last = at;
    return SourceSpan();
  };
  const auto condition = read_condition(text, table, place, diagnostics);
  fuzz::require(condition.has_value() != diagnostics.has_errors(), "a fault is reported, or none");
  fuzz::require(last <= text.size(), "a fault is in the text");
  if (!condition) {
    fuzz::require(diagnostics.all().size() == 1, "one fault is enough");
    return 0;
  }
  const std::vector<std::vector<std::string>> given = {
      {"", "", "", "", ""},
      {"a", "2026-12-31", "020 7946", "-2.5", "14:30"},
      {"day unit", "0001-01-01", "", "999999999999.999999", ""}};
  const auto negated = read_condition("not (" + text + ")", table, place, diagnostics);
  for (const std::vector<std::string>& texts : given) {
    const bool outcome = is_true(*condition, table.declarations, texts);
    if (negated) {
      fuzz::require(is_true(*negated, table.declarations, texts) != outcome, "not turns it");
    }
  }
  return 0;
}

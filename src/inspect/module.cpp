#include "inspect/module.h"

#include <type_traits>

#include "inspect/inspect.h"

extern "C" [[gnu::visibility("default")]] void bifolium_inspect_report(
    const std::string& path, const bifolium::ReportOptions& options, std::string& report,
    std::vector<bifolium::Diagnostic>& diagnostics) {
  const auto facts = bifolium::inspect_pdf(path);
  if (!facts) {
    diagnostics.push_back(facts.error());
    return;
  }
  diagnostics = facts->diagnostics;
  report = bifolium::report_text(*facts, options);
}

static_assert(std::is_same_v<decltype(bifolium_inspect_report), bifolium::InspectReport>,
              "the entry is what the program expects");

// Prints docs/diagnostics.md from the code's own table; the test compares the two.
#include <cstdio>
#include <string>

#include "core/decimal.h"
#include "core/diagnostics.h"

namespace {

constexpr const char* kStages[] = {
    "",      "Reading", "Fonts and pictures", "Style", "Shaping and lines",
    "Pages", "Press",   "Tags and PDF",       "Batch", "System and command line"};

std::string severity(bifolium::Severity severity) {
  switch (severity) {
    case bifolium::Severity::kNote:
      return "note";
    case bifolium::Severity::kWarning:
      return "warning";
    case bifolium::Severity::kError:
      return "error";
  }
  return "";
}

}  // namespace

int main() {
  std::string out =
      "# Diagnostics\n\n"
      "Every finding that Bifolium reports, by its stable code. `{0}`, `{1}`… stand for what was\n"
      "found. An error means that no PDF is written; a warning or a note does not. This page is\n"
      "made from `src/core/diagnostic_codes.def` by `scripts/update-docs`, and a test holds the "
      "two\ntogether.\n";
  int stage = 0;
  for (const bifolium::DiagnosticInfo& info : bifolium::diagnostic_table()) {
    const int code = static_cast<int>(info.code);
    if (code / 1000 != stage) {
      stage = code / 1000;
      out += "\n## " + std::to_string(stage) + ": " + kStages[stage] + "\n";
    }
    out += "\n### BF" + std::to_string(code) + " (" + severity(info.severity) + ")\n\n";
    out += "`" + std::string(info.message) + "`\n\n" + std::string(info.cause) + "\n";
    if (!info.help.empty()) out += "\n*What to do:* " + std::string(info.help) + "\n";
  }
  std::fputs(out.c_str(), stdout);
}

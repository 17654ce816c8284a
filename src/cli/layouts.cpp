#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"

namespace bifolium {
namespace {

void print_presses(const std::vector<LayoutReport::Press>& presses, const std::string& indent) {
  for (const LayoutReport::Press& press : presses) {
    print(stdout, indent + "--press " + press.name + ": " + press.title + "\n");
  }
}

bool same_presses(const std::vector<LayoutReport::Press>& a,
                  const std::vector<LayoutReport::Press>& b) {
  return std::ranges::equal(a, b, {}, &LayoutReport::Press::name, &LayoutReport::Press::name);
}

int list_layouts(const CommonOptions& options) {
  Session session(options);
  if (!session.prepare()) return kUsageStatus;
  // Layouts in the current folder count as those beside a content folder there would.
  const Typesetter& typesetter = session.typesetter_for("content/");
  std::vector<Diagnostic> diagnostics;
  for (const LayoutReport& layout : typesetter.layouts(diagnostics)) {
    print(stdout, layout.name + ": " + layout.title + "  (" + layout.path + ")\n");
    for (std::size_t i = 0; i < layout.editions.size(); ++i) {
      const LayoutReport::Edition& edition = layout.editions[i];
      print(stdout, "  --edition " + edition.name + ": " + edition.title +
                        (i == 0 ? " (default)\n" : "\n"));
      // An edition's presses are told where they are not those of the one before.
      if (i > 0 && same_presses(edition.presses, layout.editions[i - 1].presses)) continue;
      print_presses(edition.presses, "    ");
    }
    if (layout.editions.empty()) print_presses(layout.presses, "  ");
  }
  print_diagnostics(diagnostics, options.json_diagnostics);
  Tally tally;
  tally.count(diagnostics);
  return tally.errors > 0 ? static_cast<int>(Status::kInputWrong) : 0;
}

}  // namespace

void add_layouts(CLI::App& program, Action& action) {
  const auto options = std::make_shared<CommonOptions>();
  CLI::App* command =
      program.add_subcommand("layouts", "List the layouts with their editions and presses");
  add_common_options(*command, *options);
  command->callback([options, &action] { action = [options] { return list_layouts(*options); }; });
}

}  // namespace bifolium

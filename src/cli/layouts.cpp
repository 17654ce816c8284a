#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"

namespace bifolium {
namespace {

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
    }
  }
  print_diagnostics(diagnostics, options.json_diagnostics);
  Tally tally;
  tally.count(diagnostics);
  return tally.errors > 0 ? static_cast<int>(Status::kInputWrong) : 0;
}

}  // namespace

void add_layouts(CLI::App& program, Action& action) {
  const auto options = std::make_shared<CommonOptions>();
  CLI::App* command = program.add_subcommand("layouts", "List the layouts with their editions");
  add_common_options(*command, *options);
  command->callback([options, &action] { action = [options] { return list_layouts(*options); }; });
}

}  // namespace bifolium

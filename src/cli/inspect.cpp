#include <CLI/CLI.hpp>
#include <memory>

#include "bifolium/document.h"
#include "cli/commands.h"
#include "cli/module.h"
#include "cli/output.h"
#include "inspect/module.h"

namespace bifolium {
namespace {

struct InspectOptions {
  CommonOptions common;
  ReportOptions report;
  std::string file;
};

int inspect(const InspectOptions& options) {
  const auto write_report = reinterpret_cast<InspectReport*>(
      module_entry(kInspectModule, kInspectEntry, options.common.json_diagnostics));
  if (write_report == nullptr) return static_cast<int>(Status::kSystemFailed);
  std::string report;
  std::vector<Diagnostic> diagnostics;
  write_report(options.file, options.report, report, diagnostics);
  print(stdout, report);
  print_diagnostics(diagnostics, options.common.json_diagnostics);
  return error_status(diagnostics);
}

}  // namespace

void add_inspect(CLI::App& program, Action& action) {
  const auto options = std::make_shared<InspectOptions>();
  CLI::App* command = program.add_subcommand("inspect", "Say what a PDF holds, whoever made it");
  command->add_option("file", options->file, "The PDF")->type_name("FILE.pdf")->required();
  command->add_flag("--structure", options->report.structure, "Its structure tree with the text");
  command->add_flag("--text", options->report.text,
                    "Its logical text: a line for each paragraph, in reading order");
  command->add_flag("--fonts", options->report.fonts, "Its fonts, and whether they are embedded");
  command->add_flag("--boxes", options->report.boxes, "The boxes of its pages");
  command->add_flag("--json", options->report.json, "All of that and more, as one JSON object");
  add_diagnostics_option(*command, options->common);
  command->callback([options, &action] { action = [options] { return inspect(*options); }; });
}

}  // namespace bifolium

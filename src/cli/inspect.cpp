#include <dlfcn.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <system_error>

#include "bifolium/document.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "core/diagnostics.h"
#include "inspect/module.h"

namespace bifolium {
namespace {

struct InspectOptions {
  CommonOptions common;
  ReportOptions report;
  std::string file;
};

/// The module lies in lib/bifolium where the program is installed, and beside a built program.
std::string module_path() {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  const fs::path installed = program / BIFOLIUM_MODULES_FROM_PROGRAM / kInspectModule;
  return (fs::exists(installed, error) ? installed : program / kInspectModule).string();
}

int inspect(const InspectOptions& options) {
  const std::string path = module_path();
  // Never closed: it is needed until the program ends.
  void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* entry = module != nullptr ? ::dlsym(module, kInspectEntry) : nullptr;
  if (entry == nullptr) {
    const char* why = ::dlerror();
    print_diagnostics({make_diagnostic(DiagnosticCode::kModuleMissing, {},
                                       {path, why != nullptr ? why : "it is another version"})},
                      options.common.json_diagnostics);
    return static_cast<int>(Status::kSystemFailed);
  }
  std::string report;
  std::vector<Diagnostic> diagnostics;
  reinterpret_cast<InspectReport*>(entry)(options.file, options.report, report, diagnostics);
  print(stdout, report);
  print_diagnostics(diagnostics, options.common.json_diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kError) continue;
    return static_cast<int>(diagnostic.code / 1000 == 9 ? Status::kSystemFailed
                                                        : Status::kInputWrong);
  }
  return 0;
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
  command
      ->add_option_function<std::string>(
          "--diagnostics",
          [options](const std::string& form) { options->common.json_diagnostics = form == "json"; },
          "How findings are written: text, or json (one object a line)")
      ->type_name("text|json")
      ->check(is_diagnostics_form);
  command->callback([options, &action] { action = [options] { return inspect(*options); }; });
}

}  // namespace bifolium

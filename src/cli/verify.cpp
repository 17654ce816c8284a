#include "batch/verify.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "bifolium/document.h"
#include "cli/commands.h"
#include "cli/output.h"

namespace bifolium {
namespace {

struct VerifyOptions {
  std::string folder;
  CommonOptions common;
};

int verify(const VerifyOptions& options) {
  const VerifyReport report = verify_batch(options.folder, [&](const Diagnostic& finding) {
    print_diagnostics({finding}, options.common.json_diagnostics);
  });
  print(stdout, options.folder + ": " + count_text(report.files, "file") + " in the manifest, " +
                    count_text(report.findings, "error") + '\n');
  if (report.system_failed) return static_cast<int>(Status::kSystemFailed);
  return static_cast<int>(report.findings > 0 ? Status::kInputWrong : Status::kDone);
}

}  // namespace

void add_verify(CLI::App& program, Action& action) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* command =
      program.add_subcommand("verify", "Hold the files of a batch against its manifest");
  command->add_option("folder", options->folder, "The folder that -o named")
      ->type_name("DIR")
      ->required();
  add_diagnostics_option(*command, options->common);
  command->callback([options, &action] { action = [options] { return verify(*options); }; });
}

}  // namespace bifolium

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "bifolium/document.h"
#include "cli/commands.h"
#include "cli/module.h"
#include "cli/output.h"
#include "cli/output_names.h"
#include "core/diagnostics.h"
#include "proof/module.h"

namespace bifolium {
namespace {

struct ProofCommand {
  CommonOptions common;
  ProofOptions proof;
};

/// "a/leaflet.pdf" → "leaflet.png", in the current folder.
std::string default_output(const std::string& file) {
  return std::filesystem::path(file).stem().string() + ".png";
}

int proof(ProofCommand command) {
  ProofOptions& options = command.proof;
  const bool json = command.common.json_diagnostics;
  if (options.output.empty()) options.output = default_output(options.file);
  if (options.output == "-") {
    print_diagnostics({make_diagnostic(DiagnosticCode::kNoStandardOutput, {}, {})}, json);
    return kUsageStatus;
  }
  if (same_file(options.file, options.output)) {
    print_diagnostics({make_diagnostic(DiagnosticCode::kOutputIsInput, {}, {options.output})},
                      json);
    return kUsageStatus;
  }
  const auto write_proof =
      reinterpret_cast<WriteProof*>(module_entry(kProofModule, kProofEntry, json));
  if (write_proof == nullptr) return static_cast<int>(Status::kSystemFailed);
  std::vector<ProofPicture> pictures;
  std::vector<Diagnostic> diagnostics;
  write_proof(options, pictures, diagnostics);
  for (const ProofPicture& picture : pictures) {
    print(stdout,
          picture.path + ": " + count_text(picture.last - picture.first + 1, "page") + '\n');
  }
  print_diagnostics(diagnostics, json);
  return error_status(diagnostics);
}

}  // namespace

void add_proof(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ProofCommand>();
  ProofOptions& proof_options = options->proof;
  CLI::App* command =
      program.add_subcommand("proof", "Draw all pages of a PDF side by side, into a PNG");
  command->add_option("file", proof_options.file, "The PDF")->type_name("FILE.pdf")->required();
  command
      ->add_option("-o,--output", proof_options.output,
                   "The PNG to write, numbered where there are several; else FILE.png in the "
                   "current folder")
      ->type_name("OUT.png");
  command->add_option("--dpi", proof_options.dpi, "Pixels to the inch, 10 to 600; 50 when left out")
      ->type_name("N")
      ->check(CLI::Range(10, 600));
  command
      ->add_option("--columns", proof_options.columns,
                   "Pages side by side, 1 to 50; 4 when left out")
      ->type_name("N")
      ->check(CLI::Range(1, 50));
  add_diagnostics_option(*command, options->common);
  command->callback([options, &action] { action = [options] { return proof(*options); }; });
}

}  // namespace bifolium

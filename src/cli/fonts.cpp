#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"

namespace bifolium {
namespace {

struct FontsOptions {
  CommonOptions common;
  std::string content;
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string family_text(const FontReport& family) {
  std::string out = family.family + ": ";
  if (family.files_missing.empty()) {
    out += "installed";
  } else {
    out += family.files_found.empty() ? "missing" : "partly missing";
    if (!family.package.empty()) out += " (sudo apt install " + family.package + ")";
  }
  out += '\n';
  if (!family.scripts.empty()) out += "  scripts: " + joined(family.scripts) + '\n';
  for (const std::string& file : family.files_found) out += "  " + file + '\n';
  for (const std::string& file : family.files_missing) out += "  missing: " + file + '\n';
  return out;
}

int list_fonts(const FontsOptions& options) {
  Session session(options.common);
  if (!session.prepare()) return kUsageStatus;
  const Typesetter& typesetter = session.typesetter_for(options.content);
  std::vector<Diagnostic> diagnostics = typesetter.diagnostics();
  std::vector<FontReport> families;
  if (diagnostics.empty()) families = typesetter.fonts(options.content, diagnostics);
  for (const FontReport& family : families) print(stdout, family_text(family));
  print_diagnostics(diagnostics, options.common.json_diagnostics);
  Tally tally;
  tally.count(diagnostics);
  return tally.errors > 0 ? static_cast<int>(Status::kInputWrong) : 0;
}

}  // namespace

void add_fonts(CLI::App& program, Action& action) {
  const auto options = std::make_shared<FontsOptions>();
  CLI::App* command = program.add_subcommand(
      "fonts", "List the font families: found or missing, with package and scripts");
  command->add_option("--for", options->content, "Only the families that this content file uses")
      ->type_name("CONTENT");
  add_common_options(*command, options->common);
  command->callback([options, &action] { action = [options] { return list_fonts(*options); }; });
}

}  // namespace bifolium

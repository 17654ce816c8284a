#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"

namespace bifolium {
namespace {

struct CheckOptions {
  CommonOptions common;
  DocumentOptions document;
  std::vector<std::string> contents;
};

int check(const CheckOptions& options) {
  Session session(options.common);
  if (!session.prepare()) return kUsageStatus;
  int status = 0;
  for (const std::string& content : options.contents) {
    EditionFindings findings(options.common.json_diagnostics);
    for (Request& request : session.requests(content, options.document)) {
      request.write_pdf = false;
      const Document document = session.compositor_for(content).make(request);
      const bool one_of_all = options.document.edition == kAllEditions;
      const bool named = one_of_all && !document.default_edition;
      findings.print(named ? document.edition : "", document.diagnostics);
      Tally tally;
      tally.count(document.diagnostics);
      print(stdout, content + (named ? ", " + document.edition : "") + ": " + tally.text() + '\n');
      status = worse_status(status, static_cast<int>(document.status));
    }
  }
  return status;
}

}  // namespace

void add_check(CLI::App& program, Action& action) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* command =
      program.add_subcommand("check", "Say all that `make` would say, and write no PDF");
  command->add_option("content", options->contents, "The content files")
      ->type_name("CONTENT")
      ->required();
  add_document_options(*command, options->document);
  offer_all_editions(*command);
  add_value_options(*command, options->document);
  add_common_options(*command, options->common);
  command->callback([options, &action] { action = [options] { return check(*options); }; });
}

}  // namespace bifolium

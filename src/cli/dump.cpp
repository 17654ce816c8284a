#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"

namespace bifolium {
namespace {

struct DumpOptions {
  CommonOptions common;
  DocumentOptions document;
  std::string content;
  Stage stage = Stage::kTags;
};

int dump(const DumpOptions& options) {
  Session session(options.common);
  if (!session.prepare()) return kUsageStatus;
  Document document;
  const Request request = session.request(options.content, options.document);
  const std::string text =
      session.compositor_for(options.content).dump(request, options.stage, document);
  print(stdout, text);
  print_diagnostics(document.diagnostics, options.common.json_diagnostics);
  return static_cast<int>(document.status);
}

}  // namespace

void add_dump(CLI::App& program, Action& action) {
  static const std::map<std::string, Stage> kStages{
      {"content", Stage::kContent}, {"layout", Stage::kLayout}, {"style", Stage::kStyle},
      {"shape", Stage::kShape},     {"lines", Stage::kLines},   {"pages", Stage::kPages},
      {"tags", Stage::kTags}};
  const auto options = std::make_shared<DumpOptions>();
  CLI::App* command =
      program.add_subcommand("dump", "Print what a stage made of a content file, as text");
  command->add_option("content", options->content, "The content file")
      ->type_name("CONTENT")
      ->required();
  command
      ->add_option_function<std::string>(
          "--stage", [options](const std::string& name) { options->stage = kStages.at(name); },
          "content, layout, style, shape, lines, pages or tags")
      ->type_name("STAGE")
      ->check([](const std::string& name) {
        return kStages.contains(name) ? std::string()
                                      : "\"" + name +
                                            "\" is no stage; expected content, layout, style, "
                                            "shape, lines, pages or tags";
      })
      ->required();
  add_document_options(*command, options->document);
  add_value_options(*command, options->document);
  add_common_options(*command, options->common);
  command->callback([options, &action] { action = [options] { return dump(*options); }; });
}

}  // namespace bifolium

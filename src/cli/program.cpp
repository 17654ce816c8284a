#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "bifolium/typesetter.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "core/nearest_name.h"
#include "core/page_target.h"

namespace bifolium {
namespace {

constexpr std::string_view kFooter =
    "Exit status: 0 done, 1 the input is wrong, 2 wrong usage, 3 the system failed (a file "
    "could\n"
    "not be read or written), 4 a batch in which some jobs failed, 5 a fault of ours.\n"
    "`bifolium COMMAND --help` says more about a command.";

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

/// Long names of a command's options, with their dashes.
std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

int wrong_usage(const std::string& who, const std::string& what, const std::string& nearest) {
  std::string text = who + ": " + what;
  if (!nearest.empty()) text += "; did you mean " + nearest + "?";
  text += "\n  help: " + who + " --help\n";
  print(stderr, text);
  return kUsageStatus;
}

/// The command that was given, or the program itself.
const CLI::App& given_command(const CLI::App& program) {
  const std::vector<CLI::App*> given = program.get_subcommands();
  return given.empty() ? program : *given.front();
}

int report_usage(const CLI::App& program, const CLI::ParseError& error, int argc,
                 const char* const* argv) {
  const CLI::App& command = given_command(program);
  std::string who = "bifolium";
  if (&command != &program) who += " " + command.get_name();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    const std::vector<std::string> known = option_names(command);
    for (int i = 1; i < argc; ++i) {
      std::string word = argv[i];
      word = word.substr(0, word.find('='));
      const bool is_known = std::find(known.begin(), known.end(), word) != known.end();
      if (!word.starts_with("--") || word == "--" || is_known) continue;
      return wrong_usage(who, "there is no option " + word, nearest_name(word, known));
    }
  }
  return wrong_usage(who, error.what(), "");
}

}  // namespace

void add_diagnostics_option(CLI::App& command, CommonOptions& options) {
  command
      .add_option_function<std::string>(
          "--diagnostics",
          [&options](const std::string& form) { options.json_diagnostics = form == "json"; },
          "How findings are written: text, or json (one object a line)")
      ->type_name("text|json")
      ->check([](const std::string& text) {
        return text == "text" || text == "json" ? std::string()
                                                : "\"" + text + "\" is neither text nor json";
      });
}

void add_common_options(CLI::App& command, CommonOptions& options) {
  command
      .add_option("--fonts", options.font_folders,
                  "A folder of fonts, looked in before those of the catalogue; may be repeated")
      ->type_name("DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_diagnostics_option(command, options);
}

std::string is_named(const std::string& text) { return text.empty() ? "it is empty" : ""; }

void add_document_options(CLI::App& command, DocumentOptions& options) {
  command
      .add_option("-l,--layout", options.layout,
                  "A layout, by name or path; else the one that the content names, or leaflet-a5")
      ->type_name("LAYOUT");
  command
      .add_option(
          "--press", options.press,
          "A press of the layout, such as booklet: sheets to print, beside the reading copy")
      ->type_name("NAME")
      ->check(is_named);
  command.add_option("--edition", options.edition, "An edition of the layout, such as large-print")
      ->type_name("NAME")
      ->check(is_named);
  command
      .add_option(
          "--pages", options.pages,
          "How many pages to fill: a number, even, multiple-of-4 and the like, or any; else "
          "what the layout says")
      ->type_name("PAGES")
      ->check([](const std::string& text) {
        return parse_page_target(text) ? std::string()
                                       : "\"" + text +
                                             "\" is no number of pages, such as 8, even "
                                             "or multiple-of-4";
      });
  command
      .add_option("--as-of", options.as_of,
                  "The day that the review date is held against; today when left out")
      ->type_name("YYYY-MM-DD")
      ->check([](const std::string& text) {
        return is_date(text) ? std::string() : "\"" + text + "\" is not a date such as 2026-11-01";
      });
  command.add_flag("--allow-expired", options.allow_expired,
                   "Also accept a leaflet that is past its review date");
  command.add_flag("--explain", options.explain, "Say why lines and pages end where they do");
}

void offer_all_editions(CLI::App& command) {
  command.get_option("--edition")
      ->description("An edition of the layout, such as large-print; or all, for each of them");
}

void add_value_options(CLI::App& command, DocumentOptions& options) {
  command
      .add_option("--set", options.values,
                  "Fill in a value that the leaflet declares; may be repeated, and wins over "
                  "--values")
      ->type_name("NAME=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check([](const std::string& text) {
        // What was given is not repeated: it may be a patient's.
        const std::size_t equals = text.find('=');
        return equals != std::string::npos && equals > 0
                   ? std::string()
                   : std::string("--set wants NAME=VALUE, such as ward=\"day unit\"");
      });
  command
      .add_option("--values", options.values_file,
                  "A JSON file of values: {\"name\": \"…\"}. Other than --set, it shows nobody "
                  "what it holds")
      ->type_name("FILE");
}

int run_program(int argc, const char* const* argv) {
  // A file that may not grow is then an error that is reported, not the program's sudden end.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App program("Bifolium typesets reviewed health information as accessible, print-ready PDFs.",
                   "bifolium");
  program.require_subcommand(0, 1);
  bool version = false;
  program.add_flag("--version", version,
                   "Print the version, and those of the libraries that the result depends on");
  Action action;
  add_make(program, action);
  add_check(program, action);
  add_batch(program, action);
  add_verify(program, action);
  add_inspect(program, action);
  add_proof(program, action);
  add_print(program, action);
  add_dump(program, action);
  add_fonts(program, action);
  add_layouts(program, action);
  program.footer(std::string(kFooter));  // Last, or each command would repeat it.

  if (argc > 1 && argv[1][0] != '-') {
    const std::vector<std::string> names = command_names(program);
    const std::string word = argv[1];
    if (std::find(names.begin(), names.end(), word) == names.end()) {
      return wrong_usage("bifolium", "there is no command " + word, nearest_name(word, names));
    }
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success&) {
    const CLI::App& command = given_command(program);
    print(stdout, &command == &program ? program.help() : command.help("bifolium"));
    return finish_output(0);
  } catch (const CLI::ParseError& error) {
    return report_usage(program, error, argc, argv);
  }
  if (version) {
    print(stdout, version_text());
    return finish_output(0);
  }
  if (!action) {
    print(stderr, program.help());
    return kUsageStatus;
  }
  return finish_output(action());
}

}  // namespace bifolium

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bifolium/document.h"
#include "cli/commands.h"
#include "cli/module.h"
#include "cli/output.h"
#include "cli/session.h"
#include "core/decimal.h"
#include "core/length.h"
#include "inspect/module.h"
#include "print/module.h"

namespace bifolium {
namespace {

/// Where Debian's CUPS listens on the machine itself.
constexpr char kLocalSocket[] = "/run/cups/cups.sock";

struct PrintCommand {
  CommonOptions common;
  PrintRequest request;
  Request sheets;  ///< -l, --edition and --press.
  bool list = false;
};

std::string server_address() {
  const char* named = std::getenv("CUPS_SERVER");
  return named != nullptr && *named != '\0' ? named : kLocalSocket;
}

int list_printers(const PrintCommand& command) {
  const bool json = command.common.json_diagnostics;
  const auto list =
      reinterpret_cast<ListPrinters*>(module_entry(kPrintModule, kPrintersEntry, json));
  if (list == nullptr) return static_cast<int>(Status::kSystemFailed);
  std::vector<PrinterInfo> printers;
  std::vector<Diagnostic> diagnostics;
  list(server_address(), printers, diagnostics);
  for (const PrinterInfo& printer : printers) {
    print(stdout, printer.name + ": " + printer.description + " (" + printer.state +
                      (printer.is_default ? ", default)\n" : ")\n"));
  }
  print_diagnostics(diagnostics, json);
  return error_status(diagnostics);
}

/// "sent leaflet.pdf to office: job 12, 3 copies, two-sided-long-edge"
std::string report_text(const PrintRequest& request, const PrintReport& report) {
  const PrintSettings& settings = request.settings;
  std::string text = report.ended ? "printed " : "sent ";
  text += request.file + (report.ended ? " on " : " to ") + report.printer + ": job " +
          integer_text(report.job) + ", ";
  text += settings.copies == 1 ? "1 copy" : integer_text(settings.copies) + " copies";
  for (const std::string* word : {&settings.sides, &settings.media, &settings.tray}) {
    if (!word->empty()) text += ", " + *word;
  }
  return text + '\n';
}

constexpr std::int64_t kTenThousand = 10'000;

/// A number of points with at most four decimals, in ten-thousandths; 0 for anything else.
std::int64_t ten_thousandths(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  std::string_view decimals = text.substr(std::min(point + 1, text.size()));
  digits += decimals.substr(0, 4);
  digits.append(4 - std::min<std::size_t>(decimals.size(), 4), '0');
  std::int64_t number = 0;
  return parse_integer(digits, number) ? number : 0;
}

/// The size of a file's first page as what to print it on; empty where that can't be seen, which
/// printing will report in its own words.
std::string media_of_file(const std::string& path) {
  const auto inspect =
      reinterpret_cast<InspectReport*>(module_entry(kInspectModule, kInspectEntry, false));
  if (inspect == nullptr) return {};
  ReportOptions options;
  options.boxes = true;
  std::string report;
  std::vector<Diagnostic> unheard;
  inspect(path, options, report, unheard);
  // "page 1  MediaBox [0 0 841.8898 595.2756]"
  constexpr std::string_view kBox = "MediaBox [";
  std::size_t at = report.find(kBox);
  if (at == std::string::npos) return {};
  at += kBox.size();
  const std::size_t end = report.find(']', at);
  std::vector<std::int64_t> edges;
  for (std::string_view rest(report.data() + at, end - at); !rest.empty() && edges.size() < 4;) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    edges.push_back(ten_thousandths(rest.substr(0, space)));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  if (edges.size() != 4) return {};
  const auto micrometers = [](std::int64_t points) {
    return mul_div_round(points, 25'400, 72 * kTenThousand);
  };
  return media_of_size(micrometers(edges[2] - edges[0]), micrometers(edges[3] - edges[1]));
}

/// What is not asked for: one copy, and what the press says, where one is named. None after a
/// diagnostic, whose exit status is in `status`.
std::optional<PrintSettings> default_settings(const PrintCommand& command, int& status) {
  PrintSettings settings;
  settings.copies = 1;
  if (command.sheets.press.empty()) return settings;
  Session session(command.common);
  std::vector<Diagnostic> diagnostics;
  // Layouts in the current folder count as those beside a content folder there would.
  const auto paper = session.typesetter_for("content/").press_paper(command.sheets, diagnostics);
  print_diagnostics(diagnostics, command.common.json_diagnostics);
  status = error_status(diagnostics);
  if (!paper) return std::nullopt;
  settings.sides = sides_of(paper->duplex);
  // A press that takes the sheet that is large enough made its file as large as that.
  settings.media = paper->width > 0 ? media_of_size(paper->width, paper->height)
                                    : media_of_file(command.request.file);
  settings.tray = paper->tray;
  return settings;
}

int print_pdf(PrintCommand command) {
  const bool json = command.common.json_diagnostics;
  PrintRequest& request = command.request;
  request.server = server_address();
  int no_defaults = 0;
  const std::optional<PrintSettings> defaults = default_settings(command, no_defaults);
  if (!defaults) return no_defaults;
  request.settings = filled_in(request.settings, *defaults);
  const auto print_file =
      reinterpret_cast<PrintFile*>(module_entry(kPrintModule, kPrintEntry, json));
  if (print_file == nullptr) return static_cast<int>(Status::kSystemFailed);
  PrintReport report;
  std::vector<Diagnostic> diagnostics;
  print_file(request, report, diagnostics);
  const int status = error_status(diagnostics);
  if (report.job != 0 && status == 0) print(stdout, report_text(request, report));
  print_diagnostics(diagnostics, json);
  return status;
}

int run_command(const PrintCommand& command) {
  if (command.list) return list_printers(command);
  if (!command.request.file.empty()) return print_pdf(command);
  print(stderr, "bifolium print: FILE.pdf or --list is required\n  help: bifolium print --help\n");
  return kUsageStatus;
}

/// An option whose words become IPP's by `meaning`, which gives nothing for a word that is none.
void add_word(CLI::App& command, const std::string& name, std::string& target,
              std::string (*meaning)(std::string_view), const std::string& expected,
              const std::string& what) {
  command
      .add_option_function<std::string>(
          name, [&target, meaning](const std::string& word) { target = meaning(word); }, what)
      ->check([meaning, expected](const std::string& word) {
        return meaning(word).empty() ? "\"" + word + "\" is not " + expected : std::string();
      });
}

/// IPP's keywords have letters, digits, hyphens, dots and underscores (RFC 8011, 5.1.4).
std::string keyword(std::string_view word) {
  for (const char c : word) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != '_') return {};
  }
  return std::string(word);
}

}  // namespace

void add_print(CLI::App& program, Action& action) {
  const auto options = std::make_shared<PrintCommand>();
  PrintRequest& request = options->request;
  CLI::App* command = program.add_subcommand("print", "Send a PDF to a printer, through CUPS");
  command->add_option("file", request.file, "The PDF")->type_name("FILE.pdf");
  command->add_option("--printer", request.printer, "The printer; else the default one")
      ->type_name("NAME");
  command->add_option("--copies", request.settings.copies, "How many copies, 1 to 9999")
      ->type_name("N")
      ->check(CLI::Range(1, 9999));
  add_word(*command, "--duplex", request.settings.sides, sides_of, "off, long-edge or short-edge",
           "Print on both sides, turned over the long-edge or the "
           "short-edge; or on one, for off");
  command->get_option("--duplex")->type_name("off|long-edge|short-edge");
  add_word(*command, "--paper", request.settings.media, media_of,
           "a paper such as A4, SRA3 or letter, or a name such as iso_a4_210x297mm",
           "The paper: a name as in layouts, such as A4, or as in IPP");
  command->get_option("--paper")->type_name("NAME");
  add_word(*command, "--tray", request.settings.tray, keyword, "the name of a tray",
           "The tray, by the printer's own name");
  command->get_option("--tray")->type_name("NAME");
  CLI::Option* press =
      command
          ->add_option("--press", options->sheets.press,
                       "Take duplex, paper and tray from this press of the layout, where no option "
                       "says otherwise")
          ->type_name("NAME")
          ->check(is_named);
  command
      ->add_option("-l,--layout", options->sheets.layout,
                   "The layout of the press, by name or path; else leaflet-a5")
      ->type_name("LAYOUT")
      ->needs(press);
  command->add_option("--edition", options->sheets.edition, "The edition that the press is of")
      ->type_name("NAME")
      ->needs(press);
  command->add_flag_callback(
      "--wait", [options] { options->request.wait = PrintWait::kUntilTheEnd; },
      "Wait until the job has ended, and say how");
  command->add_flag("--list", options->list, "List the printers instead");
  add_diagnostics_option(*command, options->common);
  command->callback([options, &action] { action = [options] { return run_command(*options); }; });
}

}  // namespace bifolium

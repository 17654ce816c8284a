#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "cli/commands.h"
#include "cli/costs.h"
#include "cli/output.h"
#include "cli/output_names.h"
#include "cli/session.h"
#include "core/diagnostics.h"
#include "core/files.h"

namespace bifolium {
namespace {

constexpr const char* kJson = "json";

struct MakeOptions {
  CommonOptions common;
  DocumentOptions document;
  std::vector<std::string> contents;
  std::string output;
};

/// Refuses to replace what is read: the contents, a layout named by its path, a file of values.
std::optional<Diagnostic> overwrites_input(const MakeOptions& options, const std::string& path) {
  std::vector<std::string> inputs = options.contents;
  if (options.document.layout.find('/') != std::string::npos) {
    inputs.push_back(options.document.layout);
  }
  if (!options.document.values_file.empty()) inputs.push_back(options.document.values_file);
  for (const std::string& input : inputs) {
    if (!same_file(input, path)) continue;
    return make_diagnostic(DiagnosticCode::kOutputIsInput, {}, {path});
  }
  return std::nullopt;
}

/// Writes the bytes, and the folder where it is missing.
std::optional<Diagnostic> write_result(const std::string& path, const std::string& bytes) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) {
    return make_diagnostic(DiagnosticCode::kCannotMakeFolder, {},
                           {folder.string(), error.message()});
  }
  const auto written = SystemFileWriter().write(path, bytes, Durability::kNone);
  return written ? std::nullopt : std::optional<Diagnostic>(written.error());
}

/// Runs `bifolium make` once its arguments are read.
class Make {
 public:
  explicit Make(const MakeOptions& options)
      : options_(options), session_(options.common), findings_(options.common.json_diagnostics) {}

  int run() {
    if (!session_.prepare()) return kUsageStatus;
    plan_requests();
    std::vector<Diagnostic> faults;
    const bool several = options_.contents.size() > 1 || all_editions();
    const std::optional<OutputPlan> plan =
        plan_output(results_, several ? Results::kSeveral : Results::kOne, options_.output, faults);
    if (plan && plan->exact) {
      if (auto fault = overwrites_input(options_, plan->stems[0])) faults.push_back(*fault);
    }
    if (!faults.empty()) {
      print_diagnostics(faults, options_.common.json_diagnostics);
      // A file in the place of a folder is the system's doing; the rest is a matter of arguments.
      return faults[0].code == static_cast<int>(DiagnosticCode::kCannotMakeFolder)
                 ? static_cast<int>(Status::kSystemFailed)
                 : kUsageStatus;
    }
    for (std::size_t i = 0; i < requests_.size(); ++i) make_one(*plan, i);
    print_summary();
    return status_;
  }

 private:
  [[nodiscard]] bool all_editions() const { return options_.document.edition == kAllEditions; }

  /// Which edition is the default one, and so not named, is known beforehand only for all of them.
  void plan_requests() {
    for (const std::string& content : options_.contents) {
      const std::vector<Request> requests = session_.requests(content, options_.document);
      for (const Request& request : requests) {
        const bool named = all_editions() && &request != &requests.front();
        results_.push_back({content, named ? request.edition : ""});
        requests_.push_back(request);
      }
    }
  }

  void make_one(const OutputPlan& plan, std::size_t index) {
    const PlannedResult& result = results_[index];
    if (result.edition.empty()) findings_ = EditionFindings(options_.common.json_diagnostics);
    print_progress(index);
    Document document = session_.compositor_for(result.content).make(requests_[index]);
    if (document.status == Status::kDone) write(plan, index, document);
    tally_.count(findings_.print(result.edition, document.diagnostics));
    status_ = worse_status(status_, static_cast<int>(document.status));
  }

  /// The edition as the file's name still has to get it: all of them were planned with theirs.
  [[nodiscard]] std::string named_edition(const Document& document) const {
    return all_editions() || document.default_edition ? "" : document.edition;
  }

  void write(const OutputPlan& plan, std::size_t index, Document& document) {
    const std::string path = output_path(plan, index, named_edition(document));
    if (!write_file(path, document.pdf, document)) return;
    const bool json = options_.document.costs == kJson;
    if (!json) print(stdout, path + ": " + count_text(document.pages, "page") + '\n');
    std::string press;
    if (!document.press_pdf.empty()) {
      press = press_path(path, options_.document.press);
      if (!write_file(press, document.press_pdf, document)) return;
      if (!json) print(stdout, press + ": " + count_text(document.paper.sheets, "sheet") + '\n');
    }
    if (json) {
      print(stdout, costs_json(document, path, press));
    } else if (!options_.document.costs.empty()) {
      print(stdout, costs_text(document));
    }
  }

  /// False where the document has failed by it.
  bool write_file(const std::string& path, const std::string& bytes, Document& document) {
    std::optional<Diagnostic> fault = overwrites_input(options_, path);
    if (!fault && std::ranges::find(written_, path) != written_.end()) {
      fault = make_diagnostic(DiagnosticCode::kWrittenTwice, {}, {path});
    }
    if (fault) {
      document.status = Status::kInputWrong;
    } else if ((fault = write_result(path, bytes))) {
      document.status = Status::kSystemFailed;
    }
    if (fault) {
      document.diagnostics.push_back(*fault);
    } else {
      written_.push_back(path);
    }
    return !fault;
  }

  void print_progress(std::size_t index) const {
    const bool many = results_.size() > 1;
    if (!options_.common.progress && !(many && ::isatty(STDERR_FILENO) == 1)) return;
    const PlannedResult& result = results_[index];
    print(stderr, "making " + result.content + (result.edition.empty() ? "" : ", ") +
                      result.edition + " (" + std::to_string(index + 1) + " of " +
                      std::to_string(results_.size()) + ")\n");
  }

  void print_summary() const {
    if (tally_.errors == 0 || options_.common.json_diagnostics) return;
    const std::size_t planned = results_.size() * (options_.document.press.empty() ? 1 : 2);
    const std::string written = written_.empty() ? "nothing was written"
                                                 : std::to_string(written_.size()) + " of " +
                                                       count_text(planned, "file") + " written";
    print(stderr, tally_.text() + "; " + written + '\n');
  }

  const MakeOptions& options_;
  Session session_;
  std::vector<PlannedResult> results_;
  std::vector<Request> requests_;  ///< One for each result.
  EditionFindings findings_;       ///< Of the content in hand.
  Tally tally_;
  std::vector<std::string> written_;  ///< Paths.
  int status_ = 0;
};

}  // namespace

void add_make(CLI::App& program, Action& action) {
  const auto options = std::make_shared<MakeOptions>();
  CLI::App* command = program.add_subcommand("make", "Typeset content files into PDFs");
  command->add_option("content", options->contents, "The content files")
      ->type_name("CONTENT")
      ->required();
  command
      ->add_option("-o,--output", options->output,
                   "The file to write; or a folder, where it ends in / or several are made. It is "
                   "made where it is missing. Else CONTENT[.EDITION].pdf in the current folder")
      ->type_name("OUT");
  add_document_options(*command, options->document);
  offer_all_editions(*command);
  add_value_options(*command, options->document);
  add_common_options(*command, options->common);
  command
      ->add_option("--costs", options->document.costs,
                   "Say what paper and ink it takes: as text, or as one JSON object a line")
      ->check(CLI::IsMember({"text", kJson}))
      ->type_name("FORMAT");
  command->add_flag("--proof", options->document.proof,
                    "Lay baselines, boxes, margins and numbers over the pages, as a layer");
  command->add_flag("--progress", options->common.progress,
                    "Name each file as it is begun, also where standard error is no terminal");
  command->callback([options, &action] { action = [options] { return Make(*options).run(); }; });
}

}  // namespace bifolium

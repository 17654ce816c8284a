#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "batch/byte_source.h"
#include "batch/job_reader.h"
#include "batch/matrix.h"
#include "batch/output_name.h"
#include "batch/progress.h"
#include "batch/run_batch.h"
#include "batch/stop_signal.h"
#include "batch/trace.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"
#include "core/decimal.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

constexpr int kSomeFailed = 4;       ///< Exit status: some jobs failed.
constexpr int kSignalStatus = 128;   ///< Added to a signal's number, as shells do.
constexpr std::uint64_t kShown = 5;  ///< Failed jobs that are shown while the batch runs.
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kBytesPerMebibyte = std::int64_t{1} << 20;

struct BatchCommand {
  CommonOptions common;
  DocumentOptions document;
  BatchOptions batch;
  std::string jobs, matrix, trace;
  unsigned threads = 0;
  bool timings = false;
};

/// The width of the terminal at this moment.
std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  std::int64_t n = 0;
  if (columns != nullptr && parse_integer(columns, n) && n > 0 && n < 1000) {
    return static_cast<std::size_t>(n);
  }
  return 80;
}

/// Shows how far the batch is: a line that is drawn over on a terminal, else JSON lines.
class ProgressView {
 public:
  ProgressView(const Clock& clock, std::uint64_t total, bool wanted)
      : clock_(clock),
        is_terminal_(::isatty(STDERR_FILENO) == 1),
        wanted_(wanted),
        begin_(clock.now()) {
    progress_.total = total;
  }

  void settled(const JobResult& result) { progress_.at = result.end_offset; }
  void tick(const BatchCounts& counts) {
    progress_.counts = counts;
    progress_.elapsed = clock_.now() - begin_;
    if (is_terminal_) {
      print(stderr, '\r' + progress_line(progress_, terminal_columns()) + "\x1B[K");
      is_drawn_ = true;
    } else if (wanted_ && progress_.elapsed - last_ >= kSecond) {
      last_ = progress_.elapsed;
      print(stderr, progress_json(progress_) + '\n');
    }
  }
  /// Takes the line away, before other text is written.
  void clear() {
    if (is_drawn_) print(stderr, "\r\x1B[K");
    is_drawn_ = false;
  }
  void finish(const BatchCounts& counts) {
    clear();
    progress_.counts = counts;
    progress_.elapsed = clock_.now() - begin_;
    if (wanted_ && !is_terminal_) print(stderr, progress_json(progress_) + '\n');
  }

 private:
  const Clock& clock_;
  bool is_terminal_, wanted_;
  bool is_drawn_ = false;
  std::int64_t begin_, last_ = 0;
  Progress progress_;
};

/// The jobs that the arguments name, and what they are read from.
struct OpenJobs {
  Descriptor file;
  std::unique_ptr<DescriptorSource> bytes;
  std::unique_ptr<JobSource> source;
};

Expected<OpenJobs, Diagnostic> open_jobs(BatchCommand& command, int stop) {
  OpenJobs jobs;
  if (!command.matrix.empty()) {
    auto matrix = MatrixSource::parse(command.matrix);
    if (!matrix) return Unexpected<Diagnostic>{matrix.error()};
    if (command.batch.output_template.empty()) {
      command.batch.output_template = matrix->output_template();
    }
    jobs.source = std::make_unique<MatrixSource>(std::move(matrix).value());
    return jobs;
  }
  const bool is_input = command.jobs == "-";
  int fd = STDIN_FILENO;
  if (!is_input) {
    jobs.file = Descriptor(::open(command.jobs.c_str(), O_RDONLY | O_CLOEXEC));
    fd = jobs.file.get();
    if (!jobs.file) {
      return Unexpected<Diagnostic>{
          make_diagnostic(DiagnosticCode::kCannotRead, {}, {command.jobs, std::strerror(errno)})};
    }
  }
  const std::string folder =
      is_input ? "" : std::filesystem::path(command.jobs).parent_path().string();
  jobs.bytes = std::make_unique<DescriptorSource>(fd, stop);
  jobs.source =
      std::make_unique<JobReader>(*jobs.bytes, is_input ? "standard input" : command.jobs, folder);
  return jobs;
}

/// Runs `bifolium batch` once its arguments are read.
class Batch {
 public:
  explicit Batch(BatchCommand& command) : command_(command), session_(command.common) {}

  int run() {
    if (!session_.prepare()) return kUsageStatus;
    auto jobs = open_jobs(command_, stop_.descriptor());
    if (!jobs) return report_and(jobs.error());
    if (!command_.trace.empty()) {
      auto trace = TraceFile::open(command_.trace);
      if (!trace) return report_and(trace.error());
      trace_.emplace(std::move(trace).value());
    }
    command_.batch.request = session_.request("", command_.document);
    return work(*jobs->source);
  }

 private:
  [[nodiscard]] int report_and(const Diagnostic& why) const {
    print_diagnostics({why}, command_.common.json_diagnostics);
    return static_cast<int>(why.code / 1000 == 9 ? Status::kSystemFailed : Status::kInputWrong);
  }

  int work(JobSource& jobs) {
    const SteadyClock clock;
    ProgressView view(clock, jobs.total_bytes(), command_.common.progress);
    Typesetters typesetters([this](const std::string& content) { return session_.setup(content); });
    const std::function<std::unique_ptr<LeafletMaker>()> new_maker = [&] {
      return std::make_unique<CompositorMaker>(typesetters);
    };
    const std::function<void(const JobResult&, const BatchCounts&)> on_settled =
        [&](const JobResult& result, const BatchCounts& counts) {
          view.settled(result);
          settled(result, counts, view);
        };
    const std::function<void(const BatchCounts&)> on_tick = [&](const BatchCounts& counts) {
      stop_.poll();
      view.tick(counts);
    };
    const BatchReport report = run_batch(
        command_.batch, {jobs, new_maker, clock, stop_.flag(), on_settled, on_tick, nullptr});
    view.finish(report.counts);
    return finish(report);
  }

  void settled(const JobResult& result, const BatchCounts& counts, ProgressView& view) {
    if (trace_) trace_->add(result);
    if (command_.timings) timings_.add(result);
    if (result.kind != JobResult::Kind::kFailed) return;
    if (!command_.batch.check && counts.failed > kShown) return;
    view.clear();
    if (!command_.common.json_diagnostics) {
      std::string job = "job " + integer_text(static_cast<std::int64_t>(result.job));
      if (!result.content.empty()) job += " (" + result.content + ')';
      print(stderr, job + " failed:\n");
    }
    print_diagnostics(result.diagnostics, command_.common.json_diagnostics);
  }

  int finish(const BatchReport& report) {
    print_diagnostics(report.diagnostics, command_.common.json_diagnostics);
    int status = report.counts.failed > 0 ? kSomeFailed : 0;
    for (const Diagnostic& diagnostic : report.diagnostics) {
      if (diagnostic.severity != Severity::kError) continue;
      status = static_cast<int>(diagnostic.code / 1000 == 9 ? Status::kSystemFailed
                                                            : Status::kInputWrong);
    }
    // Of jobs that could not even begin to be read, nothing can be gone on with.
    const bool never_began = report.counts.settled == 0 && status == 1;
    if (report.stopped && !never_began) status = print_why_stopped(report, status);
    if (trace_) {
      if (const MaybeFault fault = trace_->finish()) status = report_and(fault->diagnostic);
    }
    if (command_.timings) print(stderr, timings_.text());
    if (report.begun) print_summary(report.counts);
    return status;
  }

  [[nodiscard]] int print_why_stopped(const BatchReport& report, int status) const {
    std::string why = "the error above";
    if (stop_.signal() != 0) {
      why = "by a signal";
      status = kSignalStatus + stop_.signal();
    } else if (command_.batch.fail_fast && report.counts.failed > 0) {
      why = "a job failed, and --fail-fast was given";
    }
    print_diagnostics({make_diagnostic(DiagnosticCode::kBatchStopped, {}, {why})},
                      command_.common.json_diagnostics);
    return status;
  }

  void print_summary(const BatchCounts& counts) const {
    std::string text;
    if (command_.batch.check) {
      text = count_text(counts.settled, "job") + " checked, " +
             integer_text(static_cast<std::int64_t>(counts.failed)) + " would fail";
    } else {
      text = command_.batch.folder + ": " + count_text(counts.made + counts.kept, "file") + ", " +
             count_text(counts.pages, "page");
      if (counts.kept > 0) {
        text += "; " + integer_text(static_cast<std::int64_t>(counts.kept)) + " were there already";
      }
      if (counts.failed > 0) {
        text += "; " + count_text(counts.failed, "job") + " failed, see failures.jsonl";
      }
    }
    print(stdout, text + '\n');
  }

  BatchCommand& command_;
  StopSignal stop_;
  Session session_;
  std::optional<TraceFile> trace_;
  Timings timings_;
};

void add_output_options(CLI::App& command, BatchCommand& options) {
  command
      .add_option("-o", options.batch.folder,
                  "The folder to write to; it is made, and must be empty unless --resume is given")
      ->type_name("DIR");
  command
      .add_option(
          "--output", options.batch.output_template,
          "Names of files, such as {clinic}/{content}-{number}.pdf, for jobs that give none")
      ->type_name("TEMPLATE")
      ->check([](const std::string& text) {
        const std::string fault = template_fault(text);
        return fault.empty() ? fault : "\"" + text + "\" " + fault;
      });
  command
      .add_option_function<std::string>(
          "--durability",
          [&options](const std::string& how) {
            options.batch.durability = how == "none"   ? BatchDurability::kNone
                                       : how == "each" ? BatchDurability::kEach
                                                       : BatchDurability::kGroup;
          },
          "Wait for the disk after every file (each), some hundred (group, the default), or never")
      ->type_name("none|group|each")
      ->check(CLI::IsMember({"none", "group", "each"}));
}

void add_run_options(CLI::App& command, BatchCommand& options) {
  command.add_flag_callback(
      "--resume", [&options] { options.batch.resume = BatchFolder::Resume::kYes; },
      "Go on with the batch in DIR: make what is missing, changed or failed");
  command.add_flag("--check", options.batch.check,
                   "Find what would fail in every job, and write nothing");
  command.add_flag("--fail-fast", options.batch.fail_fast, "Stop at the first job that fails");
  command.add_flag("--log-values", options.batch.log_values,
                   "Let findings quote the values of jobs, which may be personal");
  command.add_option("--threads", options.threads, "Threads at work; else one for each processor")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
  command
      .add_option("--job-time", options.batch.job_milliseconds,
                  "Give up a job once it has taken so many milliseconds")
      ->type_name("MS")
      ->check(CLI::Range(1, 86'400'000));
  command
      .add_option_function<std::int64_t>(
          "--job-memory",
          [&options](std::int64_t mebibytes) {
            options.batch.job_bytes = mebibytes * kBytesPerMebibyte;
          },
          "Give up a job once it holds so many MiB of memory")
      ->type_name("MIB")
      ->check(CLI::Range(1, 1'048'576));
  command.add_flag("--progress", options.common.progress,
                   "Say how far it is, in JSON lines where standard error is no terminal");
  command.add_flag("--timings", options.timings, "Say what the stages cost");
  command
      .add_option("--trace", options.trace,
                  "Write what each thread did when, for Chrome's trace viewer")
      ->type_name("FILE");
}

int run_command(BatchCommand& command) {
  const auto wrong = [](const std::string& what) {
    print(stderr, "bifolium batch: " + what + "\n  help: bifolium batch --help\n");
    return kUsageStatus;
  };
  if (command.jobs.empty() == command.matrix.empty()) {
    return wrong("either a file of jobs or --matrix is required");
  }
  command.batch.time_stages = command.timings || !command.trace.empty();
  if (command.batch.folder.empty() && !command.batch.check) return wrong("-o DIR is required");
  command.batch.threads =
      command.threads > 0 ? command.threads : std::max(1U, std::thread::hardware_concurrency());
  return Batch(command).run();
}

}  // namespace

void add_batch(CLI::App& program, Action& action) {
  const auto options = std::make_shared<BatchCommand>();
  CLI::App* command = program.add_subcommand("batch", "Typeset many leaflets from a file of jobs");
  command
      ->add_option("jobs", options->jobs, "JSON Lines or CSV, a job a line; - for standard input")
      ->type_name("JOBS");
  command
      ->add_option("--matrix", options->matrix,
                   "Jobs without a file: 'content=*.xml edition=standard,large-print'")
      ->type_name("LISTS");
  add_output_options(*command, *options);
  add_run_options(*command, *options);
  add_document_options(*command, options->document);
  add_common_options(*command, options->common);
  command->callback([options, &action] { action = [options] { return run_command(*options); }; });
}

}  // namespace bifolium

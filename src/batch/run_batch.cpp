#include "batch/run_batch.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include "batch/journal.h"
#include "batch/planner.h"
#include "batch/settler.h"
#include "batch/worker.h"
#include "core/decimal.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

constexpr std::size_t kChunksPerThread = 4;  ///< On the way at once.
constexpr std::size_t kLongestChunk = 16;
constexpr std::int64_t kTickMilliseconds = 100;

/// A batch at work.
class BatchRun {
 public:
  BatchRun(const BatchOptions& options, BatchPorts ports)
      : options_(options),
        ports_(std::move(ports)),
        output_(std::move(ports_.output)),
        conveyor_(std::max(1U, options.threads) * kChunksPerThread) {}

  BatchReport run() {
    if (auto fault = prepare()) {
      report_.diagnostics.push_back(*fault);
      return std::move(report_);
    }
    report_.begun = true;
    work();
    return std::move(report_);
  }

 private:
  [[nodiscard]] std::optional<Diagnostic> prepare();
  [[nodiscard]] std::optional<Diagnostic> open_journal(Planner& planner);
  void work();
  void read_jobs();
  void settle(Settler& settler);
  void end(Settler& settler);
  [[nodiscard]] bool stops() const { return ports_.stop.load() || stop_inside_.load(); }

  const BatchOptions& options_;
  BatchPorts ports_;
  std::unique_ptr<OutputFolder> output_;
  Conveyor conveyor_;
  std::optional<BatchFolder> folder_;
  std::optional<NameIndex> names_;
  std::optional<Planner> planner_;
  std::optional<Journal> journal_;
  std::atomic<bool> stop_inside_{false};
  NextJob read_to_ = NextJob::kStopped;  ///< How reading ended; settled once the reader is joined.
  BatchReport report_;
};

/// Opens what the batch needs; nothing but the folder is touched where that fails.
std::optional<Diagnostic> BatchRun::prepare() {
  std::string index_folder;
  if (options_.check) {
    std::error_code error;
    index_folder = std::filesystem::temp_directory_path(error).string();
  } else {
    auto folder = BatchFolder::open(options_.folder, options_.resume);
    if (!folder) return folder.error();
    folder_.emplace(std::move(folder).value());
    index_folder = folder_->state_path();
    if (output_ == nullptr) {
      auto output = SystemOutputFolder::open(folder_->path());
      if (!output) return output.error();
      output_ = std::move(output).value();
    }
  }
  auto names = NameIndex::open(index_folder);
  if (!names) return names.error();
  names_.emplace(std::move(names).value());
  planner_.emplace(*names_, options_.output_template);
  return options_.check ? std::nullopt : open_journal(*planner_);
}

std::optional<Diagnostic> BatchRun::open_journal(Planner& planner) {
  Journal::Found found;
  auto journal = Journal::open(
      folder_->journal_path(),
      [&](std::uint64_t offset, const JournalRecord& record) {
        return planner.remember(record.output, offset);
      },
      found);
  if (planner.fault()) return planner.fault();
  if (!journal) return journal.error();
  journal_.emplace(std::move(journal).value());
  if (found.bytes_cut > 0) {
    const std::string bytes = integer_text(static_cast<std::int64_t>(found.bytes_cut));
    report_.diagnostics.push_back(
        make_diagnostic(DiagnosticCode::kJournalCutOff, {}, {folder_->path(), bytes}));
  }
  return std::nullopt;
}

/// The reader's thread: jobs get their names, and go out in chunks. The first chunks are of one
/// job, so that a short batch, too, is shared between all threads.
void BatchRun::read_jobs() {
  std::vector<PlannedJob> chunk;
  std::uint64_t read = 0;
  const std::uint64_t threads = std::max(1U, options_.threads);
  while (!stops()) {
    Job job;
    read_to_ = ports_.jobs.next(job);
    if (read_to_ != NextJob::kJob) break;
    chunk.push_back(planner_->plan(std::move(job)));
    if (planner_->fault()) {
      read_to_ = NextJob::kFailed;
      break;
    }
    const std::uint64_t length = std::min<std::uint64_t>(kLongestChunk, 1 + read / (threads * 16));
    ++read;
    if (chunk.size() >= length && !conveyor_.put(std::exchange(chunk, {}))) break;
  }
  // What is not sent is not begun, and read_to_ is then not the end.
  if (!chunk.empty() && !conveyor_.put(std::move(chunk))) read_to_ = NextJob::kStopped;
  conveyor_.close();
}

void BatchRun::work() {
  Settler settler(options_, ports_, journal_ ? &*journal_ : nullptr, output_.get());
  if (folder_) {
    if (auto fault = settler.begin(*folder_)) {
      report_.diagnostics.push_back(*fault);
      return;
    }
  }
  const WorkerContext context{options_, ports_.clock, journal_ ? &*journal_ : nullptr, ports_.stop,
                              stop_inside_};
  std::vector<std::thread> threads;
  threads.emplace_back([this] { read_jobs(); });
  for (unsigned i = 0; i < std::max(1U, options_.threads); ++i) {
    threads.emplace_back([this, &context, i] {
      Worker(context, ports_.new_maker(), output_ ? output_->another() : nullptr, i).run(conveyor_);
    });
  }
  settle(settler);
  for (std::thread& thread : threads) thread.join();
  end(settler);
}

/// The calling thread's part, until every chunk has come back.
void BatchRun::settle(Settler& settler) {
  while (!conveyor_.done()) {
    if (std::optional<Chunk> chunk = conveyor_.next_done(kTickMilliseconds)) {
      settler.take(std::move(chunk->results));
    }
    settler.tick();
    if (settler.wants_to_stop()) stop_inside_.store(true);
    if (stops()) conveyor_.stop();
    ports_.on_tick(settler.counts());
  }
}

void BatchRun::end(Settler& settler) {
  // A signal that came when all was done leaves a batch that is complete.
  const bool complete = read_to_ == NextJob::kEnd && !settler.left_some();
  settler.finish(folder_ ? &*folder_ : nullptr, complete);
  report_.counts = settler.counts();
  report_.stopped = !complete || settler.fault();
  if (settler.fault()) report_.diagnostics.push_back(*settler.fault());
  if (read_to_ == NextJob::kFailed) {
    report_.diagnostics.push_back(planner_->fault() ? *planner_->fault() : ports_.jobs.failure());
  }
  if (read_to_ == NextJob::kEnd && report_.counts.settled == 0 && !report_.stopped) {
    report_.diagnostics.push_back(make_diagnostic(DiagnosticCode::kNoJobs, {}));
  }
}

}  // namespace

BatchReport run_batch(const BatchOptions& options, BatchPorts ports) {
  return BatchRun(options, std::move(ports)).run();
}

}  // namespace bifolium

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "batch/batch_folder.h"
#include "batch/clock.h"
#include "batch/conveyor.h"
#include "batch/job.h"
#include "batch/leaflet_maker.h"
#include "batch/output_folder.h"

namespace bifolium {

/// How hard a batch tries to make its files survive a power cut.
enum class BatchDurability : std::uint8_t {
  kNone,   ///< What the system writes when it likes; a killed process loses nothing.
  kGroup,  ///< Waits for the disk once for some hundred files.
  kEach,   ///< Waits for the disk for every file.
};

/// How a batch is run.
struct BatchOptions {
  std::string folder;           ///< Where the files go.
  std::string output_template;  ///< For jobs without one of their own; may be empty.
  Request request;              ///< What holds for every job that says nothing else.
  BatchFolder::Resume resume = BatchFolder::Resume::kNo;
  BatchDurability durability = BatchDurability::kGroup;
  unsigned threads = 1;
  bool check = false;                 ///< Find every diagnostic, and write nothing.
  bool fail_fast = false;             ///< Stop at the first job that fails.
  bool log_values = false;            ///< Diagnostics may quote a job's values.
  bool time_stages = false;           ///< Fill JobResult::stages.
  std::int64_t job_milliseconds = 0;  ///< The most that a job may take; 0: no limit.
  std::int64_t job_bytes = 0;         ///< The most that a job may hold (JobMemory); 0: no limit.
};

/// What was done so far.
struct BatchCounts {
  std::uint64_t settled = 0;  ///< Jobs that came to an end, in the order of the jobs.
  std::uint64_t made = 0, kept = 0, failed = 0, pages = 0;
};

/// What a run came to.
struct BatchReport {
  BatchCounts counts;
  bool begun = false;                   ///< False where the batch as a whole was refused.
  bool stopped = false;                 ///< Before its end, in a state to go on from.
  std::vector<Diagnostic> diagnostics;  ///< Of the batch as a whole, not of its jobs.
};

/// The ports of a batch. All outlive it.
struct BatchPorts {
  JobSource& jobs;
  const std::function<std::unique_ptr<LeafletMaker>()>& new_maker;  ///< Called on each thread.
  const Clock& clock;
  const std::atomic<bool>& stop;  ///< Set from outside: finish what is in hand, and end.
  /// Called on the calling thread for each job that came to its end, in the order of the jobs.
  const std::function<void(const JobResult&, const BatchCounts&)>& on_settled;
  /// Called on the calling thread some times a second.
  const std::function<void(const BatchCounts&)>& on_tick;
  /// Where files go; null: the folder itself.
  std::unique_ptr<OutputFolder> output = nullptr;
};

/// Makes every job's leaflet, on several threads, with one row of the manifest for each file and
/// one line in failures.jsonl for each job that failed. Which bytes come out depends on the jobs
/// alone. A failed job never stops the others.
[[nodiscard]] BatchReport run_batch(const BatchOptions& options, BatchPorts ports);

}  // namespace bifolium

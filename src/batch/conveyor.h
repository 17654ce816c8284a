#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "batch/job.h"
#include "bifolium/document.h"

namespace bifolium {

/// A job that has its output name, or a fault.
struct PlannedJob {
  Job job;
  std::string name;
  std::uint64_t journal_offset = 0;  ///< Of what the journal has for the name; 0 for nothing.
};

/// What came of a job.
struct JobResult {
  enum class Kind : std::uint8_t {
    kNotBegun,  ///< The batch was stopped before.
    kMade,      ///< The bytes are staged, and wait for their name.
    kKept,      ///< An earlier run made it, and nothing has changed since.
    kFailed,
    kEndsBatch,  ///< Its bytes could not be written, nor could any other's.
  };
  Kind kind = Kind::kNotBegun;
  std::uint64_t job = 0;
  std::uint32_t line = 0;
  std::uint64_t end_offset = 0;
  std::string content, name;
  Status status = Status::kDone;
  std::string job_digest, sha256, row;  ///< As in JournalRecord.
  std::string layout_digest;
  std::uint64_t pages = 0;
  std::vector<Diagnostic> diagnostics;   ///< As they may be shown.
  std::int64_t begin = 0, duration = 0;  ///< In microseconds of the batch's clock.
  std::vector<std::pair<std::string, std::int64_t>> stages;  ///< Name and microseconds.
  std::uint32_t thread = 0;
};

/// A few jobs that go to one thread together, so that threads seldom meet.
struct Chunk {
  std::uint64_t index = 0;
  std::vector<PlannedJob> jobs;
  std::vector<JobResult> results;
};

/// Carries chunks from the reader to the workers, and in their first order from the workers to the
/// one who settles them. At most `room` are on the way, which bounds what a batch holds in memory
/// whatever the number of its jobs.
class Conveyor {
 public:
  explicit Conveyor(std::size_t room) : room_(room) {}

  /// For the reader. Waits for room; false once the conveyor was stopped.
  [[nodiscard]] bool put(std::vector<PlannedJob> jobs);
  /// For the reader: there will be no more.
  void close();

  /// For workers. Waits for a chunk; none once there will be no more.
  [[nodiscard]] std::optional<Chunk> take();
  /// For workers: the chunk with its results.
  void give_back(Chunk chunk);

  /// For the settler: the next chunk in order; none after `milliseconds`, or when done().
  [[nodiscard]] std::optional<Chunk> next_done(std::int64_t milliseconds);
  [[nodiscard]] bool done();

  /// From any thread: nothing more is taken on; what is on the way goes on to its end.
  void stop();

 private:
  [[nodiscard]] bool is_done() const { return closed_ && on_the_way_ == 0; }

  std::size_t room_;
  std::mutex mutex_;
  std::condition_variable room_or_stop_, work_or_end_, done_or_end_;
  std::queue<Chunk> waiting_;
  std::map<std::uint64_t, Chunk> finished_;
  std::uint64_t next_in_ = 0, next_out_ = 0;
  std::size_t on_the_way_ = 0;
  bool closed_ = false, stopped_ = false;
};

}  // namespace bifolium

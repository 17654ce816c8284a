#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "batch/conveyor.h"
#include "batch/journal.h"
#include "batch/run_batch.h"

namespace bifolium {

/// What the workers of a batch share, all of it safe to use from several threads.
struct WorkerContext {
  const BatchOptions& options;
  const Clock& clock;
  const Journal* journal = nullptr;       ///< Null where nothing is written.
  const std::atomic<bool>& stop_outside;  ///< See BatchPorts::stop.
  const std::atomic<bool>& stop_inside;   ///< The batch itself has a reason to end.
};

/// Makes the leaflets of one thread.
class Worker {
 public:
  /// `output` is null where nothing is written.
  Worker(const WorkerContext& context, std::unique_ptr<LeafletMaker> maker,
         std::unique_ptr<OutputFolder> output, std::uint32_t thread)
      : context_(context), maker_(std::move(maker)), output_(std::move(output)), thread_(thread) {}

  /// Takes chunks until there are no more. Never throws.
  void run(Conveyor& conveyor);

 private:
  [[nodiscard]] JobResult settle(const PlannedJob& planned);
  void make_bounded(const PlannedJob& planned, JobResult& result);
  void make(const PlannedJob& planned, JobResult& result);
  [[nodiscard]] bool keep(const PlannedJob& planned, JobResult& result);
  void take_document(const PlannedJob& planned, const Document& document, JobResult& result);
  [[nodiscard]] Request request_for(const Job& job) const;
  static void fail(JobResult& result, const Diagnostic& why, Status status);

  const WorkerContext& context_;
  std::unique_ptr<LeafletMaker> maker_;
  std::unique_ptr<OutputFolder> output_;
  std::uint32_t thread_;
};

}  // namespace bifolium

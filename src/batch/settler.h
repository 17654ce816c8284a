#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/batch_folder.h"
#include "batch/conveyor.h"
#include "batch/journal.h"
#include "batch/manifest.h"
#include "batch/run_batch.h"

namespace bifolium {

/// Settles jobs in their order: gives made files their names, and writes journal, manifest and
/// failures. Whatever moment the process ends at, the journal has no file that is not there.
class Settler {
 public:
  /// All outlive the settler. `journal` and `output` are null where nothing is written.
  Settler(const BatchOptions& options, const BatchPorts& ports, Journal* journal,
          OutputFolder* output)
      : options_(options), ports_(ports), journal_(journal), output_(output) {}

  /// Begins the manifest and the failures in the folder.
  [[nodiscard]] std::optional<Diagnostic> begin(const BatchFolder& folder);

  /// Takes on the results of a chunk.
  void take(std::vector<JobResult> results);
  /// Lets go of what waits for its group, where it has waited long enough.
  void tick();
  /// Writes what is left, and gives manifest and failures their names.
  void finish(const BatchFolder* folder, bool complete);

  [[nodiscard]] const BatchCounts& counts() const { return counts_; }
  /// True where jobs came by that were not begun.
  [[nodiscard]] bool left_some() const { return left_some_; }
  /// Why the batch has to end; none where it need not.
  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }
  [[nodiscard]] bool wants_to_stop() const {
    return fault_ || (options_.fail_fast && counts_.failed > 0);
  }

 private:
  static constexpr std::size_t kGroup = 256;                     ///< Files for one wait.
  static constexpr std::int64_t kGroupMicroseconds = 1'000'000;  ///< And the longest wait for them.

  void settle_waiting();
  void settle(JobResult& result);
  void publish(JobResult& result);
  void report(const JobResult& result);
  void end_batch(const WriteFault& fault);
  void take(const MaybeFault& fault) {
    if (fault) end_batch(*fault);
  }

  const BatchOptions& options_;
  const BatchPorts& ports_;
  Journal* journal_;
  OutputFolder* output_;
  std::optional<LinesFile> manifest_, failures_;
  std::vector<JobResult> waiting_;
  std::int64_t waiting_since_ = 0;
  BatchCounts counts_;
  bool left_some_ = false;
  std::optional<Diagnostic> fault_;
};

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// One leaflet of a batch, as its line of the jobs file asks for it.
struct Job {
  std::uint64_t number = 0;      ///< From 1, in the order of the jobs.
  std::uint32_t line = 0;        ///< Where it begins in the jobs file, from 1; 0 where it has none.
  std::uint64_t end_offset = 0;  ///< Bytes of the jobs file up to its end; 0 where it has none.
  std::string content;           ///< As written.
  std::string content_path;      ///< As the current folder sees it.
  std::string layout;            ///< A name, or a path as the current folder sees it; may be empty.
  std::string edition;           ///< May be empty.
  std::string pages;             ///< As Request::pages; may be empty.
  std::string press;             ///< Its file is the press copy then; may be empty.
  std::string output;            ///< A template of its own; may be empty.
  std::vector<std::pair<std::string, std::string>> values;  ///< In the order given.
  std::optional<Diagnostic> fault;  ///< Why this job can't be made; the rest is then incomplete.
};

/// What came of asking for the next job.
enum class NextJob : std::uint8_t {
  kJob,
  kEnd,
  kStopped,  ///< Somebody asked the batch to stop.
  kFailed,   ///< The jobs as a whole can't be read: JobSource::failure says why.
};

/// Where jobs come from, one after another, never all in memory.
class JobSource {
 public:
  virtual ~JobSource() = default;
  /// Fills `job` where the answer is kJob. A job with a fault is a job.
  [[nodiscard]] virtual NextJob next(Job& job) = 0;
  [[nodiscard]] virtual const Diagnostic& failure() const = 0;
  /// Of all jobs, in the unit of Job::end_offset; 0 where that is not known.
  [[nodiscard]] virtual std::uint64_t total_bytes() const { return 0; }
};

}  // namespace bifolium

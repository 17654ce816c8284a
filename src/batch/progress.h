#pragma once

#include <cstdint>
#include <string>

#include "batch/run_batch.h"

namespace bifolium {

/// How far a batch is.
struct Progress {
  BatchCounts counts;
  std::uint64_t at = 0, total = 0;  ///< In the unit of Job::end_offset; total 0: not known.
  std::int64_t elapsed = 0;         ///< Microseconds.
};

/// A line for a terminal of `columns` that leaves its last column free: a bar, jobs done and
/// failed, jobs a second, time left. What has no room is left out, the least telling first.
[[nodiscard]] std::string progress_line(const Progress& progress, std::size_t columns);

/// A JSON object for other programs.
[[nodiscard]] std::string progress_json(const Progress& progress);

/// "0:07", "2:05:09".
[[nodiscard]] std::string duration_text(std::int64_t microseconds);

}  // namespace bifolium

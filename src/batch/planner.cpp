#include "batch/planner.h"

#include <utility>

#include "batch/output_name.h"
#include "core/decimal.h"
#include "core/diagnostics.h"

namespace bifolium {

bool Planner::remember(const std::string& name, std::uint64_t journal_offset) {
  return names_.put(folded_name(name), {0, journal_offset, false});
}

/// Claims the folders that a name is in; the job that has a file of such a name, else 0.
std::uint64_t Planner::claim_folders(const std::string& folded, std::uint64_t job) {
  const std::size_t last = folded.rfind('/');
  if (last == std::string::npos || folded.compare(0, last, last_folder_) == 0) return 0;
  for (std::size_t end = folded.find('/'); end != std::string::npos;
       end = folded.find('/', end + 1)) {
    const std::string folder = folded.substr(0, end);
    const std::optional<NameEntry> entry = names_.find(folder);
    if (entry && entry->is_folder) continue;
    if (entry && entry->job != 0) return entry->job;
    if (!names_.put(folder, {job, 0, true})) return 0;
  }
  last_folder_ = folded.substr(0, last);
  return 0;
}

/// Claims a name for its job; the number of the job that has it already, else 0.
std::uint64_t Planner::claim(PlannedJob& planned) {
  const std::string folded = folded_name(planned.name);
  if (const std::uint64_t other = claim_folders(folded, planned.job.number); other != 0) {
    return other;
  }
  NameEntry entry = names_.find(folded).value_or(NameEntry());
  if (entry.job != 0) return entry.job;
  planned.journal_offset = entry.journal_offset;
  entry.job = planned.job.number;
  // Where it can't be kept, fault() says so, and the job is not made.
  static_cast<void>(names_.put(folded, entry));
  return 0;
}

PlannedJob Planner::plan(Job job) {
  PlannedJob planned{std::move(job), {}, 0};
  if (planned.job.fault) return planned;
  auto name = output_name(planned.job, template_);
  if (!name) {
    planned.job.fault = name.error();
    return planned;
  }
  planned.name = std::move(name).value();
  if (const std::uint64_t other = claim(planned); other != 0) {
    planned.job.fault = make_diagnostic(DiagnosticCode::kOutputTaken, {},
                                        {integer_text(static_cast<std::int64_t>(other))});
  }
  return planned;
}

}  // namespace bifolium

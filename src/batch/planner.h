#pragma once

#include <optional>
#include <string>
#include <vector>

#include "batch/conveyor.h"
#include "batch/name_index.h"

namespace bifolium {

/// Gives each job its output name, and sees to it that no two have the same, in the order of the
/// jobs: the first that asks for a name has it.
class Planner {
 public:
  /// Both outlive the planner.
  Planner(NameIndex& names, const std::string& output_template)
      : names_(names), template_(output_template) {}

  /// Remembers what the journal has for a name. False where that can't be kept.
  [[nodiscard]] bool remember(const std::string& name, std::uint64_t journal_offset);

  /// The job with its name; or with a fault, where it can have none.
  [[nodiscard]] PlannedJob plan(Job job);

  /// Why names can't be kept any more; a batch can't go on then.
  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return names_.fault(); }

 private:
  [[nodiscard]] std::uint64_t claim_folders(const std::string& folded, std::uint64_t job);
  [[nodiscard]] std::uint64_t claim(PlannedJob& planned);

  NameIndex& names_;
  const std::string& template_;
  std::string last_folder_;  ///< Folded; was claimed already.
};

}  // namespace bifolium

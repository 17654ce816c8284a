#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// A PDF that is to be made.
struct PlannedResult {
  std::string content;
  /// The edition as it stands in the file's name, where that is known beforehand; else empty.
  std::string edition;
};

/// Where results go.
struct OutputPlan {
  /// Path without ".pdf", one for each result; or the whole path where `exact`.
  std::vector<std::string> stems;
  bool exact = false;
};

/// How many results a command makes.
enum class Results : std::uint8_t { kOne, kSeveral };

/// Plans where the results go. `output` is what -o says, or empty: a folder where it ends in a
/// slash, is one, or several results are made; else a file. Reports two results of one name, and -o
/// naming a file where a folder is needed. Looks at the file system, changes nothing.
[[nodiscard]] std::optional<OutputPlan> plan_output(const std::vector<PlannedResult>& results,
                                                    Results how_many, const std::string& output,
                                                    std::vector<Diagnostic>& diagnostics);

/// The path of result `index`: CONTENT[.EDITION].pdf. `edition` is empty for the default one, and
/// for one that was planned by its name.
[[nodiscard]] std::string output_path(const OutputPlan& plan, std::size_t index,
                                      const std::string& edition);

/// Where the press copy of a reading copy goes: "out/a.pdf" → "out/a.booklet.pdf".
[[nodiscard]] std::string press_path(const std::string& reading_copy, const std::string& press);

/// True where both paths lead to one file, which need not exist yet.
[[nodiscard]] bool same_file(const std::string& a, const std::string& b);

}  // namespace bifolium

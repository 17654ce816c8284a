#pragma once

#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// Writes to standard output or error.
void print(std::FILE* stream, std::string_view text);

/// The exit status `status`, or 3 with a diagnostic where standard output could not be written.
[[nodiscard]] int finish_output(int status);

/// "YYYY-MM-DD" that names a day of the calendar.
[[nodiscard]] bool is_date(std::string_view text);

/// How often each severity was met.
struct Tally {
  int errors = 0, warnings = 0;
  void count(const std::vector<Diagnostic>& diagnostics);
  /// "2 errors, 1 warning", "no errors".
  [[nodiscard]] std::string text() const;
};

/// Writes findings to standard error, as text or as JSON lines.
void print_diagnostics(const std::vector<Diagnostic>& diagnostics, bool json);

/// Writes the findings of one content's editions, each finding once: under the first edition that
/// has it, which is named where it is not the default.
class EditionFindings {
 public:
  explicit EditionFindings(bool json) : json_(json) {}

  /// Writes what is new in `found`, and gives it. `edition` is empty for the default one.
  std::vector<Diagnostic> print(const std::string& edition, const std::vector<Diagnostic>& found);

 private:
  bool json_;
  std::vector<Diagnostic> said_;
};

/// "1 page", "8 pages".
[[nodiscard]] std::string count_text(std::size_t count, std::string_view noun);

/// The exit status that the errors among the findings ask for; 0 where there are none.
[[nodiscard]] int error_status(const std::vector<Diagnostic>& diagnostics);

/// The exit status for several results: a fault of ours before the system's, that before a wrong
/// input.
[[nodiscard]] int worse_status(int a, int b);

}  // namespace bifolium

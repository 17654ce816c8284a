#include "cli/output.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>

#include "bifolium/document.h"
#include "core/decimal.h"
#include "core/diagnostics.h"

namespace bifolium {

void print(std::FILE* stream, std::string_view text) {
  // A failure stays with the stream, and finish_output finds it there.
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stream));
}

int finish_output(int status) {
  const bool flushed = std::fflush(stdout) == 0;
  const int error = errno;
  if (flushed && std::ferror(stdout) == 0) return status;
  print_diagnostics({make_diagnostic(DiagnosticCode::kCannotWrite, {},
                                     {"standard output", std::strerror(error)})},
                    false);
  return worse_status(status, static_cast<int>(Status::kSystemFailed));
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  std::int64_t year = 0, month = 0, day = 0;
  if (!parse_integer(text.substr(0, 4), year) || !parse_integer(text.substr(5, 2), month) ||
      !parse_integer(text.substr(8, 2), day) || month < 1 || day < 1) {
    return false;
  }
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(year)),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

void Tally::count(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::kError) ++errors;
    if (diagnostic.severity == Severity::kWarning) ++warnings;
  }
}

std::string Tally::text() const {
  std::string out =
      errors == 0 ? "no errors" : count_text(static_cast<std::size_t>(errors), "error");
  if (warnings > 0) out += ", " + count_text(static_cast<std::size_t>(warnings), "warning");
  return out;
}

void print_diagnostics(const std::vector<Diagnostic>& diagnostics, bool json) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += json ? diagnostic_json(diagnostic) + '\n' : diagnostic_text(diagnostic);
  }
  print(stderr, out);
}

std::vector<Diagnostic> EditionFindings::print(const std::string& edition,
                                               const std::vector<Diagnostic>& found) {
  std::vector<Diagnostic> fresh;
  for (const Diagnostic& diagnostic : found) {
    if (std::ranges::find(said_, diagnostic) == said_.end()) fresh.push_back(diagnostic);
  }
  said_.insert(said_.end(), fresh.begin(), fresh.end());
  if (!fresh.empty() && !edition.empty() && !json_) {
    bifolium::print(stderr, "in the edition " + edition + ":\n");
  }
  print_diagnostics(fresh, json_);
  return fresh;
}

std::string count_text(std::size_t count, std::string_view noun) {
  std::string out = integer_text(static_cast<std::int64_t>(count)) + ' ';
  out += noun;
  if (count != 1) out += 's';
  return out;
}

int error_status(const std::vector<Diagnostic>& diagnostics) {
  int status = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kError) continue;
    if (diagnostic.code == static_cast<int>(DiagnosticCode::kInternalFault)) {
      return static_cast<int>(Status::kInternalFault);
    }
    // The first digit of a code is its stage: 9 is the system. Any other is the input's.
    const bool system = diagnostic.code / 1000 == 9;
    if (!system) status = static_cast<int>(Status::kInputWrong);
    if (system && status == 0) status = static_cast<int>(Status::kSystemFailed);
  }
  return status;
}

int worse_status(int a, int b) {
  // The numbers happen to ascend with how grave they are.
  return a > b ? a : b;
}

}  // namespace bifolium

#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "bifolium/diagnostic.h"
#include "core/source.h"

namespace bifolium {

/// Every diagnostic that exists; the values are the stable numbers of docs/diagnostics.md.
enum class DiagnosticCode : int {
#define BIFOLIUM_DIAGNOSTIC(name, code, severity, message, help, cause) name = code,
#include "core/diagnostic_codes.def"
#undef BIFOLIUM_DIAGNOSTIC
};

/// A row of the table in diagnostic_codes.def.
struct DiagnosticInfo {
  DiagnosticCode code;
  std::string_view name;  ///< "kNotWellFormed"
  Severity severity;
  std::string_view message;  ///< With {0}, {1}… for the arguments.
  std::string_view help;     ///< The same arguments; empty where nothing helps.
  std::string_view cause;    ///< For the documentation.
};

/// The whole table, in ascending order of code.
[[nodiscard]] std::span<const DiagnosticInfo> diagnostic_table();

/// The row of a code.
[[nodiscard]] const DiagnosticInfo& diagnostic_info(DiagnosticCode code);

/// Makes the Diagnostic that Diagnostics::report would add.
[[nodiscard]] Diagnostic make_diagnostic(DiagnosticCode code, const SourceSpan& where,
                                         std::initializer_list<std::string_view> args = {});

/// The sink that stages report to. Reporting never stops a stage: it goes on with a stand-in, so
/// that one run shows all. Not shared between threads: one a document.
class Diagnostics {
 public:
  void report(DiagnosticCode code, const SourceSpan& where,
              std::initializer_list<std::string_view> args = {});
  void add(Diagnostic diagnostic);

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

  /// Sorts by file, line, column, code and message, and drops exact repeats.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  int errors_ = 0;
};

/// "content/x.xml:14:7: error[BF1203]: message\n  help: …\n", as the terminal shows it.
[[nodiscard]] std::string diagnostic_text(const Diagnostic& diagnostic);

/// One JSON object without a line end.
[[nodiscard]] std::string diagnostic_json(const Diagnostic& diagnostic);

}  // namespace bifolium

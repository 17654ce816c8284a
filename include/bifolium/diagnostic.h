#pragma once

#include <cstdint>
#include <string>

namespace bifolium {

/// How grave a diagnostic is. An error means that no PDF is written.
enum class Severity : std::uint8_t { kNote, kWarning, kError };

/// One finding about a document, layout, font or the system, as shown to the person who can mend
/// it.
struct Diagnostic {
  int code = 0;  ///< Stable number; the first digit is the stage (see docs/diagnostics.md).
  Severity severity = Severity::kError;
  std::string file;          ///< As the caller named it; empty where no file is to blame.
  std::uint32_t line = 0;    ///< From 1; 0 where the place is not known.
  std::uint32_t column = 0;  ///< From 1, counted in characters (Unicode scalar values).
  std::string message;       ///< What was found, and what was expected.
  std::string help;          ///< What to do about it; may be empty.

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

}  // namespace bifolium

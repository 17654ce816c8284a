#pragma once

#include <string>
#include <vector>

#include "bifolium/diagnostic.h"
#include "core/expected.h"
#include "proof/held_signals.h"

namespace bifolium {

/// How another program ended.
struct ProgramEnd {
  int status = 0;    ///< Its exit status; 128 and the signal's number where one ended it.
  std::string said;  ///< What it wrote to standard error: the first 4 KiB.
};

/// Runs a program that is looked for in PATH, without a shell, and waits for its end. `arguments`
/// begin with its name. Its standard output is thrown away, and it reads nothing. A signal that is
/// held back ends it early. `package` is the Debian package that has it, for the message where it
/// is missing.
[[nodiscard]] Expected<ProgramEnd, Diagnostic> run_program_quietly(
    const std::vector<std::string>& arguments, const std::string& package,
    const HeldSignals& signals);

/// Draws all pages of a PDF into `folder` by pdftoppm. Gives the paths of the pictures in the order
/// of the pages. What it complains of although it goes on is added to `diagnostics` as a warning.
[[nodiscard]] Expected<std::vector<std::string>, Diagnostic> draw_pages(
    const std::string& pdf, int dpi, const std::string& folder, const HeldSignals& signals,
    std::vector<Diagnostic>& diagnostics);

}  // namespace bifolium

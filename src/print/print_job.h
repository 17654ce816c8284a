#pragma once

#include <vector>

#include "print/module.h"

namespace bifolium {

/// Sends a PDF to a printer: what the printer says that it can't do is an error, and nothing is
/// sent. What it says nothing of is sent, with a warning.
[[nodiscard]] PrintReport print_file(const PrintRequest& request,
                                     std::vector<Diagnostic>& diagnostics);

}  // namespace bifolium

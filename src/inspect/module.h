#pragma once

#include <string>
#include <vector>

#include "bifolium/diagnostic.h"
#include "inspect/report.h"

namespace bifolium {

/// What the module bifolium_inspect.so exports, for the program to load on demand: libqpdf would
/// otherwise cost every start of it 3 ms.
inline constexpr char kInspectModule[] = "bifolium_inspect.so";
inline constexpr char kInspectEntry[] = "bifolium_inspect_report";

/// Puts the report on the PDF at `path` into `report`, and what went wrong into `diagnostics`. Both
/// sides are built together, so types of C++ may cross. Never throws.
using InspectReport = void(const std::string& path, const ReportOptions& options,
                           std::string& report, std::vector<Diagnostic>& diagnostics);

}  // namespace bifolium

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/diagnostics.h"

namespace bifolium {

/// Bound on a file of values (docs/limits.md).
inline constexpr std::size_t kMaxValueFileBytes = std::size_t{1} << 20;

/// Reads a file of values: one JSON object of names and texts, numbers (kept as they are written),
/// true or false (kept as these words) or null (not given). `path` is only the name for
/// diagnostics, which never quote the file: what stands there may be a patient's.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_value_file(
    const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace bifolium

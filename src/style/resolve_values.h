#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/diagnostics.h"
#include "core/ids.h"
#include "read/content.h"
#include "style/formats.h"

namespace bifolium {

/// What a command or a job gives: names and texts (Request::values).
using GivenValues = std::vector<std::pair<std::string, std::string>>;

/// What one set of given values makes of a leaflet.
struct ResolvedValues {
  /// By ValueTable::declarations: as it is printed, formatted by the document's language. Empty for
  /// a value that is neither given nor has a default.
  std::vector<std::u16string> texts;
  /// By ContentTree::conditions: whether it is true.
  std::vector<bool> conditions;
  /// By node: whether it is left out, by its own condition or another's around it, or because
  /// nothing is left in it. Empty where the whole leaflet is printed.
  std::vector<bool> left_out;

  [[nodiscard]] bool prints(NodeId node) const {
    return left_out.empty() || !left_out[node.index()];
  }
};

/// Checks what was given against the declarations, formats it, and decides every @when. Reports
/// names that are not declared, required values that are not given, what has not the declared type
/// or can't be printed (never quoting it: it may be a patient's), and values that are printed but
/// not given. An empty text counts as not given. Where it reports, it goes on with stand-ins.
///
/// A comparison with a value that is not given is false, but for `!=`, which is always the opposite
/// of `=`. A block of which only titles would be left is left out too.
[[nodiscard]] ResolvedValues resolve_values(const ContentTree& content, const GivenValues& given,
                                            StyleWorkspace& workspace, Diagnostics& diagnostics);

}  // namespace bifolium

#pragma once

#include <span>
#include <string>

#include "pdf/file_frame.h"

namespace bifolium {

enum class TreeKind : bool { kNames, kNumbers };

/// An entry of a name or number tree, both sides as PDF text.
struct TreeEntry {
  std::string key, value;
};

/// The root node of a name or number tree (ISO 32000-1, 7.9.6 and 7.9.7) of entries that ascend by
/// key. Leaves of at most 64 entries are objects of their own, written here.
[[nodiscard]] std::string tree_root(TreeKind kind, std::span<const TreeEntry> entries,
                                    FileFrame& frame);

}  // namespace bifolium

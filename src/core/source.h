#pragma once

#include <cstdint>
#include <string>

namespace bifolium {

/// A file that was read, by the name under which the caller knows it.
struct SourceFile {
  std::string path;
};

/// A place in a source file. The SourceFile is owned by the tree that the node belongs to
/// (ContentTree, LayoutSpec, …) and outlives every span into it.
struct SourceSpan {
  const SourceFile* file = nullptr;
  std::uint32_t line = 0;    ///< From 1; 0 where unknown.
  std::uint32_t column = 0;  ///< From 1, in Unicode scalar values.
};

}  // namespace bifolium

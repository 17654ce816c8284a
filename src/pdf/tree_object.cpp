#include "pdf/tree_object.h"

#include <algorithm>

namespace bifolium {
namespace {

constexpr std::size_t kLeafEntries = 64;

void append_entries(std::string& out, TreeKind kind, std::span<const TreeEntry> entries) {
  out += kind == TreeKind::kNames ? "/Names[" : "/Nums[";
  for (const TreeEntry& entry : entries) {
    out += entry.key;
    out.push_back(' ');
    out += entry.value;
    out.push_back(' ');
  }
  out.push_back(']');
}

}  // namespace

std::string tree_root(TreeKind kind, std::span<const TreeEntry> entries, FileFrame& frame) {
  std::string root = "<<";
  if (entries.size() <= kLeafEntries) {
    append_entries(root, kind, entries);
    return root + ">>";
  }
  root += "/Kids[";
  std::string leaf;
  while (!entries.empty()) {
    const auto part = entries.first(std::min(kLeafEntries, entries.size()));
    entries = entries.subspan(part.size());
    leaf = "<</Limits[" + part.front().key + " " + part.back().key + "]";
    append_entries(leaf, kind, part);
    leaf += ">>";
    const ObjectNumber number = frame.reserve();
    frame.put(number, leaf);
    append_reference(root, number);
    root.push_back(' ');
  }
  root += "]>>";
  return root;
}

}  // namespace bifolium

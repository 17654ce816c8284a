#pragma once

#include "pdf/object_plan.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// Writes the structure tree: root, role map, elements, ID tree and parent tree
/// (ISO 32000-1, 14.7). Elements take the numbers that the plan gave them.
void write_structure(const StructTree& tree, const ObjectPlan& plan, FileFrame& frame);

}  // namespace bifolium

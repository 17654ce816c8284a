#pragma once

#include <string>
#include <vector>

#include "read/content.h"

namespace bifolium {

/// Whether a condition holds for `texts`, by declaration: as given, each of its declared type, or
/// empty where there is none.
[[nodiscard]] bool is_true(const Condition& condition,
                           const std::vector<ValueDeclaration>& declarations,
                           const std::vector<std::string>& texts);

/// By node: whether it is left out, given the outcomes of the tree's conditions. Besides the blocks
/// whose condition is false and what stands in them: containers in which nothing but titles is
/// left, and of a term and its definition, a question and its answer, the other. Empty where all
/// outcomes are true.
[[nodiscard]] std::vector<bool> left_out_nodes(const ContentTree& tree,
                                               const std::vector<bool>& outcomes);

/// Whether no block of the leaflet is left.
[[nodiscard]] bool prints_nothing(const ContentTree& tree, const std::vector<bool>& left_out);

}  // namespace bifolium

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bifolium {

/// The name that `word` was most likely meant to be: the one that the fewest letters part from it,
/// where those are at most a third of its length (at least one). Empty where none is near.
[[nodiscard]] std::string nearest_name(std::string_view word,
                                       const std::vector<std::string>& names);

}  // namespace bifolium

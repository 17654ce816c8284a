#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "read/words.h"

namespace bifolium {

/// The program's word `name`, its fields in braces filled in. The words file holds every name
/// (its reader checks that), so a missing one is a fault of ours.
[[nodiscard]] std::string word(
    const Words& words, std::string_view name,
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields = {});

}  // namespace bifolium

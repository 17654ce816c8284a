#pragma once

namespace bifolium {

/// The entry of a module that is loaded on demand, such as bifolium_inspect.so; null after a
/// diagnostic where there is none. A module is never closed: it is needed until the program ends.
[[nodiscard]] void* module_entry(const char* module, const char* entry, bool json_diagnostics);

}  // namespace bifolium

#pragma once

#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "read/layout_layer.h"
#include "read/layout_spec.h"

namespace bifolium {

/// The editions of a layout and its parents by name, the parents' first. `files`: own file first,
/// then its parent, and so on. Reports an edition that has no title anywhere.
[[nodiscard]] std::vector<EditionInfo> merge_editions(const std::vector<LayoutFile>& files,
                                                      Diagnostics& diagnostics);

/// One layout from its files (own first) and the overlay `edition` (empty: none): the bases, root
/// ancestor first, then their overlays in the same order. What a layout removes stays away, also
/// where an edition of its parents speaks of it. Reports what is incomplete or names what is not
/// there. `editions` and `edition` of the result are left to the caller.
[[nodiscard]] LayoutSpec merge_layout(const std::vector<LayoutFile>& files,
                                      std::string_view edition, Diagnostics& diagnostics);

/// The presses of an edition, "" for none, by name.
[[nodiscard]] std::vector<PressInfo> press_infos(const std::vector<LayoutFile>& files,
                                                 std::string_view edition);

}  // namespace bifolium

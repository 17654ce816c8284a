#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/expected.h"
#include "read/layout_spec.h"

namespace bifolium {

/// A layout file's bytes, and the path to name in diagnostics.
struct LayoutSource {
  std::string path;
  std::string bytes;
};

/// Finds a layout by the name in @extends. Fails with the diagnostic to give.
using LayoutFinder = std::function<Expected<LayoutSource, Diagnostic>(const std::string& name)>;

/// Reads a layout (namespace urn:bifolium:layout:1, grammar layouts/layout.rng), its parents first,
/// then the overlay of `edition` (empty: the first edition). Returns none where nothing usable came
/// of it; every fault is reported.
[[nodiscard]] std::optional<LayoutSpec> read_layout(const LayoutSource& source,
                                                    const LayoutFinder& find_parent,
                                                    std::string_view edition,
                                                    Diagnostics& diagnostics);

/// What a list of layouts shows.
struct LayoutInfo {
  std::string name, title;
  std::vector<EditionInfo> editions;  ///< The parents' first; the first is the default.
  std::map<std::string, std::vector<PressInfo>> presses;  ///< By edition; "" for none.
};

/// Reads a layout and its parents for their names alone: nothing is merged, and faults in what a
/// layout declares are reported as read_layout would, but those of the merged whole are not.
[[nodiscard]] std::optional<LayoutInfo> read_layout_info(const LayoutSource& source,
                                                         const LayoutFinder& find_parent,
                                                         Diagnostics& diagnostics);

}  // namespace bifolium

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "read/content.h"

namespace bifolium {

/// Reads a content file (namespace urn:bifolium:content:1) strictly: expat's gate, then the grammar
/// of content/content.rng, then ids and references. `path` is only the name for diagnostics.
/// Returns no tree where the XML is not well-formed; otherwise a tree with what could be read, and
/// every fault reported.
[[nodiscard]] std::optional<ContentTree> read_content(const std::string& path,
                                                      std::string_view bytes,
                                                      Diagnostics& diagnostics);

}  // namespace bifolium

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/line_index.h"

namespace bifolium {

/// What the gate learns on the way that pugixml, which knows no namespaces, can't tell.
struct XmlNamespaces {
  std::string root;  ///< The root element's namespace; empty for none.
  /// The elements in another namespace than the root, by the byte offset of their '<'.
  std::map<std::size_t, std::string> others;
};

/// Reports a file in another encoding than UTF-8; false if it is one. `bytes` without a UTF-8 byte
/// order mark.
[[nodiscard]] bool check_utf8(const SourceFile& file, std::string_view bytes,
                              Diagnostics& diagnostics);

/// Holds `bytes` to XML 1.0 and Namespaces in XML by expat, and to the bounds of read/xml.h;
/// reports what is wrong and gives none where the file must not be read.
[[nodiscard]] std::optional<XmlNamespaces> pass_xml_gate(const SourceFile& file,
                                                         std::string_view bytes,
                                                         const LineIndex& lines,
                                                         Diagnostics& diagnostics);

}  // namespace bifolium

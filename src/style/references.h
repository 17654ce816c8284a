#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/diagnostics.h"
#include "read/content.h"
#include "style/resolve_values.h"

namespace bifolium {

/// What of the references is printed (references/@print).
enum class PrintReferences : std::uint8_t {
  kFull,  ///< Title, source, date of access and address.
  kLink,  ///< Title and source; the title is the link.
  kNone,  ///< Neither the list nor the numbers in the text: kept on file.
};

/// The references in the order in which they are printed.
struct ReferenceOrder {
  PrintReferences print = PrintReferences::kFull;
  NodeId list;                     ///< The <references>, or none.
  std::vector<NodeId> references;  ///< First those cited, in the order cited; then the others.
  std::map<NodeId, int> numbers;   ///< From 1.
};

/// Numbers the references by the citations that are printed, and warns of each that is cited
/// nowhere.
[[nodiscard]] ReferenceOrder order_references(const ContentTree& tree, const ResolvedValues& values,
                                              Diagnostics& diagnostics);

}  // namespace bifolium

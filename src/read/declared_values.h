#pragma once

#include "core/diagnostics.h"
#include "read/content.h"

namespace bifolium {

/// Fills tree.values from the <values> that were read, and checks each declaration: its name, its
/// default, its unit.
void read_values(ContentTree& tree, Diagnostics& diagnostics);

/// Holds each <value> in the text to the declarations, and reports the declared values that neither
/// the text nor a condition uses.
void check_use_of_values(const ContentTree& tree, Diagnostics& diagnostics);

}  // namespace bifolium

#pragma once

#include "read/layout_spec.h"
#include "style/block_builder.h"

namespace bifolium {

/// Builds the layout's parts in order into document.parts: the cover, the body with its heading
/// where there is no cover, and the references page with the trace block.
void build_parts(BlockBuilder& blocks, const LayoutSpec& layout);

/// The value of a meta field as the trace block prints it: dates in words, the reference number
/// with its version, the rest as written; empty where the content has none.
[[nodiscard]] std::string meta_text(const StyleContext& context, Element field);

}  // namespace bifolium

#pragma once

#include "lines/item.h"
#include "lines/paragraph_measure.h"
#include "lines/text_breaks.h"

namespace bifolium {

/// Turns a shaped text into boxes, glue and penalties (ALGORITHMS, line breaking). A box is what
/// stands between two places where a line may end, or a space. Spaces stretch by a half and shrink
/// by a third of their width in justified text, and keep their width in ragged text. Widths at
/// cuts are left to measure_cuts.
void build_items(const ParagraphMeasure& text, const TextBreaks& breaks, ItemList& items);

}  // namespace bifolium

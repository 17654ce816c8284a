#pragma once

#include "core/length.h"
#include "lines/paragraph_measure.h"

namespace bifolium {

/// How much further apart than its leading a paragraph's baselines must be, so that the ink of
/// another family meets none of the line before or after; 0 in most. It is asked only of faces
/// whose ascent and descent together are more than the leading, such as Noto Nastaliq Urdu beside
/// Latin. All lines of the paragraph move apart alike, wherever in it that face stands, so that it
/// depends on the text alone and not on how it is broken.
[[nodiscard]] Length extra_leading(const ParagraphMeasure& text);

}  // namespace bifolium

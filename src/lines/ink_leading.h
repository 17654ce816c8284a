#pragma once

#include <vector>

#include "lines/line.h"
#include "lines/paragraph_measure.h"

namespace bifolium {

/// By how much the baselines of a setting lie lower than at their leading, so that the ink of
/// another family meets none of the line before or after (ALGORITHMS, page breaking: that one step
/// grows): for each line the sum of what the steps down to it grew by. Empty where none grows, as
/// in most paragraphs. It is asked only of faces whose ascent and descent together are more than
/// the leading, such as Noto Nastaliq Urdu beside Latin; lines tight in the paragraph's own family
/// are the style's choice. `patches` are the paragraph's (ParagraphLines).
[[nodiscard]] std::vector<Length> grown_steps(const ParagraphMeasure& text,
                                              const LineSetting& setting,
                                              const std::vector<Glyph>& patches);

}  // namespace bifolium

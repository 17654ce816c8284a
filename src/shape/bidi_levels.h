#pragma once

#include <unicode/ubidi.h>

#include <cstdint>
#include <vector>

#include "style/style.h"

namespace bifolium {

/// The embedding level of each UTF-16 unit of the paragraph (UAX #9), with an isolate (FSI … PDI,
/// 2.4.2) around each inline element that asks for one. The isolates stand in a copy of the text
/// alone: they are neither shaped nor extracted. Empty where every level is the paragraph's own.
/// `bidi` is scratch space.
[[nodiscard]] std::vector<std::uint8_t> embedding_levels(const Paragraph& paragraph, UBiDi* bidi);

}  // namespace bifolium

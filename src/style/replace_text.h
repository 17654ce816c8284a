#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "style/style.h"

namespace bifolium {

/// What comes in the place of `begin`…`end` of a paragraph's text (`begin` < `end`).
struct Replacement {
  std::uint32_t begin = 0, end = 0;
  std::u16string text;
};

/// Puts new text in the place of ranges of the paragraph, moving the inlines and fields that stand
/// behind them or around them. For what is filled in late: page numbers, and the values of another
/// job (the ranges of its PageFields and ValueFields). The ranges do not overlap; they may come in
/// any order. Takes time linear in the text and its inlines, but for the sorting.
void replace_text(Paragraph& paragraph, std::vector<Replacement> replacements);

}  // namespace bifolium

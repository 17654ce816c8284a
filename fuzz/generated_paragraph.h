#pragma once

#include "choices.h"
#include "shape/shape.h"
#include "style/style.h"

namespace bifolium::fuzz {

/// A paragraph that style might have made, and its text styles.
struct GeneratedParagraph {
  Paragraph paragraph;
  TextStyles styles;
};

/// Text of any characters (of those that test shapers and break rules above all, a few of them
/// unpaired surrogates), in inline ranges that nest.
[[nodiscard]] GeneratedParagraph generated_paragraph(Choices& choices);

}  // namespace bifolium::fuzz

#pragma once

#include <memory>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "shape/glyph_run.h"
#include "style/style.h"

namespace bifolium {

/// A thread's scratch space for shaping: the HarfBuzz buffer, ICU's iterators and the word cache
/// (bounded; it may change time, never a result).
class ShapeWorkspace {
 public:
  ShapeWorkspace();
  ~ShapeWorkspace();
  ShapeWorkspace(ShapeWorkspace&&) noexcept;
  ShapeWorkspace& operator=(ShapeWorkspace&&) noexcept;
  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// The text styles that a paragraph's inlines refer to.
using TextStyles = IdVector<TextStyleTag, TextStyle>;

/// Itemises (UAX #9, #24, #29; face by coverage along the fallback chain) and shapes one paragraph.
/// Reports a character that no face of the chain has, with the faces tried and the place, and a face
/// that is not installed; the run then holds glyph 0 and nothing may be written.
[[nodiscard]] ShapedParagraph shape_paragraph(const Paragraph& paragraph, const TextStyles& styles,
                                              const FontLibrary& fonts, ShapeWorkspace& workspace,
                                              Diagnostics& diagnostics);

}  // namespace bifolium

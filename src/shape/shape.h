#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "bifolium/cache_bounds.h"
#include "core/diagnostics.h"
#include "core/time_budget.h"
#include "fonts/font_library.h"
#include "shape/glyph_run.h"
#include "style/style.h"

namespace bifolium {

/// A thread's scratch space for shaping: the HarfBuzz buffer, ICU's iterators and the word cache
/// (bounded; it may change time, never a result).
class ShapeWorkspace {
 public:
  /// `word_bytes`: see CacheBounds.
  explicit ShapeWorkspace(std::size_t word_bytes = CacheBounds().word_bytes);
  ~ShapeWorkspace();
  ShapeWorkspace(ShapeWorkspace&&) noexcept;
  ShapeWorkspace& operator=(ShapeWorkspace&&) noexcept;
  /// The budget of the document to come, which outlives it; null for none.
  void serve(TimeBudget* budget);
  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// The text styles that a paragraph's inlines refer to.
using TextStyles = IdVector<TextStyleTag, TextStyle>;

/// Itemises (UAX #9, #24, #29; face by coverage along the fallback chain) and shapes one paragraph.
/// Reports a character that no face of the chain has, with the faces tried and the place, and a
/// face that is not installed; the run then holds glyph 0 and nothing may be written.
[[nodiscard]] ShapedParagraph shape_paragraph(const Paragraph& paragraph, const TextStyles& styles,
                                              const FontLibrary& fonts, ShapeWorkspace& workspace,
                                              Diagnostics& diagnostics);

/// Which ends of a reshaped range lie at a line's edge. Beyond such an end HarfBuzz is shown no
/// text of the paragraph, as if it stopped there; at the other ends neighbours stay context. kNone
/// keeps both, for joining scripts hyphenated inside a word, where the joining form stays.
enum class CutContext : std::uint8_t { kNone, kStart, kEnd, kBoth };

/// Shapes [text_begin, text_end) of one run alone, for a cut where HB_GLYPH_FLAG_UNSAFE_TO_BREAK
/// says that the whole paragraph's glyphs don't hold, and appends `suffix` (a hyphen) to the text
/// before shaping. The range must be whole grapheme clusters inside run `run_index`; `suffix` must
/// be covered by the run's face. The glyphs are in logical order, in font units, with clusters as
/// indices in the paragraph; those of the suffix have cluster `text_end`. Letter spacing is the
/// caller's to add.
[[nodiscard]] std::vector<Glyph> shape_range(const Paragraph& paragraph,
                                             const ShapedParagraph& shaped, std::uint32_t run_index,
                                             std::uint32_t text_begin, std::uint32_t text_end,
                                             std::u16string_view suffix, CutContext cut,
                                             const TextStyles& styles, const FontLibrary& fonts,
                                             ShapeWorkspace& workspace);

}  // namespace bifolium

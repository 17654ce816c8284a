#pragma once

#include <memory>
#include <string>

#include "core/diagnostics.h"
#include "core/time_budget.h"
#include "fonts/font_library.h"
#include "lines/line.h"
#include "shape/shape.h"
#include "style/style.h"

namespace bifolium {

/// A thread's scratch space for line breaking: ICU break iterators by language, hyphenation
/// dictionaries by language (loaded when first needed), arrays of the total fit.
class LineWorkspace {
 public:
  /// `hyphen_folder` holds hyph_LL_CC.dic files ("/usr/share/hyphen").
  explicit LineWorkspace(std::string hyphen_folder);
  ~LineWorkspace();
  LineWorkspace(LineWorkspace&&) noexcept;
  LineWorkspace& operator=(LineWorkspace&&) noexcept;
  /// The budget of the document to come, which outlives it; null for none.
  void serve(TimeBudget* budget);
  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// What a paragraph's lines must fit.
struct LineSpace {
  Length measure;
  Length next_indent;  ///< First-line indent of the paragraph that follows, for the runt rule.
};

/// Breaks a shaped paragraph into lines by total fit (ALGORITHMS, line breaking) and sets each.
/// Reports letter spacing below minus a tenth of the type size (error), an over-long word that was
/// cut and a protected run that was broken (warnings), ink that leaves the measure and a measure
/// without room (errors). Always gives at least one line; that of an empty paragraph has no pieces.
[[nodiscard]] ParagraphLines break_lines(const Paragraph& paragraph, const ShapedParagraph& shaped,
                                         const TextStyles& styles, const FontLibrary& fonts,
                                         const LineSpace& space, ShapeWorkspace& shape_workspace,
                                         LineWorkspace& workspace, Diagnostics& diagnostics);

}  // namespace bifolium

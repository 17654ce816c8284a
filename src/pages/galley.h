#pragma once

#include <cstdint>
#include <vector>

#include "core/diagnostics.h"
#include "pages/measures.h"
#include "pages/page.h"

namespace bifolium {

using BoxId = Id<struct OpenBoxTag>;

/// Why a column may not end at a place, in the order in which the rules give way.
enum class Keep : std::uint8_t { kFree, kTogether, kListIntro, kWidows, kHeading };

/// A block whose box has a thickness: padding, rules, border, background.
struct OpenBox {
  BlockId block;
  BoxId parent;        ///< The box around it that has a thickness too.
  Length open, close;  ///< Thickness at its head and foot, also where it is cut by a column.
  Length extra_open, extra_close;  ///< To reach the least height; at its own ends only.
  Length all_open, all_close;      ///< open, close of this box and all around it.
};

struct HungLabel {
  BlockId block;
  ParagraphId paragraph;
  Length start;  ///< Of its measure, from the column's start edge.
};

/// A line of a Solid: its baseline, from the Solid's top.
struct SolidLine {
  BlockId block;
  ParagraphId paragraph;
  std::uint32_t line = 0;
  Length start, baseline;
};

/// Something that no column may cut: a band of a list in columns.
struct Solid {
  Length height;
  std::vector<SolidLine> lines;  ///< In reading order.
};

/// A paragraph, or a Solid, of the galley.
struct GalleyElement {
  BlockId block;
  ParagraphId paragraph;  ///< None for a Solid.
  std::uint32_t solid = 0;
  Length start;        ///< Of the measure, from the column's start edge.
  Length leading;      ///< Of a Solid: its height.
  Length baseline;     ///< Of a line, from the line's top: half-leading and ascent.
  Length top_trim;     ///< Dropped where it begins a column outside every box.
  Length bottom_trim;  ///< Dropped where a line of it ends a column outside every box.
  BoxId box;           ///< The innermost box around it.
  std::vector<HungLabel> labels;
  int widows = 2, orphans = 2;
  Keep inside = Keep::kFree;  ///< kTogether: its lines stay in one column.
  bool variants = true;
};

enum class ForcedBreak : std::uint8_t { kNo, kPage, kRecto };

/// What lies before an element: boxes that end, space that a column break swallows, boxes that
/// begin.
struct Gap {
  std::vector<BoxId> closes;  ///< Innermost first.
  std::vector<BoxId> opens;   ///< Outermost first.
  Length close_sum, space, open_sum;
  BoxId box;  ///< The innermost box that goes on across the gap.
  std::int64_t penalty = 0;
  Keep keep = Keep::kFree;
  ForcedBreak forced = ForcedBreak::kNo;
};

/// The unpaged column of one part or of parts that share pages: gaps[i] lies before elements[i],
/// and one more at the end.
struct Galley {
  std::vector<GalleyElement> elements;
  std::vector<Gap> gaps;
  IdVector<OpenBoxTag, OpenBox> boxes;
  std::vector<Solid> solids;

  [[nodiscard]] Length all_open(BoxId box) const { return box ? boxes[box].all_open : Length(); }
  [[nodiscard]] Length all_close(BoxId box) const { return box ? boxes[box].all_close : Length(); }
};

/// What the galley's builder looks things up in.
struct GalleySource {
  const StyledDocument& document;
  const SetText& text;
  const BlockBoxes& boxes;
  const HeightsOfStyles& heights;
};

/// Strings the blocks below `roots` together, in the order of reading. Reports a box with a
/// background or rules in a list in columns, which can't have one. `depth` is the height of a
/// column: a block that is to be kept together, but is taller, may be cut.
[[nodiscard]] Galley build_galley(const GalleySource& source, const std::vector<BlockId>& roots,
                                  Length depth, Diagnostics& diagnostics);

/// Where a cover overflows its page, least heights give way, the last first: takes up to `excess`
/// off what boxes were heightened by.
void give_up_least_heights(Galley& galley, Length excess);

/// Height of the elements set at their optimum, with all gaps, as one column.
[[nodiscard]] Length natural_height(const Galley& galley, const SetText& text);

/// Baseline of a line from its top: half the leading that the face leaves, and its ascent
/// (CSS 2.2, 10.8.1). The paragraph's own face decides, so a fallback glyph moves no line.
[[nodiscard]] Length line_baseline(const Paragraph& paragraph, const HeightsOfStyles& heights);

/// The heights of all text styles of a document.
[[nodiscard]] HeightsOfStyles heights_of_styles(const StyledDocument& document,
                                                const FontLibrary& fonts);

}  // namespace bifolium

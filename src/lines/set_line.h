#pragma once

#include <cstdint>
#include <vector>

#include "lines/cut.h"
#include "lines/item.h"
#include "lines/line.h"
#include "lines/paragraph_measure.h"
#include "shape/shape.h"

namespace bifolium {

/// Sets a paragraph's lines one after another: which pieces stand where.
class LineSetter {
 public:
  /// Glyphs reshaped at cuts are appended to `patches`.
  LineSetter(const ParagraphMeasure& text, const ItemList& items, Length measure,
             ShapeWorkspace& workspace, std::vector<Glyph>& patches);

  /// The line from the break `from` (kParagraphStart: from the start) to the break `to`.
  [[nodiscard]] Line set(std::uint32_t from, std::uint32_t to);
  static constexpr std::uint32_t kParagraphStart = 0xFFFF'FFFF;

 private:
  /// A piece on its way: its place in the line is not known yet.
  struct Part {
    LinePiece piece;
    Length stretch, shrink;  ///< Of the space at its end.
    Length gap;              ///< Glue without a glyph, after it.
    bool closed = false;     ///< Ends in a space or a gap: the next box is a piece of its own.
  };
  void collect(std::uint32_t first_item, std::uint32_t last_item);
  void add_glyphs(std::uint32_t glyph_begin, std::uint32_t glyph_end);
  void add_space(const Item& glue);
  void cut_ends(const Line& line, bool starts, const BreakPoint& to);
  void replace(const CutGlyphs& cut);
  void stretch_to(Length available);
  void place(Length left);
  void add_trailing(Line& line, const BreakPoint& to, Length left);
  [[nodiscard]] Length left_edge(Length width, Length indent) const;

  const ParagraphMeasure& text_;
  const ItemList& items_;
  Length measure_;
  ShapeWorkspace& workspace_;
  std::vector<Glyph>& patches_;
  std::vector<Part> parts_;
  std::vector<std::uint8_t> levels_;
  std::vector<std::int32_t> order_;
};

}  // namespace bifolium

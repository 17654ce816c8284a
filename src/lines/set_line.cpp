#include "lines/set_line.h"

#include <unicode/ubidi.h>

#include <algorithm>

#include "core/check.h"

namespace bifolium {

LineSetter::LineSetter(const ParagraphMeasure& text, const ItemList& items, Length measure,
                       ShapeWorkspace& workspace, std::vector<Glyph>& patches)
    : text_(text), items_(items), measure_(measure), workspace_(workspace), patches_(patches) {}

Line LineSetter::set(std::uint32_t from, std::uint32_t to) {
  const auto& breaks = items_.breaks();
  const BreakPoint& end = breaks.at(to);
  const bool starts = from == kParagraphStart;
  Line line;
  line.text_begin = starts ? 0 : breaks.at(from).text_end;
  line.text_end = end.text_end;
  line.hyphenated = end.flagged;
  line.hyphen_joins = adds_hyphen(end.source);

  parts_.clear();
  collect(starts ? 0 : breaks[from].item + 1, end.item);
  cut_ends(line, starts, end);

  const Length indent = starts ? text_.paragraph.indent : Length{};
  const Length available = measure_ - indent;
  if (text_.paragraph.align == Align::kJustify) {
    // A last line fills only up to its natural width, but may have been chosen for its shrink.
    Length natural;
    for (const Part& part : parts_) natural += part.piece.width + part.gap;
    if (!end.forced() || natural > available) stretch_to(available - natural);
  }
  for (const Part& part : parts_) line.width += part.piece.width + part.gap;
  const Length left = left_edge(line.width, indent);
  place(left);
  line.pieces.reserve(parts_.size() + 1);
  for (const Part& part : parts_) line.pieces.push_back(part.piece);
  add_trailing(line, end, left);
  return line;
}

/// The items of a line as parts, without the glue before its first box.
void LineSetter::collect(std::uint32_t first_item, std::uint32_t last_item) {
  const auto& items = items_.items();
  while (first_item < last_item && items[first_item].kind != ItemKind::kBox) ++first_item;
  for (std::uint32_t i = first_item; i < last_item; ++i) {
    const Item& item = items[i];
    if (item.kind == ItemKind::kBox) {
      add_glyphs(item.glyph_begin, item.glyph_end);
    } else if (item.kind == ItemKind::kGlue) {
      add_space(item);
    }
  }
}

/// Adds a box, a part for each run in it; it continues a part that ends in letters of the same run.
void LineSetter::add_glyphs(std::uint32_t glyph_begin, std::uint32_t glyph_end) {
  const std::span<const Glyph> glyphs(text_.shaped.glyphs);
  if (glyph_begin == glyph_end) return;
  for (std::size_t run = text_.run_of_glyph(glyph_begin); glyph_begin < glyph_end; ++run) {
    const std::uint32_t end = std::min(glyph_end, text_.shaped.runs[run].glyph_end);
    if (end == glyph_begin) continue;
    const Length width = text_.width(run, glyphs.subspan(glyph_begin, end - glyph_begin));
    if (!parts_.empty() && !parts_.back().closed && !parts_.back().piece.patched &&
        parts_.back().piece.run == run && parts_.back().piece.glyph_end == glyph_begin) {
      parts_.back().piece.glyph_end = end;
      parts_.back().piece.width += width;
    } else {
      Part part;
      part.piece.run = static_cast<std::uint32_t>(run);
      part.piece.glyph_begin = glyph_begin;
      part.piece.glyph_end = end;
      part.piece.width = width;
      parts_.push_back(part);
    }
    glyph_begin = end;
  }
}

void LineSetter::add_space(const Item& glue) {
  if (glue.glyph_begin != glue.glyph_end) add_glyphs(glue.glyph_begin, glue.glyph_end);
  if (parts_.empty()) return;
  Part& part = parts_.back();
  if (glue.glyph_begin == glue.glyph_end) part.gap += glue.width;
  part.stretch += glue.stretch;
  part.shrink += glue.shrink;
  part.closed = true;
}

/// Puts a cut's glyphs in the place of those that they replace: at the line's end or start.
void LineSetter::replace(const CutGlyphs& cut) {
  std::vector<Part> kept;
  bool placed = false;
  Part patch;
  patch.piece.run = static_cast<std::uint32_t>(cut.run);
  patch.piece.patched = true;
  patch.piece.glyph_begin = static_cast<std::uint32_t>(patches_.size());
  patches_.insert(patches_.end(), cut.glyphs.begin(), cut.glyphs.end());
  patch.piece.glyph_end = static_cast<std::uint32_t>(patches_.size());
  patch.piece.width = cut.width;
  patch.piece.hyphen_added = cut.hyphen_added;
  const std::span<const Glyph> glyphs(text_.shaped.glyphs);
  for (const Part& part : parts_) {
    const LinePiece& piece = part.piece;
    if (piece.patched || piece.glyph_end <= cut.glyph_begin ||
        (piece.glyph_begin >= cut.glyph_end && placed)) {
      kept.push_back(part);
      continue;
    }
    Part before = part;
    if (piece.glyph_begin < cut.glyph_begin) {
      before.piece.glyph_end = cut.glyph_begin;
      before.piece.width = text_.width(
          piece.run, glyphs.subspan(piece.glyph_begin, cut.glyph_begin - piece.glyph_begin));
      before.stretch = before.shrink = before.gap = Length{};
      kept.push_back(before);
    }
    if (!placed) kept.push_back(patch);
    placed = true;
    if (piece.glyph_end > cut.glyph_end) {
      Part after = part;
      after.piece.glyph_begin = std::max(piece.glyph_begin, cut.glyph_end);
      after.piece.width = text_.width(
          piece.run,
          glyphs.subspan(after.piece.glyph_begin, piece.glyph_end - after.piece.glyph_begin));
      kept.push_back(after);
    } else {
      kept.back().stretch = part.stretch;
      kept.back().shrink = part.shrink;
      kept.back().gap = part.gap;
    }
  }
  if (!placed) kept.push_back(patch);
  parts_ = std::move(kept);
}

/// Reshapes the line's ends where the paragraph's glyphs don't hold at its cuts, or a hyphen comes.
void LineSetter::cut_ends(const Line& line, bool starts, const BreakPoint& to) {
  std::optional<CutGlyphs> first, last;
  if (line.text_begin == to.text_begin) return;
  if (to.text_begin == to.text_end && !to.ends_paragraph) {
    last = shape_before_cut(text_, line.text_begin, to.text_begin, to.source, workspace_);
  }
  if (!starts) {
    // Most lines start after a space, and there the glyphs hold.
    const Glyph* start =
        parts_.empty() ? nullptr : &text_.shaped.glyphs[parts_.front().piece.glyph_begin];
    if (start == nullptr || start->unsafe_to_break || start->cluster != line.text_begin) {
      first = shape_after_cut(text_, line.text_begin, workspace_);
    }
  }
  if (first && last && first->run == last->run && first->text_end > last->text_begin) {
    // One piece between two cuts: shaped once, for both.
    replace(shape_between_cuts(text_, line.text_begin, to.text_begin, to.source, workspace_));
    return;
  }
  if (first) replace(*first);
  if (last) replace(*last);
}

/// Shares out `excess` (negative: to shrink) over the glue in proportion, so that the whole is
/// exact: each glue gets the difference of two rounded running shares.
void LineSetter::stretch_to(Length excess) {
  const bool shrinks = excess < Length{};
  Length total;
  for (const Part& part : parts_) total += shrinks ? part.shrink : part.stretch;
  if (total <= Length{}) return;
  if (shrinks && -excess > total) excess = -total;
  Length sum, given;
  for (Part& part : parts_) {
    sum += shrinks ? part.shrink : part.stretch;
    const Length due = excess.scaled({sum.units(), total.units()});
    if (part.gap != Length{}) {
      part.gap += due - given;
    } else {
      part.piece.width += due - given;
    }
    given = due;
  }
}

Length LineSetter::left_edge(Length width, Length indent) const {
  const bool rtl = text_.paragraph.right_to_left;
  const Length slack = measure_ - indent - width;
  const Length start = rtl ? slack : indent;
  switch (text_.paragraph.align) {
    case Align::kStart:
    case Align::kJustify:
      return start;
    case Align::kEnd:
      return rtl ? Length{} : indent + slack;
    case Align::kCenter:
      return (rtl ? Length{} : indent) + slack.scaled({1, 2});
  }
  return start;
}

/// UAX #9 L2: whole runs change places, never the glyphs of a run.
void LineSetter::place(Length left) {
  levels_.clear();
  bool mixed = false;
  for (const Part& part : parts_) {
    levels_.push_back(text_.shaped.runs[part.piece.run].level);
    mixed = mixed || levels_.back() != 0;
  }
  order_.resize(parts_.size());
  for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = static_cast<std::int32_t>(i);
  if (mixed) {
    ubidi_reorderVisual(levels_.data(), static_cast<std::int32_t>(levels_.size()), order_.data());
  }
  Length x = left;
  for (const std::int32_t index : order_) {
    Part& part = parts_[static_cast<std::size_t>(index)];
    // The glue comes after its part in reading order: to the left of it in a right-to-left run.
    if ((levels_[static_cast<std::size_t>(index)] & 1) != 0) x += part.gap;
    part.piece.x = x;
    x += part.piece.width;
    if ((levels_[static_cast<std::size_t>(index)] & 1) == 0) x += part.gap;
  }
}

/// The spaces that the break discarded, at the line's end on its outside (UAX #9 L1 puts them there
/// for either direction of their run). They have no width, so x is where their first glyph starts:
/// its right edge in a right-to-left run.
void LineSetter::add_trailing(Line& line, const BreakPoint& to, Length left) {
  const std::span<const Glyph> glyphs(text_.shaped.glyphs);
  const bool rtl = text_.paragraph.right_to_left;
  Length edge = rtl ? left : left + line.width;
  for (std::size_t i = to.item + 1; i < items_.items().size(); ++i) {
    const Item& item = items_.items()[i];
    if (item.kind != ItemKind::kGlue) break;
    if (item.glyph_begin == item.glyph_end) continue;
    const std::size_t run = text_.run_of_glyph(item.glyph_begin);
    const Length advance =
        text_.width(run, glyphs.subspan(item.glyph_begin, item.glyph_end - item.glyph_begin));
    const bool run_rtl = (text_.shaped.runs[run].level & 1) != 0;
    LinePiece piece;
    piece.run = static_cast<std::uint32_t>(run);
    piece.glyph_begin = item.glyph_begin;
    piece.glyph_end = item.glyph_end;
    piece.trailing_space = true;
    const Length next = rtl ? edge - advance : edge + advance;
    piece.x = run_rtl ? max(edge, next) : min(edge, next);
    line.pieces.push_back(piece);
    edge = next;
  }
}

}  // namespace bifolium

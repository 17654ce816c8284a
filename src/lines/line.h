#pragma once

#include <cstdint>
#include <vector>

#include "core/length.h"
#include "shape/glyph_run.h"

namespace bifolium {

/// Glyphs of one run that stand together on a line: at most one box (word) with the space after it.
struct LinePiece {
  std::uint32_t run = 0;  ///< Index in ShapedParagraph::runs: face, inline, level, script.
  std::uint32_t glyph_begin = 0, glyph_end = 0;
  bool patched = false;  ///< The glyphs lie in ParagraphLines::patches, reshaped for this line.
  /// Of the piece's left edge, from the measure's left edge, for either direction.
  Length x;
  /// Advances, rounded once a box and once a space, letter spacing, and in justified text what its
  /// space was stretched by: the next piece in reading order follows without a gap (but for CJK).
  Length width;
  /// A space (or U+2028) that the break discarded: drawn, but white, outside the line's width; it
  /// may overhang the measure. Its width is 0, and x is where its glyph starts: the left edge, or
  /// the right edge in a right-to-left run.
  bool trailing_space = false;
  /// The last glyph is a hyphen that the line break added; it is not in the paragraph's text.
  bool hyphen_added = false;
};

/// One line of a paragraph. Pieces are in logical order with absolute positions.
struct Line {
  std::vector<LinePiece> pieces;
  std::uint32_t text_begin = 0, text_end = 0;  ///< UTF-16; text_end includes the space broken at.
  Length width;               ///< Of the ink and spaces between, without the space at the end.
  bool hyphenated = false;    ///< Ends inside a word (added or explicit hyphen).
  bool hyphen_joins = false;  ///< The word goes on in the next line and is whole in the text.
};

/// One way to break a paragraph.
struct LineSetting {
  std::vector<Line> lines;
  std::int64_t extra_demerits = 0;  ///< Over those of the optimum.
  /// By how much each baseline lies lower than at its leading, so that no ink meets
  /// (ink_leading.h); empty where none does.
  std::vector<Length> grown;

  /// From the baseline of line `from` down to that of line `to`.
  [[nodiscard]] Length down_to(std::size_t from, std::size_t to, Length leading) const {
    const Length steps = leading * static_cast<std::int64_t>(to - from);
    return grown.empty() ? steps : steps + grown[to] - grown[from];
  }
  /// Height of lines [from, to), of which there is at least one, each a leading high.
  [[nodiscard]] Length height(std::size_t from, std::size_t to, Length leading) const {
    return down_to(from, to - 1, leading) + leading;
  }
};

/// A paragraph's lines: the optimum, and the best settings of one line fewer and one line more
/// where they exist within tolerance and the style allows.
struct ParagraphLines {
  LineSetting optimum;
  std::vector<LineSetting> fewer;  ///< At most one: n − 1 lines.
  std::vector<LineSetting> more;   ///< At most one: n + 1 lines.
  std::vector<Glyph> patches;      ///< Glyphs reshaped at cuts, for all settings.
  bool hyphens_used = false;
  bool first_pass_failed = false;  ///< For --explain.
};

}  // namespace bifolium

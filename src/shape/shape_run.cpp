#include "shape/shape_run.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "shape/shape_text.h"

namespace bifolium {
namespace {

constexpr std::int64_t kNanosecondsAWord = 50;  ///< That is known, for TimeBudget.
constexpr std::size_t kPiece = 16'384;
/// Text at the end of a piece that is shaped again with the next one: farther than any lookup of a
/// text face reaches.
constexpr std::size_t kOverlap = 256;

hb_buffer_flags_t edge_flags(std::u16string_view text, std::size_t begin, std::size_t end) {
  unsigned flags = HB_BUFFER_FLAG_DEFAULT;
  if (begin == 0) flags |= HB_BUFFER_FLAG_BOT;
  if (end == text.size()) flags |= HB_BUFFER_FLAG_EOT;
  return static_cast<hb_buffer_flags_t>(flags);
}

/// Whether a word that starts here joins what stands before into one grapheme cluster.
bool starts_inside_cluster(std::u16string_view word) {
  constexpr UChar32 kFirstCombining = 0x0300;
  std::size_t at = 0;
  UChar32 c = 0;
  U16_NEXT(word.data(), at, word.size(), c);
  if (c < kFirstCombining) return false;
  const auto kind = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
  return kind == U_GCB_EXTEND || kind == U_GCB_SPACING_MARK || kind == U_GCB_ZWJ ||
         U_GET_GC_MASK(c) & U_GC_M_MASK;
}

/// A run's text between spaces.
struct Word {
  std::size_t begin = 0, end = 0;
};

/// The next word from `at` on; begin == limit where there is none.
Word next_word(std::u16string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && text[at] == u' ') ++at;
  std::size_t end = at;
  while (end < limit && text[end] != u' ') ++end;
  return {at, end};
}

bool words_are_whole(std::u16string_view text, const GlyphRun& run) {
  for (Word word = next_word(text, run.text_begin, run.text_end); word.begin < run.text_end;
       word = next_word(text, word.end, run.text_end)) {
    if (starts_inside_cluster(text.substr(word.begin, word.end - word.begin))) return false;
    if (word.end - word.begin > kPiece) return false;
  }
  return true;
}

/// Whether the characters outside can't change the glyphs of [begin, end).
bool is_free_of_context(std::u16string_view text, std::size_t begin, std::size_t end,
                        hb_script_t script) {
  if (!script_joins(script)) return true;
  return (begin == 0 || text[begin - 1] == u' ') && (end == text.size() || text[end] == u' ');
}

/// Appends a word from the table, after shaping it alone if it is new there.
void append_word(std::u16string_view word, std::size_t begin, WordTable& table, const Face& face,
                 ShapeWorkspace::State& state, std::vector<Glyph>& out) {
  const auto append = [&out, begin](const std::vector<Glyph>& glyphs) {
    const std::size_t at = out.size();
    out.insert(out.end(), glyphs.begin(), glyphs.end());
    for (std::size_t i = at; i < out.size(); ++i) {
      out[i].cluster += static_cast<std::uint32_t>(begin);
    }
  };
  if (const std::vector<Glyph>* known = table.find(word)) return append(*known);
  std::vector<Glyph> glyphs;
  shape_text(state.buffer.get(), face, table.settings(), word, 0, word.size(),
             HB_BUFFER_FLAG_DEFAULT, 0, glyphs);
  append(glyphs);
  state.words.add(table, word, std::move(glyphs));
}

void shape_by_words(std::u16string_view text, const GlyphRun& run, const Face& face,
                    WordTable& table, ShapeWorkspace::State& state, std::vector<Glyph>& out) {
  std::size_t at = run.text_begin;
  while (at < run.text_end) {
    if (text[at] == u' ') {
      out.push_back(table.space());
      out.back().cluster = static_cast<std::uint32_t>(at++);
      continue;
    }
    const Word word = next_word(text, at, run.text_end);
    spend(state.budget, kNanosecondsAWord);
    if (is_free_of_context(text, word.begin, word.end, table.settings().script)) {
      append_word(text.substr(word.begin, word.end - word.begin), word.begin, table, face, state,
                  out);
    } else {
      shape_text(state.buffer.get(), face, table.settings(), text, word.begin, word.end,
                 edge_flags(text, word.begin, word.end), 0, out);
    }
    at = word.end;
  }
}

/// Where the next piece may start among glyphs of [begin, end): at the last safe cluster before the
/// overlap, at one that a space precedes if there is any.
std::size_t safe_cut(std::u16string_view text, std::size_t begin, std::size_t end,
                     const std::vector<Glyph>& glyphs) {
  std::size_t any = 0;
  std::size_t safe = 0;
  for (auto glyph = glyphs.rbegin(); glyph != glyphs.rend(); ++glyph) {
    if (glyph->cluster + kOverlap > end || glyph->cluster <= begin) continue;
    if (any == 0) any = glyph->cluster;
    if (glyph->unsafe_to_break) continue;
    if (safe == 0) safe = glyph->cluster;
    if (text[glyph->cluster - 1] == u' ') return glyph->cluster;
  }
  return safe != 0 ? safe : any;
}

}  // namespace

void shape_run_whole(std::u16string_view text, const GlyphRun& run, const Face& face,
                     const ShapeSettings& settings, hb_buffer_t* buffer, std::vector<Glyph>& out) {
  std::size_t begin = run.text_begin;
  std::vector<Glyph> piece;
  while (run.text_end - begin > kPiece) {
    std::size_t end = begin + kPiece;
    if (U16_IS_TRAIL(text[end])) --end;
    piece.clear();
    shape_text(buffer, face, settings, text, begin, end, edge_flags(text, begin, end), 0, piece);
    const std::size_t cut = safe_cut(text, begin, end, piece);
    if (cut <= begin) break;  // One cluster of 16 k: nothing can be cut.
    const auto last = std::find_if(piece.begin(), piece.end(),
                                   [cut](const Glyph& glyph) { return glyph.cluster >= cut; });
    out.insert(out.end(), piece.begin(), last);
    begin = cut;
  }
  shape_text(buffer, face, settings, text, begin, run.text_end,
             edge_flags(text, begin, run.text_end), 0, out);
}

void shape_run(std::u16string_view text, const GlyphRun& run, const Face& face,
               const ShapeSettings& settings, ShapeWorkspace::State& state,
               std::vector<Glyph>& out) {
  // Longer runs than this don't come again.
  constexpr std::size_t kLongestKept = 256;
  WordTable& table = state.words.table(settings, face);
  const std::size_t length = run.text_end - run.text_begin;
  const std::u16string_view own = text.substr(run.text_begin, length);
  if (table.usable() && words_are_whole(text, run)) {
    shape_by_words(text, run, face, table, state, out);
  } else if (!table.usable() && length <= kLongestKept && !starts_inside_cluster(own) &&
             is_free_of_context(text, run.text_begin, run.text_end, settings.script)) {
    append_word(own, run.text_begin, table, face, state, out);
  } else {
    shape_run_whole(text, run, face, settings, state.buffer.get(), out);
  }
}

}  // namespace bifolium

#include "lines/build_items.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <string_view>

#include "core/unicode.h"

namespace bifolium {
namespace {

constexpr char16_t kNoBreakSpace = 0x00A0;
constexpr int kMostRuntLetters = 4;
constexpr char16_t kFirstEastAsian = 0x2E80;  // CJK Radicals Supplement.

/// TeX's \hyphenpenalty and \exhyphenpenalty; the others as ALGORITHMS has them.
std::int32_t penalty_of(BreakSource source) {
  switch (source) {
    case BreakSource::kNone:
      return kForbidden;
    case BreakSource::kSpace:
      return 0;
    case BreakSource::kHyphen:
    case BreakSource::kSoftHyphen:
    case BreakSource::kPattern:
    case BreakSource::kSlash:
      return 50;
    case BreakSource::kAddress:
      return 100;
    case BreakSource::kProtected:
    case BreakSource::kCut:
      return 5'000;
    case BreakSource::kForced:
      return -kForbidden;
  }
  return kForbidden;
}

bool is_flagged(BreakSource source) {
  return source == BreakSource::kHyphen || source == BreakSource::kSoftHyphen ||
         source == BreakSource::kPattern;
}

/// Han and kana, which are set without spaces (JLREQ, CLREQ); Hangul has spaces.
bool is_ideographic(char32_t c) {
  if (c < kFirstEastAsian) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_BOPOMOFO;
}

class Builder {
 public:
  Builder(const ParagraphMeasure& text, const TextBreaks& breaks, ItemList& items)
      : measure_(text),
        text_(text.paragraph.text),
        breaks_(breaks),
        items_(items),
        justified_(text.paragraph.align == Align::kJustify) {}

  void build() {
    items_.clear();
    const auto size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t at = 0;
    while (at < size) {
      if (is_breaking_space(text_[at]) || is_forced_break(text_[at])) {
        at = add_spaces(at);
      } else if (text_[at] == kNoBreakSpace) {
        // Glue that the reader must see, also at a line's start: an empty box holds it there.
        if (items_.discarding()) items_.add_box(take(at, at));
        add_space_glue(at);
        ++at;
      } else {
        at = add_word(at);
      }
    }
    if (items_.breaks().empty() || !items_.breaks().back().ends_paragraph) {
      add_break(BreakSource::kForced, size, size);
    }
    mark_runt();
  }

 private:
  std::uint32_t add_spaces(std::uint32_t begin);
  std::uint32_t add_word(std::uint32_t begin);
  void add_space_glue(std::uint32_t at);
  void add_ideograph_glue(std::uint32_t at);
  void add_break(BreakSource source, std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] Item take(std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] bool is_rigid(std::uint32_t at);
  void mark_runt();

  const ParagraphMeasure& measure_;
  std::u16string_view text_;
  const TextBreaks& breaks_;
  ItemList& items_;
  bool justified_;
  std::uint32_t glyph_ = 0;    ///< The first glyph not yet taken.
  std::size_t run_ = 0;        ///< The run of that glyph.
  std::size_t protected_ = 0;  ///< The first protected run not yet passed.
};

/// The glyphs whose clusters start in [begin, end), with their width. Text comes in order.
Item Builder::take(std::uint32_t begin, std::uint32_t end) {
  const std::vector<Glyph>& glyphs = measure_.shaped.glyphs;
  Item item;
  item.text_begin = begin;
  item.text_end = end;
  item.glyph_begin = glyph_;
  while (glyph_ < glyphs.size() && glyphs[glyph_].cluster < end) {
    const std::uint32_t first = glyph_;
    const std::uint32_t run_end = measure_.shaped.runs.at(run_).glyph_end;
    while (glyph_ < run_end && glyphs[glyph_].cluster < end) ++glyph_;
    item.width += measure_.width(run_, std::span(glyphs).subspan(first, glyph_ - first));
    if (glyph_ == run_end) ++run_;
  }
  item.glyph_end = glyph_;
  return item;
}

bool Builder::is_rigid(std::uint32_t at) {
  const auto& runs = breaks_.protected_runs;
  while (protected_ < runs.size() && runs[protected_].end <= at) ++protected_;
  return protected_ < runs.size() && runs[protected_].begin <= at && !runs[protected_].opened;
}

void Builder::add_space_glue(std::uint32_t at) {
  const bool stretches = justified_ && (text_[at] == u' ' || text_[at] == kNoBreakSpace);
  Item glue = take(at, at + 1);
  glue.kind = ItemKind::kGlue;
  if (stretches && !is_rigid(at)) {
    glue.stretch = glue.width.scaled({1, 2});
    glue.shrink = glue.width.scaled({1, 3});
  }
  items_.add_glue(glue);
}

/// Adds a run of spaces, with the break that they allow before them, so that they vanish in it.
std::uint32_t Builder::add_spaces(std::uint32_t begin) {
  const auto size = static_cast<std::uint32_t>(text_.size());
  std::uint32_t end = begin;
  while (end < size && is_breaking_space(text_[end])) ++end;
  const bool forced = end < size && is_forced_break(text_[end]);
  if (forced) ++end;
  if (forced || end == size) {
    add_break(BreakSource::kForced, begin, end);
  } else if (breaks_.at[end] != BreakSource::kNone) {
    add_break(breaks_.at[end], begin, end);
  }
  for (std::uint32_t at = begin; at < end; ++at) add_space_glue(at);
  return end;
}

std::uint32_t Builder::add_word(std::uint32_t begin) {
  const auto size = static_cast<std::uint32_t>(text_.size());
  std::uint32_t end = begin + 1;
  while (end < size && breaks_.at[end] == BreakSource::kNone && !is_breaking_space(text_[end]) &&
         !is_forced_break(text_[end]) && text_[end] != kNoBreakSpace) {
    ++end;
  }
  items_.add_box(take(begin, end));
  const bool spaced = end >= size || is_breaking_space(text_[end]) || is_forced_break(text_[end]);
  if (!spaced && breaks_.at[end] != BreakSource::kNone) {
    add_break(breaks_.at[end], end, end);
    const bool east_asian = text_[end - 1] >= kFirstEastAsian || text_[end] >= kFirstEastAsian;
    if (east_asian && breaks_.at[end] == BreakSource::kSpace) add_ideograph_glue(end);
  }
  return end;
}

/// Between ideographs nothing that may grow in justified text; a quarter em to Latin (JLREQ 3.2.6).
void Builder::add_ideograph_glue(std::uint32_t at) {
  std::size_t next_at = at;
  const char32_t next = next_scalar(text_, next_at);
  std::size_t previous_at = at - 1;
  if (U16_IS_TRAIL(text_[previous_at]) && previous_at > 0) --previous_at;
  const char32_t previous = next_scalar(text_, previous_at);
  const bool before = is_ideographic(previous), after = is_ideographic(next);
  const Length em = measure_.em();
  Item glue = take(at, at);
  glue.kind = ItemKind::kGlue;
  if (before && after) {
    if (justified_) glue.stretch = em.scaled({1, 8});
  } else if ((before && u_isalnum(static_cast<UChar32>(next))) ||
             (after && u_isalnum(static_cast<UChar32>(previous)))) {
    glue.width = em.scaled({1, 4});
    if (justified_) glue.stretch = glue.shrink = em.scaled({1, 8});
  } else {
    return;
  }
  items_.add_glue(glue);
}

void Builder::add_break(BreakSource source, std::uint32_t begin, std::uint32_t end) {
  BreakPoint point;
  point.penalty = penalty_of(source);
  point.source = source;
  point.flagged = is_flagged(source);
  point.ends_paragraph = end == text_.size();
  point.text_begin = begin;
  point.text_end = end;
  items_.add_break(point);
}

/// A last line of one word of at most four letters looks lost, however wide it is.
void Builder::mark_runt() {
  if (items_.breaks().size() < 2) return;
  const std::size_t last = items_.breaks().size() - 2;
  const std::u16string_view word = text_.substr(items_.breaks()[last].text_end);
  const bool spaced = word.find(kNoBreakSpace) != std::u16string_view::npos;
  const auto letters =
      std::count_if(word.begin(), word.end(), [](char16_t c) { return u_isalnum(c) != 0; });
  if (!spaced && letters <= kMostRuntLetters) items_.mark_runt_after(last);
}

}  // namespace

void build_items(const ParagraphMeasure& text, const TextBreaks& breaks, ItemList& items) {
  Builder(text, breaks, items).build();
}

}  // namespace bifolium

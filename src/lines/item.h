#pragma once

#include <cstdint>
#include <vector>

#include "core/length.h"

namespace bifolium {

/// Why a line may end at a place; decides its penalty. Kept for `dump --stage=lines`.
enum class BreakSource : std::uint8_t {
  kNone,        ///< No break.
  kSpace,       ///< UAX #14: after spaces, or between characters that need none.
  kHyphen,      ///< After a hyphen that stands in the text.
  kSoftHyphen,  ///< At U+00AD; a hyphen is added.
  kPattern,     ///< By hyphenation patterns; a hyphen is added.
  kAddress,     ///< Inside a web address; nothing is added.
  kSlash,       ///< After a slash between words.
  kProtected,   ///< Inside a protected run that is wider than the measure.
  kCut,         ///< Between graphemes of a word that is wider than the measure.
  kForced,      ///< U+2028, or the paragraph's end.
};

/// Knuth & Plass 1981: p >= kForbidden never breaks, p <= -kForbidden always does.
inline constexpr int kForbidden = 10'000;

enum class ItemKind : std::uint8_t { kBox, kGlue, kPenalty };

/// A box, glue or penalty of Knuth & Plass 1981, with the text and glyphs that it stands for.
/// Here only a penalty is a legal break, so a space is penalty + glue; glue after a chosen break is
/// discarded up to the next box.
struct Item {
  ItemKind kind = ItemKind::kBox;
  std::uint32_t text_begin = 0, text_end = 0;    ///< UTF-16; empty for a penalty.
  std::uint32_t glyph_begin = 0, glyph_end = 0;  ///< Empty for a penalty.
  Length width, stretch, shrink;
};

/// Sums over all items before a place.
struct Sums {
  Length width, stretch, shrink;
};

/// A penalty as the total fit sees it: a candidate costs O(1) by the prefix sums.
struct BreakPoint {
  std::int32_t penalty = 0;
  BreakSource source = BreakSource::kNone;
  bool flagged = false;  ///< Ends a line with a hyphen.
  bool ends_paragraph = false;
  bool runt_after = false;       ///< What follows, to the end, is one word of at most four letters.
  std::uint32_t item = 0;        ///< Its penalty's index in ItemList::items.
  std::uint32_t text_begin = 0;  ///< End of the line's own text: the spaces broken at come after.
  std::uint32_t text_end = 0;    ///< Where the next line's text begins.
  Sums before;                   ///< Of the items before the break.
  Sums after;                    ///< Also of the glue that the break discards.
  Length pre, post;  ///< Added to the line before, and to the line after, if broken here.
  [[nodiscard]] bool forced() const { return penalty <= -kForbidden; }
};

/// A paragraph as items. Filled from front to back by the add functions; the last item added is a
/// forced break.
class ItemList {
 public:
  void clear();
  void add_box(const Item& box);
  void add_glue(const Item& glue);
  /// `point`'s item and sums are filled in here.
  void add_break(BreakPoint point);

  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  [[nodiscard]] const std::vector<BreakPoint>& breaks() const { return breaks_; }
  void mark_runt_after(std::size_t break_index) { breaks_.at(break_index).runt_after = true; }
  void set_cut_widths(std::size_t break_index, Length pre, Length post) {
    breaks_.at(break_index).pre = pre;
    breaks_.at(break_index).post = post;
  }
  /// No box yet since the last break, so that glue added now would be discarded with it.
  [[nodiscard]] bool discarding() const { return discarding_; }

 private:
  void settle_discarded();
  std::vector<Item> items_;
  std::vector<BreakPoint> breaks_;
  Sums sums_;
  bool discarding_ = false;  ///< No box yet since the last break.
};

}  // namespace bifolium

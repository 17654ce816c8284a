#pragma once

#include <unicode/ubrk.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "style/style.h"

namespace bifolium {

/// The most characters of one grapheme cluster: a letter and the 30 marks of the Stream-Safe Text
/// Format (UAX #15, section 13). Shaping takes time with the square of their number.
inline constexpr int kMostInCluster = 31;

/// An extended grapheme cluster (UAX #29) on its way through itemisation. It ends where the next
/// one begins.
struct TextCluster {
  std::uint32_t begin = 0;
  UScriptCode script = USCRIPT_COMMON;  ///< Resolved; Common only where the text has no script.
  bool neutral = false;                 ///< Its own script is Common or Inherited.
  bool overflows = false;  ///< No cluster, but what is more than kMostInCluster of the one before.
  InlineId inline_id;
  FaceId face;
};

struct CloseBreakIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};
using BreakIterator = std::unique_ptr<UBreakIterator, CloseBreakIterator>;

/// Cuts text into grapheme clusters, and one of more than kMostInCluster characters into pieces of
/// as many. `iterator` is opened when text first needs one; a text without
/// combining characters, surrogates and controls is cut between all its units.
void find_clusters(std::u16string_view text, BreakIterator& iterator,
                   std::vector<TextCluster>& clusters);

/// Gives each cluster its script (UAX #24, with Script_Extensions): Common and Inherited take the
/// script before them, at the start the one after; a closing bracket takes its opener's (5.2); a
/// cluster of a Common base with a mark of one script takes the mark's.
void resolve_scripts(std::u16string_view text, std::vector<TextCluster>& clusters);

}  // namespace bifolium

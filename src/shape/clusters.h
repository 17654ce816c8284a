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

/// An extended grapheme cluster (UAX #29) on its way through itemisation. It ends where the next
/// one begins.
struct TextCluster {
  std::uint32_t begin = 0;
  UScriptCode script = USCRIPT_COMMON;  ///< Resolved; Common only where the text has no script.
  bool neutral = false;                 ///< Its own script is Common or Inherited.
  InlineId inline_id;
  FaceId face;
};

struct CloseBreakIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};
using BreakIterator = std::unique_ptr<UBreakIterator, CloseBreakIterator>;

/// Cuts text into grapheme clusters. `iterator` is opened when text first needs one; a text without
/// combining characters, surrogates and controls is cut between all its units.
void find_clusters(std::u16string_view text, BreakIterator& iterator,
                   std::vector<TextCluster>& clusters);

/// Gives each cluster its script (UAX #24, with Script_Extensions): Common and Inherited take the
/// script before them, at the start the one after; a closing bracket takes its opener's (5.2); a
/// cluster of a Common base with a mark of one script takes the mark's.
void resolve_scripts(std::u16string_view text, std::vector<TextCluster>& clusters);

}  // namespace bifolium

#include "shape/clusters.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "core/check.h"

namespace bifolium {
namespace {

constexpr char16_t kFirstCombining = 0x0300;

/// Units that are a cluster by themselves whatever stands beside them: neither controls (CR × LF)
/// nor anything from the combining diacritical marks on, but for plain punctuation.
bool stands_alone(char16_t unit) {
  if (unit < kFirstCombining) return unit >= u' ';
  return unit >= u'\u2010' && unit <= u'\u2027';
}

bool is_unscripted(UScriptCode script) {
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

/// The Script_Extensions of a character, at most 32 (the longest list of Unicode 15 has 21).
struct ScriptExtensions {
  std::array<UScriptCode, 32> scripts{};
  std::size_t count = 0;
  explicit ScriptExtensions(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t found = uscript_getScriptExtensions(
        c, scripts.data(), static_cast<std::int32_t>(scripts.size()), &error);
    if (U_SUCCESS(error) && found > 0) count = static_cast<std::size_t>(found);
  }
  [[nodiscard]] bool has(UScriptCode script) const {
    return std::find(scripts.begin(), scripts.begin() + count, script) != scripts.begin() + count;
  }
};

/// What one cluster says about its script by itself.
struct OwnScript {
  UScriptCode script = USCRIPT_COMMON;  ///< The first that is neither Common nor Inherited.
  UChar32 scalar = 0;                   ///< The character that has it; else the first one.
};

OwnScript own_script(std::u16string_view cluster) {
  OwnScript own;
  std::size_t at = 0;
  while (at < cluster.size()) {
    UChar32 c = 0;
    const bool first = at == 0;
    U16_NEXT(cluster.data(), at, cluster.size(), c);
    if (first) own.scalar = c;
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &error);
    if (U_SUCCESS(error) && !is_unscripted(script)) return {script, c};
  }
  return own;
}

/// Openers of paired brackets that are not closed yet (UAX #24, 5.2).
class OpenBrackets {
 public:
  void open(UChar32 opener, std::size_t cluster) {
    // Deeper nesting than this is no text; the oldest opener is then forgotten.
    constexpr std::size_t kDeepest = 64;
    if (open_.size() == kDeepest) open_.erase(open_.begin());
    open_.push_back({u_getBidiPairedBracket(opener), cluster});
  }
  /// The cluster of the closer's opener, or none; brackets inside that were left open are dropped.
  [[nodiscard]] const std::size_t* close(UChar32 closer) {
    for (std::size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].closer != closer) continue;
      found_ = open_[i - 1].cluster;
      open_.resize(i - 1);
      return &found_;
    }
    return nullptr;
  }

 private:
  struct Entry {
    UChar32 closer;
    std::size_t cluster;
  };
  std::vector<Entry> open_;
  std::size_t found_ = 0;
};

/// Whether a character is a bracket of the given kind (Bidi_Paired_Bracket_Type). General
/// categories are asked first: they cost less, and few characters pass.
bool is_bracket(UChar32 c, UCharCategory category, UBidiPairedBracketType kind) {
  return u_charType(c) == category &&
         u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE) == kind;
}

/// The script of a cluster without one of its own: its opener's, else the one before it, unless its
/// Script_Extensions rule that out.
UScriptCode inherited_script(UChar32 c, UScriptCode before, OpenBrackets& brackets,
                             const std::vector<TextCluster>& clusters) {
  if (is_bracket(c, U_END_PUNCTUATION, U_BPT_CLOSE)) {
    if (const std::size_t* opener = brackets.close(c)) return clusters[*opener].script;
  }
  if (c < kFirstCombining) return before;
  const ScriptExtensions extensions(c);
  if (extensions.count == 0 || is_unscripted(extensions.scripts[0])) return before;
  return extensions.has(before) ? before : extensions.scripts[0];
}

}  // namespace

void find_clusters(std::u16string_view text, BreakIterator& iterator,
                   std::vector<TextCluster>& clusters) {
  clusters.clear();
  clusters.reserve(text.size());
  const auto add = [&clusters](std::size_t begin, bool overflows = false) {
    TextCluster cluster;
    cluster.begin = static_cast<std::uint32_t>(begin);
    cluster.overflows = overflows;
    clusters.push_back(cluster);
  };
  const auto add_overflow = [&](std::size_t at, std::size_t end) {
    for (;;) {
      for (int i = 0; i < kMostInCluster && at < end; ++i) U16_FWD_1(text.data(), at, end);
      if (at == end) return;
      add(at, true);
    }
  };
  if (std::all_of(text.begin(), text.end(), stands_alone)) {
    for (std::size_t i = 0; i < text.size(); ++i) add(i);
    return;
  }
  UErrorCode error = U_ZERO_ERROR;
  if (!iterator) iterator.reset(ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &error));
  ubrk_setText(iterator.get(), text.data(), static_cast<std::int32_t>(text.size()), &error);
  BIFOLIUM_CHECK(U_SUCCESS(error), "ICU has no rules for grapheme clusters");
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = ubrk_first(iterator.get()); at != UBRK_DONE && at < size;) {
    const std::int32_t end = ubrk_next(iterator.get());
    add(static_cast<std::size_t>(at));
    if (end - at > kMostInCluster) {
      add_overflow(static_cast<std::size_t>(at), static_cast<std::size_t>(end));
    }
    at = end;
  }
}

void resolve_scripts(std::u16string_view text, std::vector<TextCluster>& clusters) {
  OpenBrackets brackets;
  UScriptCode before = USCRIPT_COMMON;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const std::size_t end = i + 1 < clusters.size() ? clusters[i + 1].begin : text.size();
    const OwnScript own = own_script(text.substr(clusters[i].begin, end - clusters[i].begin));
    clusters[i].neutral = own.script == USCRIPT_COMMON;
    UScriptCode script = own.script;
    if (clusters[i].neutral) {
      script = inherited_script(own.scalar, before, brackets, clusters);
    } else if (before != USCRIPT_COMMON && uscript_hasScript(own.scalar, before)) {
      script = before;
    }
    clusters[i].script = script;
    if (before == USCRIPT_COMMON && script != USCRIPT_COMMON) {
      for (std::size_t k = 0; k < i; ++k) clusters[k].script = script;
    }
    if (script != USCRIPT_COMMON) before = script;
    if (is_bracket(own.scalar, U_START_PUNCTUATION, U_BPT_OPEN)) {
      brackets.open(own.scalar, i);
    }
  }
}

}  // namespace bifolium

#pragma once

#include <hb.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bifolium/cache_bounds.h"
#include "fonts/face.h"
#include "shape/glyph_run.h"

namespace bifolium {

/// What fixes the glyphs of a text, beside the text itself.
struct ShapeSettings {
  FaceId face;
  hb_script_t script = HB_SCRIPT_COMMON;
  hb_language_t language = HB_LANGUAGE_INVALID;
  bool right_to_left = false;
  std::vector<FontFeature> features;  ///< Sorted by tag.
  friend bool operator==(const ShapeSettings&, const ShapeSettings&) = default;
};

/// Whether words of the face can be shaped one by one between spaces (U+0020) with the result of
/// shaping all at once: no GSUB or GPOS lookup has the space glyph in its input, backtrack or
/// lookahead (hb_ot_layout_lookup_collect_glyphs), and there is no kern, kerx or morx table. Asked
/// of all lookups, whatever script and features reach them. A face whose GSUB and GPOS pass 128 KiB
/// is answered "no" unasked: collecting the glyphs of Noto Nastaliq Urdu took 12 ms.
[[nodiscard]] bool words_stand_alone(const Face& face);

/// The words shaped with one set of settings. Clusters count from the word's start.
class WordTable {
 public:
  /// `usable`: words_stand_alone(face).
  WordTable(ShapeSettings settings, const Face& face, bool usable);

  [[nodiscard]] const ShapeSettings& settings() const { return settings_; }
  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] const Glyph& space() const { return space_; }

  /// The word's glyphs in logical order, or null. Valid until the next add.
  [[nodiscard]] const std::vector<Glyph>* find(std::u16string_view word) const;
  /// Keeps a word and returns how many bytes that took, about.
  std::size_t add(std::u16string_view word, std::vector<Glyph> glyphs);
  void clear() { words_.clear(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view word) const {
      return std::hash<std::u16string_view>{}(word);
    }
  };
  ShapeSettings settings_;
  bool usable_ = false;
  Glyph space_;
  std::unordered_map<std::u16string, std::vector<Glyph>, Hash, std::equal_to<>> words_;
};

/// Words by settings, bounded in bytes: when the bound is met all words go, which costs time and
/// changes no result.
class WordCache {
 public:
  explicit WordCache(std::size_t byte_bound = CacheBounds().word_bytes) : byte_bound_(byte_bound) {}

  /// The table of these settings. Valid until the next call of table().
  [[nodiscard]] WordTable& table(const ShapeSettings& settings, const Face& face);
  void add(WordTable& table, std::u16string_view word, std::vector<Glyph> glyphs);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::size_t byte_bound_;
  std::size_t bytes_ = 0;
  std::vector<WordTable> tables_;
  std::vector<std::pair<FaceId, bool>> stand_alone_;  ///< words_stand_alone, of each face met.
};

}  // namespace bifolium

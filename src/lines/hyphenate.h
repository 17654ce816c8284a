#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lines/paragraph_measure.h"
#include "lines/text_breaks.h"

namespace bifolium {

/// Hyphenation patterns (and the exceptions among them) of one dictionary file of libhyphen.
class HyphenDictionary {
 public:
  explicit HyphenDictionary(const std::string& path);
  ~HyphenDictionary();
  HyphenDictionary(const HyphenDictionary&) = delete;
  HyphenDictionary& operator=(const HyphenDictionary&) = delete;

  /// False where the file can't be read or its encoding is unknown.
  [[nodiscard]] bool loaded() const;

  /// Where `word` (letters only, UTF-16) may be hyphenated: offsets of the units after the hyphen,
  /// ascending, at least two letters from the start and three from the end, or as many as the file
  /// asks for. Points where the spelling changes (German before 1996, Hungarian) are left out: the
  /// text is printed as it was reviewed.
  void points(std::u16string_view word, std::vector<std::uint32_t>& result) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The dictionaries of one folder, each loaded when its language is first met.
class HyphenDictionaries {
 public:
  explicit HyphenDictionaries(std::string folder) : folder_(std::move(folder)) {}

  /// The dictionary for a BCP 47 language, or null where there is none: hyph_LL_CC.dic, then
  /// hyph_LL.dic, hyph_LL_LL.dic, then the first by name of hyph_LL_*.dic.
  [[nodiscard]] const HyphenDictionary* find(const std::string& language);

 private:
  [[nodiscard]] std::string file_for(std::string_view language);
  std::string folder_;
  std::vector<std::string> names_;  ///< Dictionary files in the folder, sorted.
  bool listed_ = false;
  std::map<std::string, std::unique_ptr<HyphenDictionary>> by_language_;
};

/// Adds the breaks that patterns give to `breaks`. Never in the paragraph's last word, a word with
/// a digit or a hyphen of its own, a protected run, a web address, or a word in a language without
/// patterns. True where any was added.
bool add_pattern_breaks(const ParagraphMeasure& text, HyphenDictionaries& dictionaries,
                        TextBreaks& breaks);

}  // namespace bifolium

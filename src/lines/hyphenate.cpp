#include "lines/hyphenate.h"

#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "core/unicode.h"
#include "lines/cut.h"

namespace bifolium {
namespace {

struct FreeDictionary {
  void operator()(HyphenDict* dictionary) const noexcept { hnj_hyphen_free(dictionary); }
};
struct CloseConverter {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

/// Fewest letters before and after a hyphen, whatever the patterns allow (TeX's English values).
constexpr int kLeastBefore = 2;
constexpr int kLeastAfter = 3;
constexpr std::size_t kLeastWord = kLeastBefore + kLeastAfter;
constexpr std::size_t kLongestWord = 100;

/// What libhyphen allocates to tell of spelling changes.
struct Replacements {
  char** texts = nullptr;
  int* positions = nullptr;
  int* cuts = nullptr;
  std::size_t size = 0;
  ~Replacements() {
    for (std::size_t i = 0; texts != nullptr && i < size; ++i) std::free(texts[i]);
    std::free(texts);
    std::free(positions);
    std::free(cuts);
  }
};

bool is_letter(char16_t c) {
  return u_isUAlphabetic(c) != 0 || u_charType(c) == U_NON_SPACING_MARK;
}

}  // namespace

struct HyphenDictionary::State {
  std::unique_ptr<HyphenDict, FreeDictionary> dictionary;
  /// To the dictionary's 8-bit encoding; none for UTF-8.
  std::unique_ptr<UConverter, CloseConverter> converter;
};

HyphenDictionary::HyphenDictionary(const std::string& path) : state_(std::make_unique<State>()) {
  state_->dictionary.reset(hnj_hyphen_load(path.c_str()));
  if (!state_->dictionary || state_->dictionary->utf8 != 0) return;
  std::string encoding = state_->dictionary->cset;
  constexpr std::string_view kMicrosoft = "microsoft-";
  if (encoding.starts_with(kMicrosoft)) encoding.erase(0, kMicrosoft.size());
  UErrorCode status = U_ZERO_ERROR;
  state_->converter.reset(ucnv_open(encoding.c_str(), &status));
  if (U_SUCCESS(status)) {
    ucnv_setFromUCallBack(state_->converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr,
                          nullptr, &status);
  }
  if (U_FAILURE(status)) state_->dictionary.reset();
}

HyphenDictionary::~HyphenDictionary() = default;

bool HyphenDictionary::loaded() const { return state_->dictionary != nullptr; }

void HyphenDictionary::points(std::u16string_view word, std::vector<std::uint32_t>& result) const {
  result.clear();
  if (!loaded() || word.size() < kLeastWord || word.size() > kLongestWord) return;
  // The patterns are in lower case. Simple mappings keep one scalar one scalar.
  std::u16string lower;
  std::vector<std::uint32_t> offsets;  // Of each scalar, in `word`.
  for (std::size_t at = 0; at < word.size();) {
    offsets.push_back(static_cast<std::uint32_t>(at));
    append_utf16(lower,
                 static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_scalar(word, at)))));
  }
  std::string bytes;
  if (state_->converter) {
    bytes.resize(lower.size() * 2);
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = ucnv_fromUChars(
        state_->converter.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()),
        lower.data(), static_cast<std::int32_t>(lower.size()), &status);
    if (U_FAILURE(status) || static_cast<std::size_t>(length) != offsets.size()) return;
    bytes.resize(static_cast<std::size_t>(length));
  } else {
    bytes = to_utf8(lower);
  }
  std::vector<char> marks(bytes.size() + 5);
  Replacements changes;
  changes.size = bytes.size();
  HyphenDict* dictionary = state_->dictionary.get();
  if (hnj_hyphen_hyphenate3(dictionary, bytes.c_str(), static_cast<int>(bytes.size()), marks.data(),
                            nullptr, &changes.texts, &changes.positions, &changes.cuts,
                            std::max<int>(dictionary->lhmin, kLeastBefore),
                            std::max<int>(dictionary->rhmin, kLeastAfter), dictionary->clhmin,
                            dictionary->crhmin) != 0) {
    return;
  }
  // marks[i] is odd where a hyphen may follow scalar i.
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    const bool changes_spelling = changes.texts != nullptr && changes.texts[i] != nullptr;
    if ((marks[i] & 1) != 0 && !changes_spelling && i + 1 >= kLeastBefore &&
        offsets.size() - i - 1 >= kLeastAfter) {
      result.push_back(offsets[i + 1]);
    }
  }
}

std::string HyphenDictionaries::file_for(std::string_view language) {
  if (!listed_) {
    listed_ = true;
    std::error_code ignored;
    for (std::filesystem::directory_iterator entry(folder_, ignored), end; entry != end;
         entry.increment(ignored)) {
      std::string name = entry->path().filename().string();
      if (name.starts_with("hyph_") && name.ends_with(".dic")) names_.push_back(std::move(name));
    }
    std::sort(names_.begin(), names_.end());
  }
  const auto has = [&](const std::string& name) {
    return std::binary_search(names_.begin(), names_.end(), name);
  };
  std::string tag(language);
  std::replace(tag.begin(), tag.end(), '-', '_');
  if (has("hyph_" + tag + ".dic")) return "hyph_" + tag + ".dic";
  const std::string primary = tag.substr(0, tag.find('_'));
  std::string upper = primary;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  for (const std::string& name :
       {"hyph_" + primary + ".dic", "hyph_" + primary + "_" + upper + ".dic"}) {
    if (has(name)) return name;
  }
  const std::string prefix = "hyph_" + primary + "_";
  const auto first = std::lower_bound(names_.begin(), names_.end(), prefix);
  return first != names_.end() && first->starts_with(prefix) ? *first : std::string();
}

const HyphenDictionary* HyphenDictionaries::find(const std::string& language) {
  const auto found = by_language_.find(language);
  if (found != by_language_.end()) return found->second.get();
  std::unique_ptr<HyphenDictionary> dictionary;
  const std::string name = file_for(language);
  if (!name.empty()) {
    dictionary = std::make_unique<HyphenDictionary>(folder_ + "/" + name);
    if (!dictionary->loaded()) dictionary.reset();
  }
  return by_language_.emplace(language, std::move(dictionary)).first->second.get();
}

namespace {

/// A stretch of text that has no space inside.
struct Token {
  std::uint32_t begin = 0, end = 0;
};

bool has_digit_or_hyphen(std::u16string_view token) {
  return std::any_of(token.begin(), token.end(), [](char16_t c) {
    return u_isdigit(c) || c == u'-' || c == 0x2010 || c == 0x00AD || c == u'@';
  });
}

/// Places inside `token` that patterns allow, for its stretches of letters.
bool hyphenate_token(const ParagraphMeasure& text, Token token, HyphenDictionaries& dictionaries,
                     std::vector<std::uint32_t>& points, std::vector<BreakSource>& at) {
  const std::u16string_view all = text.paragraph.text;
  bool any = false;
  for (std::uint32_t begin = token.begin; begin < token.end;) {
    if (!is_letter(all[begin])) {
      ++begin;
      continue;
    }
    std::uint32_t end = begin;
    while (end < token.end && is_letter(all[end])) ++end;
    const std::size_t run = text.run_of_text(begin);
    const InlineId inline_id = text.shaped.runs[run].inline_id;
    const HyphenDictionary* dictionary =
        dictionaries.find(text.paragraph.inlines[inline_id].language);
    if (dictionary != nullptr && hyphen_of(text, run) != 0) {
      dictionary->points(all.substr(begin, end - begin), points);
      for (const std::uint32_t point : points) {
        BreakSource& source = at[begin + point];
        if (source != BreakSource::kNone) continue;
        source = BreakSource::kPattern;
        any = true;
      }
    }
    begin = end;
  }
  return any;
}

}  // namespace

bool add_pattern_breaks(const ParagraphMeasure& text, HyphenDictionaries& dictionaries,
                        TextBreaks& breaks) {
  const std::u16string_view all = text.paragraph.text;
  const auto is_space = [&](std::uint32_t i) {
    return is_breaking_space(all[i]) || is_forced_break(all[i]) || all[i] == 0x00A0;
  };
  // Protected runs and addresses are whole: their text is marked off first.
  std::vector<bool> whole(all.size() + 1, false);
  for (std::size_t i = 0; i < text.paragraph.inlines.size(); ++i) {
    const Inline& element = text.paragraph.inlines[InlineId{i}];
    if (!element.protect && !element.address) continue;
    for (std::uint32_t p = element.begin; p < element.end; ++p) whole[p] = true;
  }
  std::vector<std::uint32_t> points;
  bool any = false;
  Token last;
  const auto finish = [&](Token token) {
    if (token.begin == token.end ||
        has_digit_or_hyphen(all.substr(token.begin, token.end - token.begin))) {
      return;
    }
    for (std::uint32_t p = token.begin; p < token.end; ++p) {
      if (whole[p]) return;
    }
    any = hyphenate_token(text, token, dictionaries, points, breaks.at) || any;
  };
  const auto size = static_cast<std::uint32_t>(all.size());
  for (std::uint32_t begin = 0; begin < size;) {
    if (is_space(begin)) {
      ++begin;
      continue;
    }
    std::uint32_t end = begin;
    while (end < size && !is_space(end)) ++end;
    finish(last);  // One token late, so that the paragraph's last word is never hyphenated.
    last = Token{begin, end};
    begin = end;
  }
  return any;
}

}  // namespace bifolium

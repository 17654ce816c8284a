#include "lines/text_breaks.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/check.h"
#include "lines/cut.h"

namespace bifolium {
namespace {

/// Fewest letters or digits on each side of a hyphen or slash that a line may end at: "X-ray" and
/// "mg/kg" stay whole.
constexpr std::uint32_t kLeastAroundHyphen = 2;
constexpr std::uint32_t kLeastAroundSlash = 4;

constexpr char16_t kSoftHyphen = 0x00AD;

bool is_word_character(char16_t c) { return u_isalnum(c) != 0; }

std::uint32_t word_length_before(std::u16string_view text, std::uint32_t end) {
  std::uint32_t n = 0;
  while (n < end && n < kLeastAroundSlash && is_word_character(text[end - n - 1])) ++n;
  return n;
}

std::uint32_t word_length_after(std::u16string_view text, std::uint32_t begin) {
  std::uint32_t n = 0;
  while (begin + n < text.size() && n < kLeastAroundSlash && is_word_character(text[begin + n])) {
    ++n;
  }
  return n;
}

/// UAX #14 (LB10) lets a line begin with a mark after a space; but space and mark are one grapheme
/// (UAX #29), and no line may end inside one.
bool is_inside_cluster(std::u16string_view text, std::size_t p) {
  if (p >= text.size() || is_forced_break(text[p - 1])) return false;
  const int type = u_charType(text[p]);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}

/// What kind of break UAX #14's opportunity at `p` is to us.
BreakSource classify(std::u16string_view text, std::uint32_t p) {
  const char16_t before = text[p - 1];
  if (is_forced_break(before)) return BreakSource::kForced;
  if (before == kSoftHyphen) return BreakSource::kSoftHyphen;
  if (before == u'-' || before == 0x2010) {
    const bool enough = word_length_before(text, p - 1) >= kLeastAroundHyphen &&
                        word_length_after(text, p) >= kLeastAroundHyphen;
    return enough ? BreakSource::kHyphen : BreakSource::kNone;
  }
  if (before == u'/') {
    const bool enough = word_length_before(text, p - 1) >= kLeastAroundSlash &&
                        word_length_after(text, p) >= kLeastAroundSlash;
    return enough ? BreakSource::kSlash : BreakSource::kNone;
  }
  // "10–20 mg" is one thing to a reader.
  if (before == 0x2013 && p >= 2 && p < text.size() && u_isdigit(text[p - 2]) &&
      u_isdigit(text[p])) {
    return BreakSource::kNone;
  }
  return BreakSource::kSpace;
}

/// Units that stay on the line of their number.
constexpr std::array<std::u16string_view, 34> kUnits = {
    u"micrograms", u"microgram", u"mmol", u"mmHg", u"kcal", u"mcg", u"mSv", u"mol", u"min",
    u"mg",         u"ml",        u"mL",   u"mm",   u"kg",   u"km",  u"kJ",  u"cm",  u"cl",
    u"dl",         u"dL",        u"IU",   u"Gy",   u"Hz",   u"pm",  u"am",  u"°C",  u"°F",
    u"µg",         u"μg",        u"g",    u"h",    u"l",    u"m",   u"%"};

bool unit_follows(std::u16string_view rest) {
  for (const std::u16string_view unit : kUnits) {
    if (!rest.starts_with(unit)) continue;
    if (rest.size() == unit.size() || !is_word_character(rest[unit.size()])) return true;
  }
  return false;
}

/// No line ends between a number and its unit.
void keep_quantities(std::u16string_view text, std::vector<BreakSource>& at) {
  for (std::uint32_t p = 2; p < text.size(); ++p) {
    if (at[p] != BreakSource::kSpace || text[p - 1] != u' ' || !u_isdigit(text[p - 2])) continue;
    if (unit_follows(text.substr(p))) at[p] = BreakSource::kNone;
  }
}

/// The Chicago Manual of Style, 7.46: an address breaks before its marks and after "://".
void break_address(std::u16string_view text, std::uint32_t begin, std::uint32_t end,
                   std::vector<BreakSource>& at) {
  constexpr std::u16string_view kMarks = u"/.?&=#_-";
  const auto is_mark = [&](char16_t c) { return kMarks.find(c) != std::u16string_view::npos; };
  for (std::uint32_t p = begin + 1; p < end; ++p) {
    const bool after_scheme = p >= begin + 3 && text.substr(p - 3, 3) == u"://";
    const bool before_marks = is_mark(text[p]) && !is_mark(text[p - 1]) && text[p - 1] != u':';
    at[p] = after_scheme || before_marks ? BreakSource::kAddress : BreakSource::kNone;
  }
}

/// Forbids the breaks inside a protected run, or prices them where the run is wider than a line.
ProtectedRun protect(const ParagraphMeasure& text, Length measure, InlineId id,
                     std::vector<BreakSource>& at) {
  const Inline& element = text.paragraph.inlines[id];
  ProtectedRun run{element.begin, element.end, id, false};
  run.opened = text.width(text.glyph_at(run.begin), text.glyph_at(run.end)) > measure;
  for (std::uint32_t p = run.begin + 1; p < run.end; ++p) {
    if (at[p] == BreakSource::kNone || at[p] == BreakSource::kForced) continue;
    at[p] = run.opened ? BreakSource::kProtected : BreakSource::kNone;
  }
  return run;
}

/// A soft hyphen needs something of its word before it, and a face with a hyphen.
bool can_hyphenate(const ParagraphMeasure& text, std::uint32_t after_soft_hyphen) {
  const std::u16string_view units = text.paragraph.text;
  std::uint32_t end = after_soft_hyphen - 1;
  while (end > 0 && units[end - 1] == kSoftHyphen) --end;
  if (end == 0) return false;
  const char16_t before = units[end - 1];
  if (is_breaking_space(before) || is_forced_break(before) || before == 0x00A0) return false;
  return hyphen_of(text, text.run_of_text(after_soft_hyphen - 1)) != 0;
}

bool is_east_asian(std::string_view language) {
  return language.starts_with("zh") || language.starts_with("ja") || language.starts_with("ko");
}

}  // namespace

UBreakIterator* BreakIterators::line(const std::string& language) {
  const auto found = by_language_.find(language);
  if (found != by_language_.end()) return found->second.get();
  std::string locale = language;
  std::replace(locale.begin(), locale.end(), '-', '_');
  if (is_east_asian(language)) locale += "@lb=strict";
  UErrorCode status = U_ZERO_ERROR;
  BreakIterator iterator(ubrk_open(UBRK_LINE, locale.c_str(), nullptr, 0, &status));
  BIFOLIUM_CHECK(U_SUCCESS(status), "ICU has line break rules for every locale");
  return by_language_.emplace(language, std::move(iterator)).first->second.get();
}

UBreakIterator* BreakIterators::grapheme() {
  if (!grapheme_) {
    UErrorCode status = U_ZERO_ERROR;
    grapheme_.reset(ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status));
    BIFOLIUM_CHECK(U_SUCCESS(status), "ICU has grapheme rules");
  }
  return grapheme_.get();
}

void find_text_breaks(const ParagraphMeasure& measure_of, Length measure, BreakIterators& iterators,
                      TextBreaks& breaks) {
  const Paragraph& paragraph = measure_of.paragraph;
  const std::u16string_view text = paragraph.text;
  breaks.at.assign(text.size() + 1, BreakSource::kNone);
  breaks.protected_runs.clear();

  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* iterator = iterators.line(paragraph.root().language);
  ubrk_setText(iterator, text.data(), static_cast<std::int32_t>(text.size()), &status);
  BIFOLIUM_CHECK(U_SUCCESS(status), "ICU takes any text");
  for (std::int32_t p = ubrk_next(iterator); p != UBRK_DONE; p = ubrk_next(iterator)) {
    if (is_inside_cluster(text, static_cast<std::size_t>(p))) continue;
    const auto position = static_cast<std::uint32_t>(p);
    const BreakSource source = classify(text, position);
    if (source == BreakSource::kSoftHyphen && !can_hyphenate(measure_of, position)) continue;
    breaks.at[position] = source;
  }
  keep_quantities(text, breaks.at);

  for (std::size_t i = 1; i < paragraph.inlines.size(); ++i) {
    const Inline& element = paragraph.inlines[InlineId{i}];
    if (element.end <= element.begin + 1) continue;
    if (element.address) break_address(text, element.begin, element.end, breaks.at);
  }
  for (std::size_t i = 0; i < paragraph.inlines.size(); ++i) {
    const Inline& element = paragraph.inlines[InlineId{i}];
    if (!element.protect || element.end <= element.begin) continue;
    const auto& runs = breaks.protected_runs;
    if (!runs.empty() && element.begin < runs.back().end) continue;  // Inside another one.
    breaks.protected_runs.push_back(protect(measure_of, measure, InlineId{i}, breaks.at));
  }
}

}  // namespace bifolium

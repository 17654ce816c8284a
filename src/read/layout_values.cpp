#include "read/layout_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/decimal.h"
#include "core/unicode.h"
#include "read/xml.h"

namespace bifolium {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A help line that lists more names than this is cut: nobody reads on.
constexpr std::size_t kMaxListed = 24;

struct UnitName {
  std::string_view name;
  LengthUnit unit{};
};
constexpr auto kUnits = std::to_array<UnitName>({{"pt", LengthUnit::kPt},
                                                 {"mm", LengthUnit::kMm},
                                                 {"cm", LengthUnit::kCm},
                                                 {"in", LengthUnit::kIn},
                                                 {"em", LengthUnit::kEm},
                                                 {"rem", LengthUnit::kRem},
                                                 {"%", LengthUnit::kPercent}});

bool unit_allowed(LengthUnit unit, RelativeUnits relative) {
  const bool of_size = relative == RelativeUnits::kOfSize || relative == RelativeUnits::kOfEither;
  const bool of_page = relative == RelativeUnits::kOfPage || relative == RelativeUnits::kOfEither;
  switch (unit) {
    case LengthUnit::kEm:
    case LengthUnit::kRem:
      return of_size;
    case LengthUnit::kPercent:
      return of_page;
    default:
      return true;
  }
}

std::string unit_list(RelativeUnits relative) {
  std::string out;
  for (const UnitName& unit : kUnits) {
    if (!unit_allowed(unit.unit, relative)) continue;
    if (!out.empty()) out += ' ';
    out += unit.name;
  }
  return out;
}

// A length's number: at most six digits before the point and three after, so nothing overflows.
constexpr int kMaxDigits = 6;
constexpr int kMaxDecimals = 3;

/// The number at the start of `text` in thousandths; takes it away. None where there is none of the
/// form -12.345.
std::optional<std::int64_t> take_thousandths(std::string_view& text) {
  const bool negative = text.starts_with('-');
  std::string_view rest = text.substr(negative ? 1 : 0);
  std::int64_t value = 0;
  int digits = 0;
  for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1)) {
    if (++digits > kMaxDigits) return std::nullopt;
    value = value * 10 + (rest.front() - '0');
  }
  if (digits == 0) return std::nullopt;
  int decimals = 0;
  if (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])) {
    rest.remove_prefix(1);
    for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1)) {
      if (++decimals > kMaxDecimals) return std::nullopt;
      value = value * 10 + (rest.front() - '0');
    }
  }
  for (; decimals < kMaxDecimals; ++decimals) value *= 10;
  text = rest;
  return negative ? -value : value;
}

// Bounds on relative lengths, in thousandths: what no layout means. The inner ones are for lengths
// that can't be zero, the size of type and the leading.
constexpr std::int64_t kMostEms = 100'000;
constexpr std::int64_t kLeastEmsOfType = 200, kMostEmsOfType = 20'000;
constexpr std::int64_t kMostPercent = 100'000;

bool in_bounds(const LengthSpec& length, const LengthBounds& bounds) {
  const std::int64_t size = length.thousandths < 0 ? -length.thousandths : length.thousandths;
  if (length.unit == LengthUnit::kPercent) return size <= kMostPercent;
  const std::optional<Length> absolute = length.absolute();
  if (!absolute && bounds.least > 0) return size >= kLeastEmsOfType && size <= kMostEmsOfType;
  if (!absolute) return size <= kMostEms;
  return *absolute >= Length::points(bounds.least) && *absolute <= Length::points(bounds.most);
}

std::string example(const LayoutAttribute& attribute, std::string_view unit) {
  std::string out(attribute.name);
  out.append("=\"").append(trim_xml_space(attribute.value)).append(unit).append("\"");
  return out;
}

/// OpenType features: nothing, or what is wrong.
std::string features_fault(std::string_view text) {
  if (trim_xml_space(text) == "none") return "";
  std::vector<std::string_view> tags;
  for (const std::string_view word : split_words(text)) {
    const std::string_view tag = word.substr(0, 4);
    const bool good_tag = tag.size() == 4 && std::ranges::all_of(tag, [](char c) {
                            return is_letter(c) || is_digit(c);
                          });
    std::string_view rest = word.substr(std::min<std::size_t>(4, word.size()));
    bool good_value = rest.empty();
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      good_value = !rest.empty() && rest.size() <= 5 && std::ranges::all_of(rest, is_digit);
    }
    if (!good_tag || !good_value) return "\"" + std::string(word) + "\" is not a feature";
    if (std::ranges::find(tags, tag) != tags.end()) {
      return "\"" + std::string(tag) + "\" stands twice";
    }
    tags.push_back(tag);
  }
  return tags.empty() ? "it is empty" : "";
}

// A marker is a label, not a text: this many characters at most.
constexpr int kMaxMarker = 16;

bool is_quoted_marker(std::string_view text) {
  if (text.size() < 3 || text.front() != '\'' || text.find('\'', 1) != text.size() - 1)
    return false;
  const std::string_view inner = text.substr(1, text.size() - 2);
  int count = 0;
  for (std::size_t at = 0; at < inner.size(); ++count) {
    static_cast<void>(next_scalar(inner, at));
  }
  return count <= kMaxMarker;
}

}  // namespace

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (text = trim_xml_space(text); !text.empty(); text = trim_xml_space(text)) {
    const auto end = std::ranges::find_if(text, is_xml_space);
    const auto size = static_cast<std::size_t>(end - text.begin());
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return words;
}

std::string element_text(std::string_view element, std::string_view name) {
  std::string out = "<";
  out += element;
  if (!name.empty()) out.append(" name=\"").append(name).append("\"");
  return out + ">";
}

std::string known_names_help(std::string_view name, std::span<const std::string_view> known) {
  if (known.empty()) return "";
  const std::string nearest = nearest_name(name, {known.begin(), known.end()});
  if (!nearest.empty()) return "did you mean \"" + nearest + "\"?";
  std::string out = known.size() == 1 ? "known is " : "known are ";
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i == kMaxListed) return out + "…";
    if (i > 0) out += ", ";
    out += known[i];
  }
  return out;
}

std::optional<LengthSpec> read_length(const LayoutAttribute& attribute, const LengthBounds& bounds,
                                      Diagnostics& diagnostics) {
  const std::string units = unit_list(bounds.units);
  std::string_view rest = attribute.value;
  const std::optional<std::int64_t> thousandths = take_thousandths(rest);
  if (!thousandths) {
    diagnostics.report(DiagnosticCode::kLayoutBadLength, attribute.span,
                       {attribute.name, attribute.value, units});
    return std::nullopt;
  }
  if (rest.empty()) {
    diagnostics.report(
        DiagnosticCode::kLayoutBareNumber, attribute.span,
        {attribute.name, attribute.value, example(attribute, "pt"), example(attribute, "mm")});
    return std::nullopt;
  }
  const auto unit = std::ranges::find(kUnits, rest, &UnitName::name);
  if (unit == kUnits.end()) {
    diagnostics.report(DiagnosticCode::kLayoutBadLength, attribute.span,
                       {attribute.name, attribute.value, units});
    return std::nullopt;
  }
  if (!unit_allowed(unit->unit, bounds.units)) {
    diagnostics.report(DiagnosticCode::kLayoutUnitNotAllowed, attribute.span,
                       {attribute.name, attribute.value, units});
    return std::nullopt;
  }
  const LengthSpec length{*thousandths, unit->unit};
  // "-0pt" as well: the grammar knows no minus here.
  const bool wrong_sign = bounds.least >= 0 && attribute.value.starts_with('-');
  if (wrong_sign || !in_bounds(length, bounds)) {
    diagnostics.report(
        DiagnosticCode::kLayoutLengthOutOfBounds, attribute.span,
        {attribute.name, attribute.value, integer_text(bounds.least), integer_text(bounds.most)});
    return std::nullopt;
  }
  return length;
}

std::optional<std::int64_t> read_number(const LayoutAttribute& attribute, std::int64_t least,
                                        std::int64_t most, Diagnostics& diagnostics) {
  std::int64_t number = 0;
  const bool plain = !attribute.value.empty() && attribute.value.front() != '0' &&
                     std::ranges::all_of(attribute.value, is_digit);
  if (plain && parse_integer(attribute.value, number) && number >= least && number <= most) {
    return number;
  }
  diagnostics.report(DiagnosticCode::kLayoutBadNumber, attribute.span,
                     {attribute.name, attribute.value, integer_text(least), integer_text(most)});
  return std::nullopt;
}

std::optional<FitRange> read_range(const LayoutAttribute& attribute, int least, int most,
                                   Diagnostics& diagnostics) {
  constexpr std::int64_t kPercent = 1000;  // In thousandths, as take_thousandths reads them.
  constexpr std::int64_t kAsItIs = 100 * kPercent;
  const std::vector<std::string_view> words = split_words(attribute.value);
  std::vector<std::int64_t> ends;
  for (std::string_view word : words) {
    if (word.starts_with('-')) break;
    const auto end = take_thousandths(word);
    // Tenths of a percent are thousandths of what the layout says; more can't be kept.
    if (end && word == "%" && *end % (kPercent / 10) == 0) ends.push_back(*end);
  }
  const bool good = words.size() == 2 && ends.size() == 2 && ends[0] >= least * kPercent &&
                    ends[0] <= kAsItIs && kAsItIs <= ends[1] && ends[1] <= most * kPercent;
  if (good) return FitRange{ends[0] / (kPercent / 10), ends[1] / (kPercent / 10)};
  diagnostics.report(DiagnosticCode::kLayoutBadRange, attribute.span,
                     {attribute.name, attribute.value, integer_text(least), integer_text(most)});
  return std::nullopt;
}

std::optional<std::size_t> read_word(const LayoutAttribute& attribute, std::string_view words,
                                     Diagnostics& diagnostics) {
  const std::vector<std::string_view> known = split_words(words);
  const std::string_view value = trim_xml_space(attribute.value);
  const auto found = std::ranges::find(known, value);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  diagnostics.report(DiagnosticCode::kLayoutUnknownValue, attribute.span,
                     {attribute.name, value, known_names_help(value, known)});
  return std::nullopt;
}

std::optional<std::string> read_name(const LayoutAttribute& attribute, Diagnostics& diagnostics) {
  constexpr std::size_t kMaxName = 64;
  const std::string_view value = attribute.value;
  const auto is_name_char = [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-';
  };
  if (!value.empty() && value.size() <= kMaxName && value[0] >= 'a' && value[0] <= 'z' &&
      std::ranges::all_of(value, is_name_char)) {
    return std::string(value);
  }
  diagnostics.report(DiagnosticCode::kLayoutBadName, attribute.span, {attribute.name, value});
  return std::nullopt;
}

std::optional<std::string> read_words_value(const LayoutAttribute& attribute,
                                            Diagnostics& diagnostics) {
  const std::string_view value = trim_xml_space(attribute.value);
  if (!value.empty()) return std::string(value);
  diagnostics.report(DiagnosticCode::kLayoutEmptyValue, attribute.span, {attribute.name});
  return std::nullopt;
}

std::optional<std::string> read_color_use(const LayoutAttribute& attribute,
                                          Diagnostics& diagnostics) {
  const std::string_view value = attribute.value;
  if (!value.starts_with('#')) return read_name(attribute, diagnostics);
  if (parse_hex_color(value)) return std::string(value);
  diagnostics.report(DiagnosticCode::kLayoutBadColor, attribute.span, {attribute.name, value});
  return std::nullopt;
}

std::optional<PageKindSet> read_page_kinds(const LayoutAttribute& attribute,
                                           Diagnostics& diagnostics) {
  // In the order of PageKind.
  constexpr std::string_view kKinds = "cover first recto verso blank notes front flap inside back";
  PageKindSet set;
  bool good = true;
  const std::vector<std::string_view> words = split_words(attribute.value);
  if (words.empty()) {
    diagnostics.report(DiagnosticCode::kLayoutEmptyValue, attribute.span, {attribute.name});
    return std::nullopt;
  }
  for (const std::string_view word : words) {
    const auto index = read_word({attribute.name, word, attribute.span}, kKinds, diagnostics);
    if (!index) {
      good = false;
      continue;
    }
    const auto kind = static_cast<PageKind>(*index);
    if (set.has(kind)) {
      diagnostics.report(DiagnosticCode::kLayoutRepeatedValue, attribute.span,
                         {attribute.name, word});
      good = false;
    }
    set.add(kind);
  }
  if (!good) return std::nullopt;
  return set;
}

std::optional<Declaration> read_declaration(const LayoutAttribute& attribute,
                                            const PropertyInfo& info, Diagnostics& diagnostics) {
  Declaration out{info.property, std::string(attribute.value), std::nullopt, 0, attribute.span};
  switch (info.form) {
    case PropertyForm::kLength:
      out.length = read_length(attribute, {info.units, info.least, info.most}, diagnostics);
      return out.length ? std::optional(out) : std::nullopt;
    case PropertyForm::kNumber: {
      const auto number = read_number(attribute, info.least, info.most, diagnostics);
      if (!number) return std::nullopt;
      out.number = *number;
      return out;
    }
    case PropertyForm::kWord: {
      const auto index = read_word(attribute, info.words, diagnostics);
      if (!index) return std::nullopt;
      out.word = split_words(info.words)[*index];
      out.number = out.word == "yes" ? 1 : 0;
      return out;
    }
    case PropertyForm::kColorOrNone:
    case PropertyForm::kColor: {
      if (info.form == PropertyForm::kColorOrNone && trim_xml_space(attribute.value) == "none") {
        out.word = "none";
        return out;
      }
      return read_color_use(attribute, diagnostics) ? std::optional(out) : std::nullopt;
    }
    case PropertyForm::kFamily: {
      const auto words = read_words_value(attribute, diagnostics);
      if (!words) return std::nullopt;
      out.word = *words;
      return out;
    }
    case PropertyForm::kFeatures: {
      const std::string fault = features_fault(attribute.value);
      out.word = trim_xml_space(attribute.value);
      if (fault.empty()) return out;
      diagnostics.report(DiagnosticCode::kLayoutBadFeatures, attribute.span,
                         {attribute.value, fault});
      return std::nullopt;
    }
    case PropertyForm::kMarker: {
      if (is_quoted_marker(attribute.value)) return out;
      const std::vector<std::string_view> known = split_words(info.words);
      out.word = trim_xml_space(attribute.value);
      if (std::ranges::find(known, out.word) != known.end()) return out;
      diagnostics.report(DiagnosticCode::kLayoutBadMarker, attribute.span,
                         {attribute.value, known_names_help(out.word, known)});
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace bifolium

#include "generated_paragraph.h"

#include <algorithm>
#include <string>

#include "core/unicode.h"

namespace bifolium::fuzz {
namespace {

constexpr std::uint32_t kMostUnits = 300;
constexpr int kMostInlines = 12;

/// Characters that decide something: bidi controls, joiners, marks without a base, breaks, fillers,
/// selectors, tags, signs of several scripts, and letters.
constexpr char32_t kTelling[] = {
    U' ',    U'a',    U'e',     U'n',     U'W',    U'1',    U'0',    U'.',    U',',    U'-',
    U'/',    U'(',    U')',     U'"',     0x00A0,  0x00AD,  0x0300,  0x0301,  0x034F,  0x0338,
    0x00E9,  0x0130,  0x01C4,   0x0391,   0x0411,  0x05D0,  0x05B0,  0x05D1,  0x0600,  0x0627,
    0x0644,  0x0628,  0x064B,   0x0661,   0x0640,  0x06F1,  0x0901,  0x0915,  0x094D,  0x0937,
    0x093F,  0x0995,  0x0E01,   0x0E33,   0x0E40,  0x0F0B,  0x1100,  0x1161,  0x11A8,  0x115F,
    0x1780,  0x17D2,  0x180E,   0x1F600,  0x1F468, 0x200B,  0x200C,  0x200D,  0x200E,  0x200F,
    0x2007,  0x2009,  0x2010,   0x2011,   0x2013,  0x2019,  0x2028,  0x2029,  0x202A,  0x202E,
    0x202C,  0x202F,  0x2060,   0x2066,   0x2067,  0x2068,  0x2069,  0x20AC,  0x20E3,  0x2126,
    0x212B,  0x2190,  0x2192,   0x25CC,   0x3000,  0x3042,  0x4E00,  0xAC00,  0xFB01,  0xFB1D,
    0xFDFA,  0xFE0E,  0xFE0F,   0xFE00,   0xFEFF,  0xFFF9,  0xFFFC,  0xFFFD,  0xFFFE,  0x10000,
    0x1D400, 0x1D165, 0x1E900,  0x1F1E9,  0x1F1EA, 0x1F3FB, 0x2F800, 0xE0001, 0xE0067, 0xE007F,
    0xE0100, 0xF0000, 0x10FFFD, 0x10FFFF, U'\t',   U'\n',   0x0085,
};

constexpr const char* kFamilies[] = {"Noto Sans", "Noto Serif", "Noto Sans Arabic",
                                     "Noto Sans Devanagari"};
constexpr const char* kLanguages[] = {"en", "de", "ar", "ur", "hi", "th", "ja", "tr", "x", "en-GB"};
constexpr std::uint32_t kTags[] = {0x6C696761,   // liga
                                   0x746E756D,   // tnum
                                   0x6B65726E,   // kern
                                   0x696E6974};  // init

std::u16string text(Choices& choices) {
  std::u16string result;
  const std::uint32_t length = choices.below(kMostUnits);
  while (result.size() < length && !choices.empty()) {
    const std::uint32_t kind = choices.below(16);
    if (kind == 15) {
      result.push_back(static_cast<char16_t>(choices.unit()));
    } else if (kind == 14) {
      const char32_t scalar = choices.of(kTelling);
      for (std::uint32_t n = choices.below(40); n > 0; --n) append_utf16(result, scalar);
    } else if (kind >= 6) {
      append_utf16(result, choices.of(kTelling));
    } else {
      result.push_back(static_cast<char16_t>(u' ' + choices.below(95)));
    }
  }
  return result;
}

TextStyle style(Choices& choices) {
  TextStyle result;
  result.family = choices.of(kFamilies);
  result.weight = choices.one_in(2) ? 700 : 400;
  result.size = Length::points(choices.one_in(8) ? choices.between(4, 200) : 10);
  if (choices.one_in(4)) result.letter_spacing = Length::millipoints(choices.between(-5000, 9000));
  if (choices.one_in(4)) result.features.push_back({choices.of(kTags), choices.below(3)});
  return result;
}

/// Adds a child of `parent` in what is left of it, then perhaps children of that.
void add_inlines(Choices& choices, Paragraph& paragraph, std::size_t styles, InlineId parent,
                 int& left) {
  std::uint32_t at = paragraph.inlines[parent].begin;
  const std::uint32_t end = paragraph.inlines[parent].end;
  while (left > 0 && at < end && !choices.one_in(3)) {
    --left;
    Inline child = paragraph.inlines[parent];
    child.parent = parent;
    child.begin = at + choices.below(std::min(end - at, 60U));
    child.end = child.begin + 1 + choices.below(end - child.begin);
    child.end = std::min(child.end, end);
    child.structure = StructType::kSpan;
    child.text_style = TextStyleId{choices.below(static_cast<std::uint32_t>(styles))};
    if (choices.one_in(3)) child.language = choices.of(kLanguages);
    child.isolate = choices.one_in(3);
    child.protect = choices.one_in(4);
    child.address = choices.one_in(6);
    at = child.end;
    add_inlines(choices, paragraph, styles, paragraph.inlines.add(child), left);
  }
}

}  // namespace

GeneratedParagraph generated_paragraph(Choices& choices) {
  GeneratedParagraph result;
  const std::uint32_t styles = 1 + choices.below(3);
  for (std::uint32_t i = 0; i < styles; ++i) result.styles.add(style(choices));
  Paragraph& paragraph = result.paragraph;
  paragraph.right_to_left = choices.one_in(4);
  paragraph.align = static_cast<Align>(choices.below(4));
  paragraph.hyphenate = choices.one_in(2);
  paragraph.variants = !choices.one_in(3);
  paragraph.leading = Length::points(14);
  if (choices.one_in(4)) paragraph.indent = Length::millipoints(choices.between(-30'000, 30'000));
  Inline root;
  root.structure = StructType::kP;
  root.text_style = TextStyleId{0};
  root.language = choices.of(kLanguages);
  const std::uint32_t inlines = choices.below(kMostInlines);
  // The text stands behind the inlines' choices in a short input, so it is made first.
  paragraph.text = text(choices);
  root.end = static_cast<std::uint32_t>(paragraph.text.size());
  paragraph.inlines.add(root);
  int left = static_cast<int>(inlines);
  add_inlines(choices, paragraph, styles, InlineId{0}, left);
  return result;
}

}  // namespace bifolium::fuzz

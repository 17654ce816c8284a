#include "fonts/cff_font.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>

#include "core/check.h"
#include "fonts/charstring.h"

namespace bifolium {
namespace {

// DICT operators (TN 5176, tables 9, 10 and 23). Those of two bytes begin with 12.
constexpr std::string_view kFontBBox = "\x05", kCharset = "\x0F", kCharStrings = "\x11",
                           kPrivate = "\x12", kNominalWidth = "\x15", kRos = "\x0C\x1E",
                           kCidCount = "\x0C\x22", kFdArray = "\x0C\x24", kFdSelect = "\x0C\x25";
/// The String INDEX begins after the standard strings (TN 5176, appendix A).
constexpr std::int64_t kFirstString = 391;

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
}

/// A number of always five bytes, so that a DICT's length is known before the offsets in it are.
void append_offset(std::string& out, std::size_t value) {
  out.push_back('\x1D');
  append_big_endian(out, value, 4);
}

/// A list of byte strings: their number, then where each begins and the last ends, counted from 1.
template <class Items>
void append_index(std::string& out, const Items& items) {
  append_big_endian(out, std::size(items), 2);
  if (std::size(items) == 0) return;
  constexpr int kOffsetSize = 4;
  out.push_back(static_cast<char>(kOffsetSize));
  std::uint64_t offset = 1;
  append_big_endian(out, offset, kOffsetSize);
  for (const std::string_view item : items) {
    append_big_endian(out, offset += item.size(), kOffsetSize);
  }
  for (const std::string_view item : items) out += item;
}

std::string index_of(std::initializer_list<std::string_view> items) {
  std::string out;
  append_index(out, items);
  return out;
}

/// Where the parts begin that a Top DICT names, from the font's first byte.
struct Offsets {
  std::size_t charset = 0, fd_select = 0, charstrings = 0, fd_array = 0;
};

/// ROS has to come first.
std::string top_dict(const std::array<int, 4>& box, std::size_t glyphs, const Offsets& offsets) {
  std::string out;
  for (const std::int64_t number : {kFirstString, kFirstString + 1, std::int64_t{0}}) {
    append_cff_integer(out, number);
  }
  out += kRos;
  for (const int edge : box) append_cff_integer(out, std::clamp(edge, -32'768, 32'767));
  out += kFontBBox;
  append_offset(out, glyphs);
  out += kCidCount;
  append_offset(out, offsets.charset);
  out += kCharset;
  append_offset(out, offsets.fd_select);
  out += kFdSelect;
  append_offset(out, offsets.charstrings);
  out += kCharStrings;
  append_offset(out, offsets.fd_array);
  return out += kFdArray;
}

/// Format 2, one range: glyph i has the CID i (TN 5176, section 13). .notdef is not listed.
std::string identity_charset(std::size_t glyphs) {
  std::string out = "\x02";
  append_big_endian(out, 1, 2);
  append_big_endian(out, glyphs - 2, 2);
  return out;
}

/// Format 3, one range: every glyph belongs to Font DICT 0 (TN 5176, section 19).
std::string one_font_dict(std::size_t glyphs) {
  std::string out = "\x03";
  append_big_endian(out, 1, 2);
  append_big_endian(out, 0, 2);
  append_big_endian(out, 0, 1);
  append_big_endian(out, glyphs, 2);
  return out;
}

/// The Private DICT says what a charstring's width is counted from.
std::string private_dict() {
  std::string out;
  append_cff_integer(out, 0);
  return out += kNominalWidth;
}

std::string font_dict(std::size_t private_size, std::size_t private_offset) {
  std::string out;
  append_offset(out, private_size);
  append_offset(out, private_offset);
  return out += kPrivate;
}

}  // namespace

std::string write_cff_font(std::string_view name, const std::array<int, 4>& box,
                           std::span<const std::string> charstrings) {
  const std::size_t glyphs = charstrings.size();
  BIFOLIUM_CHECK(glyphs >= 2 && glyphs <= kMostCffGlyphs, "a CFF font of too few or many glyphs");
  constexpr std::string_view kHeader("\1\0\4\4", 4);  // Version 1.0, four bytes long.
  const std::string charset = identity_charset(glyphs), fd_select = one_font_dict(glyphs);
  std::string all_charstrings;
  append_index(all_charstrings, charstrings);

  std::string out = std::string(kHeader) + index_of({name});
  const std::string strings = index_of({"Adobe", "Identity"}) + index_of({});  // No global subrs.
  const std::size_t top_size = index_of({top_dict(box, glyphs, {})}).size();
  Offsets at;
  at.charset = out.size() + top_size + strings.size();
  at.fd_select = at.charset + charset.size();
  at.charstrings = at.fd_select + fd_select.size();
  at.fd_array = at.charstrings + all_charstrings.size();
  const std::string privates = private_dict();
  const std::size_t private_at = at.fd_array + index_of({font_dict(0, 0)}).size();

  out += index_of({top_dict(box, glyphs, at)}) + strings + charset + fd_select + all_charstrings;
  out += index_of({font_dict(privates.size(), private_at)});
  BIFOLIUM_CHECK(out.size() == private_at, "offsets of a CFF font don't add up");
  return out + privates;
}

}  // namespace bifolium

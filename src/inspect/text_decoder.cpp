#include "inspect/text_decoder.h"

#include <qpdf/QUtil.hh>

#include "core/unicode.h"

namespace bifolium {
namespace {

constexpr std::size_t kLongestCode = 4;  // Bytes (ISO 32000-1, 9.7.6.2).

/// The code with its length before it: <41> and <0041> are different codes.
std::uint64_t key_of(std::string_view code) {
  std::uint64_t key = code.size();
  for (std::size_t i = 0; i < kLongestCode; ++i) {
    key <<= 8;
    if (i < code.size()) key |= static_cast<unsigned char>(code[i]);
  }
  return key;
}

/// The last byte that counts of a key stands above this many bytes of filling.
unsigned filling(std::size_t length) { return 8U * static_cast<unsigned>(kLongestCode - length); }

std::u16string from_utf16be(std::string_view bytes) {
  std::u16string text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    text.push_back(static_cast<char16_t>((static_cast<unsigned char>(bytes[i]) << 8) |
                                         static_cast<unsigned char>(bytes[i + 1])));
  }
  return text;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The character of a glyph name that tells its own: "A", "uni00E9" (Adobe Glyph List
/// Specification, 2). 0 for others.
char32_t character_of_name(std::string_view name) {
  if (name.size() == 1) return static_cast<unsigned char>(name[0]);
  if (name == "space") return U' ';
  if (name.size() != 7 || !name.starts_with("uni")) return 0;
  char32_t scalar = 0;
  for (const char c : name.substr(3)) {
    const int digit = hex_value(c);
    if (digit < 0) return 0;
    scalar = scalar * 16 + static_cast<char32_t>(digit);
  }
  return scalar;
}

}  // namespace

/// Collects the operands of a CMap's operators. A CMap is PostScript, of which its sections are in
/// the syntax of a content stream.
class TextDecoder::CMapReader final : public QPDFObjectHandle::ParserCallbacks {
 public:
  CMapReader(TextDecoder& decoder, bool to_unicode) : decoder_(decoder), to_unicode_(to_unicode) {}

  void handleObject(QPDFObjectHandle object) override {
    if (!object.isOperator()) {
      operands_.push_back(object);
      return;
    }
    const std::string name = object.getOperatorValue();
    if (name == "endcodespacerange") code_spaces();
    if (to_unicode_ && name == "endbfchar") characters();
    if (to_unicode_ && name == "endbfrange") ranges();
    operands_.clear();
  }
  void handleEOF() override {}

 private:
  [[nodiscard]] std::string text(std::size_t at) const {
    QPDFObjectHandle object = operands_[at];
    return object.isString() ? object.getStringValue() : std::string();
  }

  void code_spaces() {
    for (std::size_t i = 0; i + 1 < operands_.size(); i += 2) {
      const std::string low = text(i), high = text(i + 1);
      if (low.empty() || low.size() > kLongestCode || low.size() != high.size()) continue;
      decoder_.code_spaces_.push_back({low, high});
    }
  }

  void characters() {
    for (std::size_t i = 0; i + 1 < operands_.size(); i += 2) {
      decoder_.characters_[key_of(text(i))] = from_utf16be(text(i + 1));
    }
  }

  void ranges() {
    for (std::size_t i = 0; i + 2 < operands_.size(); i += 3) {
      const std::string low = text(i), high = text(i + 1);
      if (low.empty() || low.size() > kLongestCode || low.size() != high.size()) continue;
      const std::uint64_t first = key_of(low), last = key_of(high);
      QPDFObjectHandle target = operands_[i + 2];
      if (target.isString()) {
        decoder_.ranges_.push_back({first, last, from_utf16be(target.getStringValue())});
      } else if (target.isArray()) {
        const int count = target.getArrayNItems();
        for (int n = 0; n < count; ++n) {
          QPDFObjectHandle item = target.getArrayItem(n);
          const std::uint64_t key = first + (static_cast<std::uint64_t>(n) << filling(low.size()));
          if (key > last || !item.isString()) break;
          decoder_.characters_[key] = from_utf16be(item.getStringValue());
        }
      }
    }
  }

  TextDecoder& decoder_;
  bool to_unicode_;
  std::vector<QPDFObjectHandle> operands_;
};

TextDecoder::TextDecoder(QPDFObjectHandle font) {
  if (!font.isDictionary()) return;
  QPDFObjectHandle subtype = font.getKey("/Subtype");
  composite_ = subtype.isName() && subtype.getName() == "/Type0";
  QPDFObjectHandle to_unicode = font.getKey("/ToUnicode");
  if (!composite_) read_encoding(font);
  if (to_unicode.isStream()) {
    CMapReader reader(*this, true);
    to_unicode.parseAsContents(&reader);
  }
  if (!composite_) {
    code_spaces_.clear();  // A simple font's codes are single bytes, whatever its CMap says.
    return;
  }
  QPDFObjectHandle encoding = font.getKey("/Encoding");
  if (encoding.isStream()) {
    code_spaces_.clear();
    CMapReader reader(*this, false);
    encoding.parseAsContents(&reader);
  } else if (encoding.isName() && encoding.getName().starts_with("/Identity")) {
    code_spaces_ = {{std::string(2, '\0'), std::string(2, '\xff')}};
  }
}

void TextDecoder::read_encoding(QPDFObjectHandle font) {
  QPDFObjectHandle encoding = font.getKey("/Encoding");
  QPDFObjectHandle base = encoding.isDictionary() ? encoding.getKey("/BaseEncoding") : encoding;
  const bool mac = base.isName() && base.getName() == "/MacRomanEncoding";
  const bool known = base.isName();
  for (int code = 0x20; code < 0x100; ++code) {
    if (code >= 0x7f && !known) break;
    const std::string byte(1, static_cast<char>(code));
    const std::string text = mac ? QUtil::mac_roman_to_utf8(byte) : QUtil::win_ansi_to_utf8(byte);
    characters_[key_of(byte)] = to_utf16(text);
  }
  if (!encoding.isDictionary() || !encoding.getKey("/Differences").isArray()) return;
  long long code = 0;
  for (QPDFObjectHandle item : encoding.getKey("/Differences").aitems()) {
    if (item.isInteger()) {
      code = item.getIntValue();
    } else if (item.isName() && code >= 0 && code < 0x100) {
      const char32_t scalar = character_of_name(std::string_view(item.getName()).substr(1));
      std::u16string text;
      append_utf16(text, scalar != 0 ? scalar : kReplacementCharacter);
      characters_[key_of(std::string(1, static_cast<char>(code++)))] = text;
    }
  }
}

std::size_t TextDecoder::code_length(std::string_view bytes) const {
  for (std::size_t length = 1; length <= kLongestCode && length <= bytes.size(); ++length) {
    for (const CodeSpace& space : code_spaces_) {
      if (space.low.size() != length) continue;
      bool inside = true;
      for (std::size_t i = 0; i < length && inside; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        inside = byte >= static_cast<unsigned char>(space.low[i]) &&
                 byte <= static_cast<unsigned char>(space.high[i]);
      }
      if (inside) return length;
    }
  }
  const std::size_t usual = composite_ ? 2 : 1;
  return usual < bytes.size() ? usual : bytes.size();
}

void TextDecoder::append_code(std::string& out, std::string_view code) const {
  const std::uint64_t key = key_of(code);
  if (const auto found = characters_.find(key); found != characters_.end()) {
    out += to_utf8(found->second);
    return;
  }
  for (const Range& range : ranges_) {
    if (key < range.low || key > range.high || range.first.empty()) continue;
    // Only the last UTF-16 unit counts up (ISO 32000-1, 9.10.3).
    std::u16string text = range.first;
    text.back() = static_cast<char16_t>(text.back() + ((key - range.low) >> filling(code.size())));
    out += to_utf8(text);
    return;
  }
  append_utf8(out, kReplacementCharacter);
}

std::string TextDecoder::decode(std::string_view bytes) const {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t length = code_length(bytes);
    append_code(out, bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  return out;
}

}  // namespace bifolium

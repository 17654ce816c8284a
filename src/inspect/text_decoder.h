#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

namespace bifolium {

/// Turns the bytes of a shown string into text, as a font's /ToUnicode says (ISO 32000-1, 9.10).
/// Without it, simple fonts are read by their encoding as far as WinAnsi, MacRoman and names of the
/// form uniXXXX go; any other code gives U+FFFD.
class TextDecoder {
 public:
  explicit TextDecoder(QPDFObjectHandle font);

  /// UTF-8.
  [[nodiscard]] std::string decode(std::string_view bytes) const;

 private:
  struct CodeSpace {
    std::string low, high;  ///< The same number of bytes.
  };
  struct Range {
    std::uint64_t low = 0, high = 0;
    std::u16string first;
  };
  class CMapReader;

  void read_encoding(QPDFObjectHandle font);
  [[nodiscard]] std::size_t code_length(std::string_view bytes) const;
  void append_code(std::string& out, std::string_view code) const;

  bool composite_ = false;
  std::vector<CodeSpace> code_spaces_;
  std::map<std::uint64_t, std::u16string> characters_;
  std::vector<Range> ranges_;
};

}  // namespace bifolium

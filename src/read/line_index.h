#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bifolium {

/// The way from a byte offset to line and column. Lines end with LF, CR LF or CR (XML 1.0, 2.11).
class LineIndex {
 public:
  LineIndex() = default;
  explicit LineIndex(std::string_view bytes);

  struct Place {
    std::uint32_t line = 1;    ///< From 1.
    std::uint32_t column = 1;  ///< From 1, in Unicode scalar values; a tab is one.
  };
  /// `bytes` must be those that the index was made of. Takes the same time however long a line is.
  [[nodiscard]] Place at(std::string_view bytes, std::size_t offset) const;

 private:
  [[nodiscard]] std::size_t scalars_before(std::string_view bytes, std::size_t offset) const;

  std::vector<std::size_t> line_starts_;  ///< Byte offsets, ascending.
  /// The number of scalar values before each multiple of kStride bytes.
  std::vector<std::size_t> scalars_;
};

}  // namespace bifolium

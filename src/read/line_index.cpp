#include "read/line_index.h"

#include <algorithm>

namespace bifolium {
namespace {

constexpr std::size_t kStride = 256;

/// UTF-8: every byte but the continuation bytes starts a scalar value.
bool starts_scalar(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

std::size_t count_scalars(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), starts_scalar));
}

}  // namespace

LineIndex::LineIndex(std::string_view bytes) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool lone_cr = bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
    if (bytes[i] == '\n' || lone_cr) line_starts_.push_back(i + 1);
  }
  scalars_.reserve(bytes.size() / kStride + 1);
  std::size_t total = 0;
  for (std::size_t i = 0; i <= bytes.size(); i += kStride) {
    scalars_.push_back(total);
    total += count_scalars(bytes.substr(i, kStride));
  }
}

std::size_t LineIndex::scalars_before(std::string_view bytes, std::size_t offset) const {
  const std::size_t stride = offset / kStride;
  const std::size_t begin = stride * kStride;
  return scalars_[stride] + count_scalars(bytes.substr(begin, offset - begin));
}

LineIndex::Place LineIndex::at(std::string_view bytes, std::size_t offset) const {
  offset = std::min(offset, bytes.size());
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *(next - 1);
  // Most lines are short enough to be counted; the strides are for those that aren't.
  const std::size_t column =
      1 + (offset - start <= kStride
               ? count_scalars(bytes.substr(start, offset - start))
               : scalars_before(bytes, offset) - scalars_before(bytes, start));
  return {static_cast<std::uint32_t>(next - line_starts_.begin()),
          static_cast<std::uint32_t>(column)};
}

}  // namespace bifolium

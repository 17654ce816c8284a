#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace bifolium::fuzz {

/// A fuzzer's bytes as a row of choices, for inputs that no mutation of text would hit upon. Bytes
/// are taken from the front, and when all are taken each choice is the first one: so a small change
/// of the bytes is a small change of what is made of them.
class Choices {
 public:
  Choices(const std::uint8_t* data, std::size_t size) : bytes_(data, size) {}

  [[nodiscard]] bool empty() const { return at_ >= bytes_.size(); }

  std::uint32_t byte() { return empty() ? 0U : bytes_[at_++]; }
  std::uint32_t unit() { return byte() | byte() << 8U; }

  /// From 0 to `count` - 1; `count` from 1 to 65,536.
  std::uint32_t below(std::uint32_t count) { return (count <= 256 ? byte() : unit()) % count; }
  /// From `low` to `high`, both included; at most 65,536 apart.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint32_t>(high - low + 1)));
  }
  /// True once in `count` times.
  bool one_in(std::uint32_t count) { return below(count) == count - 1; }

  template <class T, std::size_t n>
  const T& of(const T (&list)[n]) {
    return list[below(static_cast<std::uint32_t>(n))];
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

/// The bytes as text.
inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace bifolium::fuzz

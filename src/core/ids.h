#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bifolium {

/// A 32-bit index that can't be mistaken for an index into something else. Default: none.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
  [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
  [[nodiscard]] constexpr bool valid() const { return index_ != kNone; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  std::uint32_t index_ = kNone;
};

/// A vector indexed by Id<Tag> only; lookup is checked.
template <class Tag, class T>
class IdVector {
 public:
  using IdType = Id<Tag>;
  IdType add(T value) {
    items_.push_back(std::move(value));
    return IdType{items_.size() - 1};
  }
  [[nodiscard]] T& operator[](IdType id) { return items_.at(id.index()); }
  [[nodiscard]] const T& operator[](IdType id) const { return items_.at(id.index()); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  void reserve(std::size_t n) { items_.reserve(n); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }

 private:
  std::vector<T> items_;
};

using NodeId = Id<struct NodeTag>;    ///< A node of a ContentTree.
using BlockId = Id<struct BlockTag>;  ///< A block of a StyledDocument.
using FaceId = Id<struct FaceTag>;    ///< A face of the FontLibrary.

}  // namespace bifolium

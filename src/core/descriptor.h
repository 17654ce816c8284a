#pragma once

#include <string_view>

namespace bifolium {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  [[nodiscard]] int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  /// Closes now, and says whether that worked: some file systems report a full disk only here.
  [[nodiscard]] bool close();

 private:
  [[nodiscard]] int release();
  int fd_;
};

/// Writes all bytes, also where the system takes only some at a time; else false, with errno set.
[[nodiscard]] bool write_all(int fd, std::string_view bytes);

}  // namespace bifolium

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bifolium {

/// Bytes that come one buffer after another.
class ByteSource {
 public:
  enum class Outcome : std::uint8_t { kBytes, kEnd, kStopped, kFailed };
  virtual ~ByteSource() = default;
  /// Puts up to `room` bytes at `into`; `got` says how many where the answer is kBytes.
  [[nodiscard]] virtual Outcome read(char* into, std::size_t room, std::size_t& got) = 0;
  /// The reason in words, after kFailed.
  [[nodiscard]] virtual std::string reason() const = 0;
  /// Bytes in all; 0 where that is not known.
  [[nodiscard]] virtual std::uint64_t size() const { return 0; }
};

/// A file descriptor that is waited for together with another, whose readiness means "stop".
class DescriptorSource final : public ByteSource {
 public:
  /// Takes over neither descriptor; `stop` may be -1.
  DescriptorSource(int fd, int stop);
  [[nodiscard]] Outcome read(char* into, std::size_t room, std::size_t& got) override;
  [[nodiscard]] std::string reason() const override;
  [[nodiscard]] std::uint64_t size() const override;

 private:
  int fd_, stop_;
  int error_ = 0;
};

/// Text in memory.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : text_(text) {}
  [[nodiscard]] Outcome read(char* into, std::size_t room, std::size_t& got) override;
  [[nodiscard]] std::string reason() const override { return {}; }
  [[nodiscard]] std::uint64_t size() const override { return text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Reads a ByteSource a character at a time, with one buffer.
class CharacterReader {
 public:
  static constexpr int kEnd = -1;  ///< Also where reading stopped or failed: see outcome().
  explicit CharacterReader(ByteSource& source) : source_(source) {}

  /// The next byte, 0 to 255, or kEnd.
  [[nodiscard]] int get() {
    if (at_ == filled_ && !fill()) return kEnd;
    ++offset_;
    return static_cast<unsigned char>(buffer_[at_++]);
  }
  [[nodiscard]] int peek() {
    if (at_ == filled_ && !fill()) return kEnd;
    return static_cast<unsigned char>(buffer_[at_]);
  }
  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  /// Why get() gave kEnd.
  [[nodiscard]] ByteSource::Outcome outcome() const { return outcome_; }

 private:
  [[nodiscard]] bool fill();

  ByteSource& source_;
  std::array<char, 65'536> buffer_{};
  std::size_t at_ = 0, filled_ = 0;
  std::uint64_t offset_ = 0;
  ByteSource::Outcome outcome_ = ByteSource::Outcome::kBytes;
};

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/expected.h"
#include "proof/grid.h"

namespace bifolium {

/// A picture of 8-bit RGB, row by row from the top.
class PngPicture {
 public:
  /// All of one gray, 0 to 255.
  PngPicture(PixelSize size, std::uint8_t gray);

  [[nodiscard]] PixelSize size() const { return size_; }
  [[nodiscard]] const std::vector<std::uint8_t>& pixels() const { return pixels_; }

  /// Puts `other` with its top left corner at a pixel; it has to lie within.
  void put(const PngPicture& other, std::int64_t x, std::int64_t y);

  /// The size that a PNG file says it has; fails with libpng's own words.
  [[nodiscard]] static Expected<PixelSize, std::string> size_of(const std::string& path);
  /// Reads a PNG file; what is transparent in it lies on white.
  [[nodiscard]] static Expected<PngPicture, std::string> read(const std::string& path);
  /// The bytes of a PNG file.
  [[nodiscard]] Expected<std::string, std::string> encode() const;

 private:
  PixelSize size_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace bifolium

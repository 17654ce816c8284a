#include "proof/png_picture.h"

#include <png.h>

#include <algorithm>

#include "core/check.h"

namespace bifolium {
namespace {

constexpr std::int64_t kChannels = 3;

/// libpng's simple interface; what it holds goes with it.
struct Image {
  png_image png{};
  Image() { png.version = PNG_IMAGE_VERSION; }
  ~Image() { png_image_free(&png); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  [[nodiscard]] std::string message() const { return png.message; }
  [[nodiscard]] PixelSize size() const { return {png.width, png.height}; }
};

std::size_t bytes_of(PixelSize size) {
  return static_cast<std::size_t>(size.width * size.height * kChannels);
}

}  // namespace

PngPicture::PngPicture(PixelSize size, std::uint8_t gray)
    : size_(size), pixels_(bytes_of(size), gray) {}

void PngPicture::put(const PngPicture& other, std::int64_t x, std::int64_t y) {
  BIFOLIUM_CHECK(x >= 0 && y >= 0 && x + other.size_.width <= size_.width &&
                     y + other.size_.height <= size_.height,
                 "a page lies within its picture");
  const std::int64_t row = other.size_.width * kChannels;
  for (std::int64_t k = 0; k < other.size_.height; ++k) {
    std::copy_n(other.pixels_.begin() + k * row, row,
                pixels_.begin() + ((y + k) * size_.width + x) * kChannels);
  }
}

Expected<PixelSize, std::string> PngPicture::size_of(const std::string& path) {
  Image image;
  if (png_image_begin_read_from_file(&image.png, path.c_str()) == 0) {
    return Unexpected<std::string>{image.message()};
  }
  return image.size();
}

Expected<PngPicture, std::string> PngPicture::read(const std::string& path) {
  Image image;
  if (png_image_begin_read_from_file(&image.png, path.c_str()) == 0) {
    return Unexpected<std::string>{image.message()};
  }
  image.png.format = PNG_FORMAT_RGB;
  PngPicture picture(image.size(), 0);
  const png_color white{255, 255, 255};
  if (png_image_finish_read(&image.png, &white, picture.pixels_.data(), 0, nullptr) == 0) {
    return Unexpected<std::string>{image.message()};
  }
  return picture;
}

Expected<std::string, std::string> PngPicture::encode() const {
  Image image;
  image.png.width = static_cast<png_uint_32>(size_.width);
  image.png.height = static_cast<png_uint_32>(size_.height);
  image.png.format = PNG_FORMAT_RGB;
  // libpng says first how large it will be at most.
  png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image.png);
  std::string bytes(length, '\0');
  if (png_image_write_to_memory(&image.png, bytes.data(), &length, 0, pixels_.data(), 0, nullptr) ==
      0) {
    return Unexpected<std::string>{image.message()};
  }
  bytes.resize(length);
  return bytes;
}

}  // namespace bifolium

#include "proof/png_picture.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace bifolium {
namespace {

std::string temporary(const std::string& name) {
  return (std::filesystem::temp_directory_path() /
          ("bifolium-png-" + std::to_string(::getpid()) + name))
      .string();
}

TEST(PngPicture, ComesBackAsItWasWritten) {
  PngPicture ground({7, 5}, 160);
  ground.put(PngPicture({2, 3}, 255), 4, 1);
  const auto bytes = ground.encode();
  ASSERT_TRUE(bytes);
  const std::string path = temporary("round.png");
  std::ofstream(path, std::ios::binary) << *bytes;
  const auto size = PngPicture::size_of(path);
  const auto back = PngPicture::read(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(size);
  ASSERT_TRUE(back);
  EXPECT_EQ(*size, (PixelSize{7, 5}));
  EXPECT_EQ(back->pixels(), ground.pixels());
  const auto pixel = [&](std::size_t x, std::size_t y) { return back->pixels()[(y * 7 + x) * 3]; };
  EXPECT_EQ(pixel(3, 1), 160);
  EXPECT_EQ(pixel(4, 1), 255);
  EXPECT_EQ(pixel(5, 3), 255);
  EXPECT_EQ(pixel(5, 4), 160);
  EXPECT_EQ(pixel(6, 1), 160);
}

TEST(PngPicture, WhatIsCutOffIsAFailure) {
  const auto bytes = PngPicture({200, 200}, 7).encode();
  ASSERT_TRUE(bytes);
  const std::string path = temporary("cut.png");
  std::ofstream(path, std::ios::binary) << bytes->substr(0, bytes->size() / 2);
  EXPECT_TRUE(PngPicture::size_of(path)) << "its head is whole";
  const auto cut = PngPicture::read(path);
  std::ofstream(path, std::ios::binary) << "no picture";
  const auto text = PngPicture::size_of(path);
  std::filesystem::remove(path);
  EXPECT_FALSE(cut);
  EXPECT_FALSE(text);
  EXPECT_FALSE(text.error().empty());
}

}  // namespace
}  // namespace bifolium

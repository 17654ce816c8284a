#include "pages/column_band.h"

#include <gtest/gtest.h>

#include <random>

namespace bifolium {
namespace {

constexpr Length kPitch = Length::points(100);

/// An item of `height` points with one line, `id` for its paragraph.
ColumnItem item(std::int64_t height, std::size_t id, std::int64_t space = 0) {
  ColumnItem out;
  out.height = Length::points(height);
  out.space_after = Length::points(space);
  out.first_baseline = Length::points(8);
  out.lines.push_back({BlockId{id}, ParagraphId{id}, 0, Length(), Length::points(8)});
  return out;
}

ColumnShape shape(int columns, std::int64_t depth = 1000) {
  return {columns, kPitch, Length::points(depth)};
}

std::vector<ColumnItem> items(const std::vector<std::int64_t>& heights, std::int64_t space = 0) {
  std::vector<ColumnItem> out;
  for (const std::int64_t height : heights) out.push_back(item(height, out.size(), space));
  return out;
}

/// The column of each line, and its distance from the top of its item's place.
std::vector<std::pair<int, std::int64_t>> places(const Solid& band) {
  std::vector<std::pair<int, std::int64_t>> out;
  for (const SolidLine& line : band.lines) {
    out.emplace_back(static_cast<int>(line.start.units() / kPitch.units()),
                     (line.baseline - Length::points(8)).units() / Length::points(1).units());
  }
  return out;
}

using Places = std::vector<std::pair<int, std::int64_t>>;

TEST(ColumnBands, AreAsLowAsTheOrderAllows) {
  const auto bands = set_column_bands(items({10, 10, 10, 10}), shape(2));
  ASSERT_EQ(bands.size(), 1U);
  EXPECT_EQ(bands[0].height, Length::points(20));
  EXPECT_EQ(places(bands[0]), (Places{{0, 0}, {0, 10}, {1, 0}, {1, 10}}));
}

TEST(ColumnBands, GiveTheFirstColumnsWhatCantBeShared) {
  const auto bands = set_column_bands(items({10, 10, 10, 10, 10}), shape(3));
  EXPECT_EQ(places(bands[0]), (Places{{0, 0}, {0, 10}, {1, 0}, {1, 10}, {2, 0}}));
}

TEST(ColumnBands, NeverCutAnItem) {
  const auto bands = set_column_bands(items({10, 50, 10}), shape(2));
  EXPECT_EQ(bands[0].height, Length::points(60));
  EXPECT_EQ(places(bands[0]), (Places{{0, 0}, {0, 10}, {1, 0}}));
}

TEST(ColumnBands, PutNoSpaceAtTheHeadOfAColumn) {
  const auto bands = set_column_bands(items({10, 10, 10, 10}, 4), shape(2));
  EXPECT_EQ(bands[0].height, Length::points(24));
  EXPECT_EQ(places(bands[0]), (Places{{0, 0}, {0, 14}, {1, 0}, {1, 14}}));
}

TEST(ColumnBands, OneItemStandsInTheFirstColumn) {
  const auto bands = set_column_bands(items({10}), shape(3));
  EXPECT_EQ(places(bands.at(0)), (Places{{0, 0}}));
  EXPECT_TRUE(set_column_bands({}, shape(2)).empty());
}

TEST(ColumnBands, OfALongListAreSeveralEachBelowAPage) {
  const auto bands = set_column_bands(items(std::vector<std::int64_t>(60, 10)), shape(2, 100));
  EXPECT_GT(bands.size(), 3U);
  std::uint32_t next = 0;
  for (const Solid& band : bands) {
    EXPECT_LE(band.height, Length::points(60));
    for (const SolidLine& line : band.lines) EXPECT_EQ(line.paragraph.index(), next++);
  }
  EXPECT_EQ(next, 60U);
}

/// The least height at which `heights` fit in order into `columns`: tried one by one.
std::int64_t brute_force(const std::vector<std::int64_t>& heights, int columns) {
  for (std::int64_t height = 1;; ++height) {
    int used = 1;
    std::int64_t filled = 0;
    bool fits = true;
    for (const std::int64_t h : heights) {
      fits = fits && h <= height;
      if (filled + h > height) {
        ++used;
        filled = 0;
      }
      filled += h;
    }
    if (fits && used <= columns) return height;
  }
}

TEST(ColumnBands, AreAsLowAsBruteForceFinds) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> heights;
    for (std::size_t n = 1 + random() % 9; n > 0; --n) heights.push_back(1 + random() % 20);
    const int columns = 2 + static_cast<int>(random() % 3);
    const auto bands = set_column_bands(items(heights), shape(columns));
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_EQ(bands[0].height, Length::points(brute_force(heights, columns)));
  }
}

}  // namespace
}  // namespace bifolium

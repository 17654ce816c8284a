#include "proof/grid.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

constexpr std::int64_t kNoBound = std::int64_t{1} << 40;

TEST(Grid, PagesFollowEachOtherInRowsWithGroundAround) {
  const std::vector<PixelSize> pages(5, {100, 150});
  const auto pictures = arrange_pages(pages, 2, 10, kNoBound);
  ASSERT_TRUE(pictures);
  ASSERT_EQ(pictures->size(), 1U);
  const GridPicture& picture = pictures->front();
  EXPECT_EQ(picture.size, (PixelSize{10 + 2 * 110, 10 + 3 * 160}));
  ASSERT_EQ(picture.places.size(), 5U);
  EXPECT_EQ(picture.places[1].x, 120);
  EXPECT_EQ(picture.places[1].y, 10);
  EXPECT_EQ(picture.places[4].x, 10);
  EXPECT_EQ(picture.places[4].y, 10 + 2 * 160);
}

TEST(Grid, FewPagesTakeNoEmptyColumns) {
  const auto pictures = arrange_pages({{100, 150}, {100, 150}}, 4, 10, kNoBound);
  ASSERT_TRUE(pictures);
  EXPECT_EQ(pictures->front().size, (PixelSize{230, 170}));
}

TEST(Grid, SmallerPagesAreCenteredInColumnsOfTheWidest) {
  const auto pictures = arrange_pages({{100, 50}, {60, 150}, {40, 20}}, 2, 10, kNoBound);
  ASSERT_TRUE(pictures);
  const GridPicture& picture = pictures->front();
  EXPECT_EQ(picture.places[1].x, 120 + 20);
  EXPECT_EQ(picture.places[2].x, 10 + 30);
  EXPECT_EQ(picture.places[2].y, 10 + 150 + 10) << "a row is as high as its highest page";
  EXPECT_EQ(picture.size.height, 10 + 150 + 10 + 20 + 10);
}

TEST(Grid, RowsBeyondTheBoundGoToANextPicture) {
  const std::vector<PixelSize> pages(7, {100, 150});
  // Two rows of two fit: 230 × 330.
  const auto pictures = arrange_pages(pages, 2, 10, 230 * 330);
  ASSERT_TRUE(pictures);
  ASSERT_EQ(pictures->size(), 2U);
  EXPECT_EQ((*pictures)[0].places.size(), 4U);
  EXPECT_EQ((*pictures)[1].places.size(), 3U);
  EXPECT_EQ((*pictures)[1].places[0].page, 4U);
  EXPECT_EQ((*pictures)[1].places[0].y, 10);
  for (const GridPicture& picture : *pictures) {
    EXPECT_LE(picture.size.width * picture.size.height, 230 * 330);
  }
  EXPECT_EQ(arrange_pages(pages, 2, 10, 230 * 330 - 1)->size(), 4U);
}

TEST(Grid, ARowBeyondTheBoundIsRefused) {
  EXPECT_FALSE(arrange_pages({{100, 150}, {100, 150}}, 2, 10, 230 * 170 - 1));
  EXPECT_TRUE(arrange_pages({{100, 150}, {100, 150}}, 2, 10, 230 * 170));
}

TEST(Grid, EveryPageStandsOnceInsideItsPictureAndOnNoOther) {
  std::vector<PixelSize> pages;
  for (int i = 0; i < 50; ++i) pages.push_back({40 + i * 7 % 31, 50 + i * 11 % 43});
  for (std::size_t columns = 1; columns <= 9; ++columns) {
    const auto pictures = arrange_pages(pages, columns, 4, 200'000);
    ASSERT_TRUE(pictures);
    std::size_t next = 0;
    for (const GridPicture& picture : *pictures) {
      for (std::size_t k = 0; k < picture.places.size(); ++k) {
        const GridPlace& place = picture.places[k];
        ASSERT_EQ(place.page, next++);
        const PixelSize& page = pages[place.page];
        EXPECT_GE(place.x, 4);
        EXPECT_GE(place.y, 4);
        EXPECT_LE(place.x + page.width + 4, picture.size.width);
        EXPECT_LE(place.y + page.height + 4, picture.size.height);
        for (std::size_t other = 0; other < k; ++other) {
          const GridPlace& before = picture.places[other];
          const PixelSize& size = pages[before.page];
          EXPECT_TRUE(before.x + size.width < place.x || place.x + page.width < before.x ||
                      before.y + size.height < place.y || place.y + page.height < before.y);
        }
      }
    }
    EXPECT_EQ(next, pages.size());
  }
}

TEST(Grid, TheGapGrowsWithTheResolution) {
  EXPECT_EQ(grid_gap(10), 4);
  EXPECT_EQ(grid_gap(50), 4);
  EXPECT_EQ(grid_gap(300), 18);
}

}  // namespace
}  // namespace bifolium

#include "proof/contact_sheet.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(ContactSheet, OnlySeveralPicturesAreNumbered) {
  EXPECT_EQ(numbered_path("out.png", 1, 1), "out.png");
  EXPECT_EQ(numbered_path("out.png", 1, 2), "out-1.png");
  EXPECT_EQ(numbered_path("a/out.png", 7, 12), "a/out-07.png");
  EXPECT_EQ(numbered_path("a.b/out", 2, 3), "a.b/out-2");
  EXPECT_EQ(numbered_path("/x/my.leaflet.png", 2, 3), "/x/my.leaflet-2.png");
}

}  // namespace
}  // namespace bifolium

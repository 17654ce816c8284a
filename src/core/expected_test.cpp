#include "core/expected.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace bifolium {
namespace {

using Result = Expected<std::string, int>;

TEST(Expected, HoldsAValueOrAnError) {
  const Result good(std::string("text"));
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, "text");
  EXPECT_EQ(good->size(), 4U);
  const Result bad(Unexpected{7});
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error(), 7);
}

TEST(Expected, NeverGivesWhatItDoesNotHold) {
  const Result good(std::string("text"));
  const Result bad(Unexpected{7});
  EXPECT_THROW((void)good.error(), std::bad_variant_access);
  EXPECT_THROW((void)bad.value(), std::bad_variant_access);
}

TEST(Expected, HoldsErrorsOfTheTypeOfTheValue) {
  const Expected<int, int> bad(Unexpected{7});
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error(), 7);
  EXPECT_EQ((Expected<int, int>(3).value()), 3);
}

TEST(Expected, MovesOutWhatCantBeCopied) {
  Expected<std::unique_ptr<int>, int> owner(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = std::move(owner).value();
  EXPECT_EQ(*taken, 5);
}

}  // namespace
}  // namespace bifolium

#include "core/ids.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <type_traits>

namespace bifolium {
namespace {

using SampleId = Id<struct SampleTag>;
using OtherId = Id<struct OtherTag>;

static_assert(!std::is_convertible_v<SampleId, OtherId>);
static_assert(!std::is_convertible_v<std::size_t, SampleId>);
static_assert(!std::is_convertible_v<SampleId, std::size_t>);

TEST(Id, IsNoneUntilItIsGiven) {
  EXPECT_FALSE(SampleId().valid());
  EXPECT_FALSE(static_cast<bool>(SampleId()));
  EXPECT_TRUE(SampleId(0).valid());
  EXPECT_NE(SampleId(), SampleId(0));
  EXPECT_LT(SampleId(1), SampleId(2));
}

TEST(IdVector, GivesIdsInTheOrderOfAdding) {
  IdVector<struct SampleTag, std::string> names;
  EXPECT_TRUE(names.empty());
  const SampleId first = names.add("a");
  const SampleId second = names.add("b");
  EXPECT_EQ(first.index(), 0U);
  EXPECT_EQ(names[second], "b");
  EXPECT_EQ(names.size(), 2U);
  names[first] = "c";
  std::string all;
  for (const std::string& name : names) all += name;
  EXPECT_EQ(all, "cb");
}

TEST(IdVector, ChecksEveryLookup) {
  IdVector<struct SampleTag, int> numbers;
  numbers.add(1);
  EXPECT_THROW((void)numbers[SampleId(1)], std::out_of_range);
  EXPECT_THROW((void)numbers[SampleId()], std::out_of_range);
}

}  // namespace
}  // namespace bifolium

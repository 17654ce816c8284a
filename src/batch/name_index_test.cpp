#include "batch/name_index.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace bifolium {
namespace {

NameIndex open_index() {
  auto index = NameIndex::open(std::filesystem::temp_directory_path().string());
  EXPECT_TRUE(index);
  return std::move(index).value();
}

TEST(NameIndex, KeepsWhatWasPutLast) {
  NameIndex index = open_index();
  EXPECT_FALSE(index.find("a"));
  ASSERT_TRUE(index.put("a", {1, 0, false}));
  ASSERT_TRUE(index.put("b", {2, 50, true}));
  ASSERT_TRUE(index.put("a", {3, 60, false}));
  EXPECT_EQ(index.find("a")->job, 3u);
  EXPECT_EQ(index.find("a")->journal_offset, 60u);
  EXPECT_TRUE(index.find("b")->is_folder);
  EXPECT_FALSE(index.find("c"));
}

TEST(NameIndex, GrowsPastItsFirstPlacesAndLosesNothing) {
  NameIndex index = open_index();
  constexpr std::uint64_t kNames = 5000;
  for (std::uint64_t i = 1; i <= kNames; ++i) {
    ASSERT_TRUE(index.put("name-" + std::to_string(i), {i, i * 2, false}));
  }
  for (std::uint64_t i = 1; i <= kNames; ++i) {
    const auto entry = index.find("name-" + std::to_string(i));
    ASSERT_TRUE(entry) << i;
    EXPECT_EQ(entry->job, i);
    EXPECT_EQ(entry->journal_offset, i * 2);
  }
  EXPECT_FALSE(index.find("name-0"));
}

TEST(NameIndex, LeavesNoFile) {
  const auto folder = std::filesystem::temp_directory_path() / "bifolium-index-test";
  std::filesystem::create_directory(folder);
  {
    auto index = NameIndex::open(folder.string());
    ASSERT_TRUE(index);
    ASSERT_TRUE(index->put("a", {1, 0, false}));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
  }
  std::filesystem::remove(folder);
}

TEST(NameIndex, SaysWhyItCanNotBeMade) {
  const auto index = NameIndex::open("/nowhere");
  ASSERT_FALSE(index);
  EXPECT_EQ(index.error().code, 9002);
}

}  // namespace
}  // namespace bifolium

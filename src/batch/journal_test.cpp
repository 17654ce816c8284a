#include "batch/journal.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/files.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

JournalRecord record(int n) {
  return {"digest" + std::to_string(n), "clinic/é\"" + std::to_string(n) + ".pdf",
          "hash" + std::to_string(n), static_cast<std::uint64_t>(n), "\"output\":\"x\n\"}"};
}

class JournalTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "bifolium-journal-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    path_ = (folder_ / "journal").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  struct Opened {
    std::vector<JournalRecord> records;
    std::vector<std::uint64_t> offsets;
    Journal::Found found;
    int fault = 0;
  };
  Opened open() {
    Opened result;
    auto journal = Journal::open(
        path_,
        [&](std::uint64_t offset, const JournalRecord& r) {
          result.records.push_back(r);
          result.offsets.push_back(offset);
          return true;
        },
        result.found);
    if (!journal) {
      result.fault = journal.error().code;
    } else {
      for (std::size_t i = 0; i < result.records.size(); ++i) {
        EXPECT_EQ(journal->read_at(result.offsets[i]), result.records[i]);
      }
    }
    return result;
  }
  void write(int from, int to) {
    Journal::Found found;
    auto journal = Journal::open(
        path_, [](std::uint64_t, const JournalRecord&) { return true; }, found);
    ASSERT_TRUE(journal);
    for (int i = from; i <= to; ++i) journal->add(record(i));
    EXPECT_FALSE(journal->flush());
    EXPECT_FALSE(journal->sync());
  }
  [[nodiscard]] std::string bytes() const { return *read_file(path_, 1U << 20); }
  void put(const std::string& bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }

  fs::path folder_;
  std::string path_;
};

TEST_F(JournalTest, GivesBackWhatWasAdded) {
  EXPECT_TRUE(open().records.empty());
  write(1, 3);
  write(4, 4);
  const Opened got = open();
  ASSERT_EQ(got.records.size(), 4u);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(got.records[static_cast<std::size_t>(i)], record(i + 1));
  EXPECT_EQ(got.found.bytes_cut, 0u);
}

// Wherever the last run ended, what was whole stays and the rest goes.
TEST_F(JournalTest, EveryTornTailIsCutOff) {
  write(1, 3);
  const std::string whole = bytes();
  const std::size_t line = journal_line(record(1)).size();
  const std::size_t header = whole.size() - 3 * line;
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    put(whole.substr(0, length));
    const Opened got = open();
    ASSERT_EQ(got.fault, 0) << length;
    const std::size_t records = length < header ? 0 : (length - header) / line;
    EXPECT_EQ(got.records.size(), records) << length;
    const std::size_t kept = header + records * line;
    EXPECT_EQ(bytes().size(), kept) << length;
    EXPECT_EQ(got.found.bytes_cut, length < header ? 0 : length - kept) << length;
  }
}

TEST_F(JournalTest, AnyChangedByteEndsItBeforeItsLine) {
  write(1, 2);
  const std::string whole = bytes();
  const std::size_t line = journal_line(record(1)).size();
  for (std::size_t at = whole.size() - line; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    put(changed);
    EXPECT_EQ(open().records.size(), 1u) << at;
  }
  put(whole);
  EXPECT_EQ(open().records.size(), 2u);
}

TEST_F(JournalTest, OtherFilesAreRefusedAndLeftAlone) {
  put("bifolium-batch-journal 9\n");
  EXPECT_EQ(open().fault, 8205);
  put("a diary");
  EXPECT_EQ(open().fault, 8205);
  EXPECT_EQ(bytes(), "a diary");
}

}  // namespace
}  // namespace bifolium

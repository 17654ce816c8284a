#include "core/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/diagnostics.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone after it.
class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "bifolium-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  void put(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string get(const std::string& name) const {
    const auto bytes = read_file(path(name), 1U << 20);
    EXPECT_TRUE(bytes);
    return bytes ? *bytes : "";
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      out.push_back(entry.path().filename().string());
    }
    return out;
  }
  [[nodiscard]] auto write(const std::string& name, std::string_view bytes) const {
    return SystemFileWriter().write(path(name), bytes, Durability::kNone);
  }

  fs::path folder_;
};

/// Runs `work` in a process of its own, which may give up rights or room; true where it gave true.
template <class Work>
bool in_child(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(Files, AreReadWholeWithEveryByte) {
  const std::string bytes("a\0b\r\n\xFF", 6);
  put("x", bytes);
  put("empty", "");
  EXPECT_EQ(get("x"), bytes);
  EXPECT_EQ(get("empty"), "");
}

TEST_F(Files, LimitIsTheMostThatIsRead) {
  put("x", "12345");
  EXPECT_TRUE(read_file(path("x"), 5));
  const auto over = read_file(path("x"), 4);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, 9003);
  EXPECT_EQ(over.error().message, path("x") + " is larger than 4 bytes");
}

TEST_F(Files, WhatIsNoFileIsRefusedWithTheReason) {
  const auto missing = read_file(path("x"), 10);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, 9001);
  EXPECT_EQ(missing.error().message, "can't read " + path("x") + ": No such file or directory");
  const auto a_folder = read_file(folder_.string(), 10);
  ASSERT_FALSE(a_folder);
  EXPECT_EQ(a_folder.error().message, "can't read " + folder_.string() + ": it is a folder");
  const auto device = read_file("/dev/null", 10);
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().message, "can't read /dev/null: it is not a regular file");
}

// Opening a pipe for reading waits for a writer; a batch would then hang for ever.
TEST_F(Files, ReadingAPipeDoesNotWaitForAWriter) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  EXPECT_TRUE(in_child([&] {
    ::alarm(2);
    return !read_file(path("pipe"), 10).has_value();
  }));
}

TEST_F(Files, AreReplacedWhole) {
  put("x", "before, and longer than after");
  ASSERT_TRUE(write("x", "after"));
  EXPECT_EQ(get("x"), "after");
  EXPECT_EQ(names(), std::vector<std::string>{"x"});
}

TEST_F(Files, AreWrittenWithFsyncToo) {
  ASSERT_TRUE(SystemFileWriter().write(path("x"), "bytes", Durability::kFsync));
  EXPECT_EQ(get("x"), "bytes");
}

TEST_F(Files, HaveTheModeThatTheUmaskGives) {
  EXPECT_TRUE(in_child([&] {
    ::umask(027);
    struct stat status {};
    return write("x", "bytes") && ::stat(path("x").c_str(), &status) == 0 &&
           (status.st_mode & 0777) == 0640;
  }));
}

TEST_F(Files, AFullDiskLeavesWhatWasThere) {
  put("x", "before");
  EXPECT_TRUE(in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit { 1000, 1000 };
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
    const auto written = write("x", std::string(5000, 'a'));
    return !written && written.error().code == 9002;
  }));
  EXPECT_EQ(get("x"), "before");
  EXPECT_EQ(names(), std::vector<std::string>{"x"});
}

TEST_F(Files, AFolderWithoutPermissionIsLeftAsItWas) {
  put("x", "before");
  fs::permissions(folder_, fs::perms::owner_all | fs::perms::others_exec);
  EXPECT_TRUE(in_child([&] {
    if (::geteuid() != 0) ::chmod(folder_.c_str(), 0500);
    if (::geteuid() == 0 && ::setuid(65534) != 0) return false;
    const auto written = write("x", "after");
    return !written &&
           written.error().message == "can't write " + path("x") + ": Permission denied";
  }));
  fs::permissions(folder_, fs::perms::owner_all);
  EXPECT_EQ(get("x"), "before");
}

TEST_F(Files, AFolderInThePlaceOfAFileIsNotReplaced) {
  fs::create_directory(path("x"));
  const auto written = write("x", "bytes");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, 9002);
  EXPECT_TRUE(fs::is_directory(path("x")));
  EXPECT_EQ(names(), std::vector<std::string>{"x"});
}

TEST_F(Files, NoFolderIsMadeOnTheWay) {
  EXPECT_FALSE(write("none/x", "bytes"));
  EXPECT_TRUE(names().empty());
}

TEST_F(Files, ABareNameIsWrittenIntoTheWorkingFolder) {
  EXPECT_TRUE(in_child([&] {
    fs::current_path(folder_);
    return SystemFileWriter().write("bare", "bytes", Durability::kNone).has_value();
  }));
  EXPECT_EQ(get("bare"), "bytes");
}

TEST_F(Files, WhatIsNoRegularFileIsLeftInItsPlace) {
  const std::string pipe = path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  fs::create_symlink(pipe, path("link"));
  for (const char* name : {"pipe", "link"}) {
    const auto written = SystemFileWriter().write(path(name), "x", Durability::kNone);
    ASSERT_FALSE(written) << name;
    EXPECT_EQ(written.error().code, static_cast<int>(DiagnosticCode::kCannotWrite));
  }
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_TRUE(fs::is_symlink(path("link")));
}

}  // namespace
}  // namespace bifolium

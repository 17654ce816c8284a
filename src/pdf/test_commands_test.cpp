#include "pdf/test_commands.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace bifolium {

TestFile::TestFile(std::string_view bytes) : path_("/tmp/bifolium_pdf_XXXXXX") {
  const int file = mkstemp(path_.data());
  EXPECT_GE(file, 0);
  EXPECT_EQ(write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  close(file);
}

TestFile::~TestFile() { std::remove(path_.c_str()); }

CommandResult run_command(const std::string& command) {
  CommandResult result;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 4096> chunk;
  std::size_t count = 0;
  while ((count = fread(chunk.data(), 1, chunk.size(), pipe)) > 0) {
    result.output.append(chunk.data(), count);
  }
  const int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

namespace {
TEST(RunCommand, GivesStatusAndOutput) {
  const CommandResult result = run_command("echo said; exit 3");
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.output, "said\n");
}
}  // namespace

}  // namespace bifolium

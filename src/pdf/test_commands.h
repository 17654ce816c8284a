#pragma once

#include <string>
#include <string_view>

namespace bifolium {

/// A file of a test in the temporary folder, deleted at the end of its life.
class TestFile {
 public:
  explicit TestFile(std::string_view bytes);
  ~TestFile();
  TestFile(const TestFile&) = delete;
  TestFile& operator=(const TestFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct CommandResult {
  int status = -1;
  std::string output;  ///< Standard output and error together.
};

/// Runs a shell command: the outside judges of what we write.
[[nodiscard]] CommandResult run_command(const std::string& command);

}  // namespace bifolium

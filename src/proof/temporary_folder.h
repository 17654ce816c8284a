#pragma once

#include <string>

#include "bifolium/diagnostic.h"
#include "core/expected.h"

namespace bifolium {

/// A folder of its own in the system's place for such ($TMPDIR, else /tmp), which only this user
/// may look into. It goes with everything in it.
class TemporaryFolder {
 public:
  [[nodiscard]] static Expected<TemporaryFolder, Diagnostic> make();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;  ///< Empty once it was moved from.
};

}  // namespace bifolium

#pragma once

#include <string>
#include <string_view>

#include "bifolium/diagnostic.h"
#include "core/expected.h"

namespace bifolium {

/// How hard write_file tries to make the bytes survive a power cut.
enum class Durability : bool { kNone, kFsync };

/// The whole content of a regular file of at most `limit` bytes. Fails with a diagnostic that names
/// the path and the reason in words.
[[nodiscard]] Expected<std::string, Diagnostic> read_file(const std::string& path,
                                                          std::size_t limit);

/// The port through which output leaves; tests give a fake that fails as a full disk does.
class FileWriter {
 public:
  virtual ~FileWriter() = default;
  /// Writes `bytes` to `path` whole or not at all: a temporary file in the same folder, then
  /// rename. Gives no diagnostic on success.
  [[nodiscard]] virtual Expected<bool, Diagnostic> write(const std::string& path,
                                                         std::string_view bytes,
                                                         Durability durability) = 0;
};

/// The FileWriter of the system.
class SystemFileWriter final : public FileWriter {
 public:
  [[nodiscard]] Expected<bool, Diagnostic> write(const std::string& path, std::string_view bytes,
                                                 Durability durability) override;
};

}  // namespace bifolium

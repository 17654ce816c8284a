#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "bifolium/diagnostic.h"
#include "core/descriptor.h"
#include "core/expected.h"
#include "core/hash.h"

namespace bifolium {

/// Why something could not be written.
struct WriteFault {
  Diagnostic diagnostic;
  /// The disk is full or gone, so no other job would fare better.
  bool ends_batch = false;
};
using MaybeFault = std::optional<WriteFault>;

/// The port through which a batch's files leave; tests give one that fails as a full disk does.
/// A name is one that output_name gave. One a thread: another() gives the next thread its own.
class OutputFolder {
 public:
  enum class Sync : bool { kNo, kYes };

  virtual ~OutputFolder() = default;
  [[nodiscard]] virtual std::unique_ptr<OutputFolder> another() const = 0;

  /// Writes the bytes to a temporary file beside where `name` will be, and makes missing folders.
  [[nodiscard]] virtual MaybeFault stage(const std::string& name, std::uint64_t job,
                                         std::string_view bytes, Sync sync) = 0;
  /// Gives what `job` staged its name, in the place of what was there.
  [[nodiscard]] virtual MaybeFault publish(const std::string& name, std::uint64_t job) = 0;
  /// Takes away what `job` staged, if it is there.
  virtual void discard(const std::string& name, std::uint64_t job) = 0;
  /// Waits until the folder that `name` is in is on the disk.
  [[nodiscard]] virtual MaybeFault sync_folder(const std::string& name) = 0;
  /// Waits until all that was written is on the disk.
  [[nodiscard]] virtual MaybeFault sync_all() = 0;
  /// SHA-256 of the file of that name; none where there is no such file, or it can't be read.
  [[nodiscard]] virtual std::optional<Sha256> digest(const std::string& name) = 0;
};

/// The OutputFolder of the system. It goes from folder to folder without ever following a symbolic
/// link, so that nothing lands outside; files get mode 0600 and folders 0700.
class SystemOutputFolder final : public OutputFolder {
 public:
  [[nodiscard]] static Expected<std::unique_ptr<SystemOutputFolder>, Diagnostic> open(
      const std::string& path);

  [[nodiscard]] std::unique_ptr<OutputFolder> another() const override;
  [[nodiscard]] MaybeFault stage(const std::string& name, std::uint64_t job, std::string_view bytes,
                                 Sync sync) override;
  [[nodiscard]] MaybeFault publish(const std::string& name, std::uint64_t job) override;
  void discard(const std::string& name, std::uint64_t job) override;
  [[nodiscard]] MaybeFault sync_folder(const std::string& name) override;
  [[nodiscard]] MaybeFault sync_all() override;
  [[nodiscard]] std::optional<Sha256> digest(const std::string& name) override;

 private:
  enum class Missing : bool { kFail, kMake };
  static constexpr std::size_t kMaxOpenFolders = 32;
  static constexpr std::size_t kMaxKnown = 4096;

  SystemOutputFolder(std::string path, Descriptor root)
      : path_(std::move(path)), root_(std::move(root)) {}
  [[nodiscard]] int folder_of(const std::string& name, Missing missing);
  [[nodiscard]] int enter(int parent, const std::string& whole, const std::string& part,
                          Missing missing);
  [[nodiscard]] int write_temporary(const std::string& name, std::uint64_t job,
                                    std::string_view bytes, Sync sync);
  [[nodiscard]] WriteFault fault(const std::string& name, int error) const;

  std::string path_;
  Descriptor root_;
  std::map<std::string, Descriptor> folders_;  ///< Those that are open, by name.
  std::set<std::string> known_to_parent_;      ///< Folders whose names are on the disk.
};

/// True for the name of a file that stage() makes.
[[nodiscard]] bool is_temporary_name(std::string_view name);

/// Reads the whole of an open file for its digest; none where that fails.
[[nodiscard]] std::optional<Sha256> digest_of(int fd);

}  // namespace bifolium

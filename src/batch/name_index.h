#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bifolium/diagnostic.h"
#include "core/expected.h"

namespace bifolium {

/// What a batch knows of an output name.
struct NameEntry {
  /// The first job of this run that asked for the name; 0 for none.
  std::uint64_t job = 0;
  /// Where the journal's last line for it begins; 0 for none (the journal begins with its header).
  std::uint64_t journal_offset = 0;
  bool is_folder = false;  ///< A name that files lie below.
};

/// A table from names to entries in a file without a name, so that it takes the same memory for ten
/// names and for a million: 36 bytes on disk a place, at most half of the places filled. A
/// name is known by half of its SHA-256; that two of a million share one has the odds of 1 to
/// 10^27. Open addressing with linear steps (Knuth, TAOCP 3, 6.4, algorithm L).
class NameIndex {
 public:
  /// The file lies in `folder`, and is gone with the process, however it ends.
  [[nodiscard]] static Expected<NameIndex, Diagnostic> open(const std::string& folder);
  NameIndex(NameIndex&& other) noexcept;
  NameIndex& operator=(NameIndex&&) = delete;
  ~NameIndex();

  /// The entry of a name; none where it is not there, or the table can't be read (see fault()).
  [[nodiscard]] std::optional<NameEntry> find(std::string_view name);
  /// Adds or replaces the entry of a name. False where the table can't be written.
  [[nodiscard]] bool put(std::string_view name, const NameEntry& entry);
  /// What the system said, once a call failed.
  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }

 private:
  using Key = std::array<char, 16>;
  struct Slot {
    Key key{};
    NameEntry entry;
    bool used = false;
  };
  static constexpr std::size_t kSlotBytes = 36;

  NameIndex(std::string folder, int fd) : folder_(std::move(folder)), fd_(fd) {}
  [[nodiscard]] static int open_file(const std::string& folder);
  [[nodiscard]] static Key key_of(std::string_view name);
  [[nodiscard]] bool read_slot(int fd, std::uint64_t at, Slot& slot);
  [[nodiscard]] bool write_slot(int fd, std::uint64_t at, const Slot& slot);
  [[nodiscard]] bool place_of(int fd, std::uint64_t places, const Key& key, std::uint64_t& at,
                              Slot& slot);
  [[nodiscard]] bool grow();
  bool fail(int error);

  std::string folder_;
  int fd_;
  std::uint64_t places_ = 1024;  ///< A power of two.
  std::uint64_t used_ = 0;
  std::optional<Diagnostic> fault_;
};

}  // namespace bifolium

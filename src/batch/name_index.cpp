#include "batch/name_index.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/diagnostics.h"
#include "core/hash.h"

namespace bifolium {
namespace {

constexpr char kUsed = 1, kFolder = 2;

}  // namespace

int NameIndex::open_file(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  // Not every file system knows files without a name; there it gets one, and loses it at once.
  std::string pattern = folder + "/index-XXXXXX";
  const int named = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(pattern.c_str());
  return named;
}

Expected<NameIndex, Diagnostic> NameIndex::open(const std::string& folder) {
  const int fd = open_file(folder);
  NameIndex index(folder, fd);
  if (fd >= 0 && ::ftruncate(fd, static_cast<off_t>(index.places_ * kSlotBytes)) == 0) {
    return index;
  }
  index.fail(errno);
  return Unexpected<Diagnostic>{*index.fault_};
}

NameIndex::NameIndex(NameIndex&& other) noexcept
    : folder_(std::move(other.folder_)),
      fd_(std::exchange(other.fd_, -1)),
      places_(other.places_),
      used_(other.used_),
      fault_(std::move(other.fault_)) {}

NameIndex::~NameIndex() {
  if (fd_ >= 0) ::close(fd_);
}

bool NameIndex::fail(int error) {
  fault_ = make_diagnostic(DiagnosticCode::kCannotWrite, {}, {folder_, std::strerror(error)});
  return false;
}

NameIndex::Key NameIndex::key_of(std::string_view name) {
  const Sha256 digest = sha256(name);
  Key key;
  std::memcpy(key.data(), digest.data(), key.size());
  return key;
}

bool NameIndex::read_slot(int fd, std::uint64_t at, Slot& slot) {
  std::array<char, kSlotBytes> bytes{};
  const ssize_t n = ::pread(fd, bytes.data(), bytes.size(), static_cast<off_t>(at * kSlotBytes));
  if (n != static_cast<ssize_t>(bytes.size())) return fail(n < 0 ? errno : EIO);
  std::memcpy(slot.key.data(), bytes.data(), 16);
  std::memcpy(&slot.entry.job, bytes.data() + 16, 8);
  std::memcpy(&slot.entry.journal_offset, bytes.data() + 24, 8);
  slot.used = (bytes[32] & kUsed) != 0;
  slot.entry.is_folder = (bytes[32] & kFolder) != 0;
  return true;
}

bool NameIndex::write_slot(int fd, std::uint64_t at, const Slot& slot) {
  std::array<char, kSlotBytes> bytes{};
  std::memcpy(bytes.data(), slot.key.data(), 16);
  std::memcpy(bytes.data() + 16, &slot.entry.job, 8);
  std::memcpy(bytes.data() + 24, &slot.entry.journal_offset, 8);
  bytes[32] = static_cast<char>(kUsed | (slot.entry.is_folder ? kFolder : 0));
  const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at * kSlotBytes));
  return n == static_cast<ssize_t>(bytes.size()) || fail(n < 0 ? errno : ENOSPC);
}

/// Finds the place of a key, or the empty one where it would stand.
bool NameIndex::place_of(int fd, std::uint64_t places, const Key& key, std::uint64_t& at,
                         Slot& slot) {
  std::uint64_t start = 0;
  std::memcpy(&start, key.data(), sizeof(start));
  for (at = start & (places - 1);; at = (at + 1) & (places - 1)) {
    if (!read_slot(fd, at, slot)) return false;
    if (!slot.used || slot.key == key) return true;
  }
}

std::optional<NameEntry> NameIndex::find(std::string_view name) {
  std::uint64_t at = 0;
  Slot slot;
  if (!place_of(fd_, places_, key_of(name), at, slot) || !slot.used) return std::nullopt;
  return slot.entry;
}

bool NameIndex::put(std::string_view name, const NameEntry& entry) {
  if ((used_ + 1) * 2 > places_ && !grow()) return false;
  const Key key = key_of(name);
  std::uint64_t at = 0;
  Slot slot;
  if (!place_of(fd_, places_, key, at, slot)) return false;
  if (!slot.used) ++used_;
  return write_slot(fd_, at, {key, entry, true});
}

/// Moves all entries to a table of twice the places.
bool NameIndex::grow() {
  const std::uint64_t wider = places_ * 2;
  const int fd = open_file(folder_);
  bool moved = fd >= 0 && ::ftruncate(fd, static_cast<off_t>(wider * kSlotBytes)) == 0;
  if (!moved) fail(errno);
  for (std::uint64_t from = 0; moved && from < places_; ++from) {
    Slot slot, place;
    moved = read_slot(fd_, from, slot);
    if (!moved || !slot.used) continue;
    std::uint64_t at = 0;
    moved = place_of(fd, wider, slot.key, at, place) && write_slot(fd, at, slot);
  }
  if (!moved) {
    if (fd >= 0) ::close(fd);
    return false;
  }
  ::close(std::exchange(fd_, fd));
  places_ = wider;
  return true;
}

}  // namespace bifolium

#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/cache_bounds.h"
#include "core/diagnostics.h"

namespace bifolium {

/// How a file looked when it was read.
struct FileStamp {
  std::string path;
  std::int64_t size = 0, seconds = 0, nanoseconds = 0;
  std::uint64_t inode = 0;

  /// Of the file as it is now; of one that can't be looked at, the path alone.
  [[nodiscard]] static FileStamp of(const std::string& path);
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// What reading a file, and those that it names, gave.
template <class T>
struct ReadFiles {
  std::shared_ptr<const T> value;  ///< Null where the file can't be gone on with.
  std::vector<FileStamp> stamps;   ///< Of all its files.
  std::vector<Diagnostic> diagnostics;

  /// Whether its files have the sizes and times of change that they had.
  [[nodiscard]] bool is_current() const {
    return std::ranges::all_of(stamps,
                               [](const FileStamp& s) { return FileStamp::of(s.path) == s; });
  }
  [[nodiscard]] std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (const FileStamp& s : stamps) sum += s.size;
    return sum;
  }
};

/// A file's path, and the edition where that makes a difference.
using FileKey = std::pair<std::string, std::string>;

/// Files of one kind as read, within CacheBounds. Where more come, all go.
template <class T>
class FileMemory {
 public:
  using Entry = std::shared_ptr<const ReadFiles<T>>;

  explicit FileMemory(const CacheBounds& bounds)
      : most_files_(bounds.files), most_bytes_(static_cast<std::int64_t>(bounds.file_bytes)) {}

  /// Null where it is not kept, or its files have changed since.
  [[nodiscard]] Entry find(const FileKey& key) const {
    const auto found = entries_.find(key);
    return found != entries_.end() && found->second->is_current() ? found->second : nullptr;
  }

  void keep(const FileKey& key, Entry entry) {
    if (most_files_ == 0 || most_bytes_ == 0) return;
    bytes_ += entry->bytes();
    if (entries_.size() >= most_files_ || bytes_ > most_bytes_) {
      entries_.clear();
      bytes_ = entry->bytes();
    }
    entries_.insert_or_assign(key, std::move(entry));
  }

 private:
  std::size_t most_files_;
  std::int64_t most_bytes_;
  std::map<FileKey, Entry> entries_;
  std::int64_t bytes_ = 0;
};

/// A FileMemory for all threads, behind a lock that is held while it is looked at, and never while
/// a file is read.
template <class T>
class SharedFiles {
 public:
  explicit SharedFiles(const CacheBounds& bounds) : files_(bounds) {}

  [[nodiscard]] typename FileMemory<T>::Entry find(const FileKey& key) const {
    const std::lock_guard lock(mutex_);
    return files_.find(key);
  }
  /// Keeps it; or gives back what another thread has kept meanwhile.
  [[nodiscard]] typename FileMemory<T>::Entry keep(const FileKey& key,
                                                   typename FileMemory<T>::Entry entry) {
    const std::lock_guard lock(mutex_);
    if (auto other = files_.find(key)) return other;
    files_.keep(key, entry);
    return entry;
  }

 private:
  mutable std::mutex mutex_;
  FileMemory<T> files_;
};

}  // namespace bifolium

#include "batch/output_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/decimal.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

constexpr std::string_view kPrefix = ".bifolium-";
constexpr std::string_view kSuffix = ".tmp";

std::string temporary_name(std::uint64_t job) {
  std::string name(kPrefix);
  append_integer(name, static_cast<std::int64_t>(job));
  name += kSuffix;
  return name;
}

std::string last_part(const std::string& name) { return name.substr(name.rfind('/') + 1); }

/// "a/b" of "a/b/c.pdf"; empty where there is no folder.
std::string folder_name(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? std::string() : name.substr(0, slash);
}

bool no_job_would_fare_better(int error) {
  return error == ENOSPC || error == EDQUOT || error == EIO || error == EROFS || error == ENODEV;
}

}  // namespace

bool is_temporary_name(std::string_view name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return false;
  name.remove_prefix(kPrefix.size());
  if (name.size() <= kSuffix.size()) return false;
  name.remove_suffix(kSuffix.size());
  return std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Sha256> digest_of(int fd) {
  Sha256Stream stream;
  std::array<char, 65'536> buffer{};
  for (;;) {
    const ssize_t n = ::read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return std::nullopt;
    if (n == 0) return stream.digest();
    stream.add({buffer.data(), static_cast<std::size_t>(n)});
  }
}

Expected<std::unique_ptr<SystemOutputFolder>, Diagnostic> SystemOutputFolder::open(
    const std::string& path) {
  Descriptor root(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kCannotRead, {}, {path, std::strerror(errno)})};
  }
  return std::unique_ptr<SystemOutputFolder>(new SystemOutputFolder(path, std::move(root)));
}

std::unique_ptr<OutputFolder> SystemOutputFolder::another() const {
  Descriptor root(::fcntl(root_.get(), F_DUPFD_CLOEXEC, 0));
  return std::unique_ptr<OutputFolder>(new SystemOutputFolder(path_, std::move(root)));
}

WriteFault SystemOutputFolder::fault(const std::string& name, int error) const {
  return {
      make_diagnostic(DiagnosticCode::kCannotWrite, {}, {path_ + "/" + name, std::strerror(error)}),
      no_job_would_fare_better(error)};
}

/// Opens, and where asked makes, one folder below another; -1 with errno where that fails.
int SystemOutputFolder::enter(int parent, const std::string& whole, const std::string& part,
                              Missing missing) {
  constexpr int kHow = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  Descriptor folder(::openat(parent, part.c_str(), kHow));
  if (!folder && errno == ENOENT && missing == Missing::kMake) {
    if (::mkdirat(parent, part.c_str(), 0700) != 0 && errno != EEXIST) return -1;
    folder = Descriptor(::openat(parent, part.c_str(), kHow));
  }
  if (!folder) return -1;
  const int fd = folder.get();
  folders_.insert_or_assign(whole, std::move(folder));
  return fd;
}

/// The open folder that a file of this name lies in; -1 with errno where it can't be had.
int SystemOutputFolder::folder_of(const std::string& name, Missing missing) {
  const std::string folder = folder_name(name);
  if (folder.empty()) return root_.get();
  if (const auto known = folders_.find(folder); known != folders_.end()) return known->second.get();
  if (folders_.size() >= kMaxOpenFolders) folders_.clear();
  int parent = root_.get();
  for (std::size_t begin = 0; begin < folder.size();) {
    const std::size_t end = std::min(folder.find('/', begin), folder.size());
    const std::string whole = folder.substr(0, end);
    const auto known = folders_.find(whole);
    parent = known != folders_.end()
                 ? known->second.get()
                 : enter(parent, whole, folder.substr(begin, end - begin), missing);
    if (parent < 0) return -1;
    begin = end + 1;
  }
  return parent;
}

/// Gives 0, or what the system said.
int SystemOutputFolder::write_temporary(const std::string& name, std::uint64_t job,
                                        std::string_view bytes, Sync sync) {
  const int folder = folder_of(name, Missing::kMake);
  if (folder < 0) return errno;
  const std::string temporary = temporary_name(job);
  constexpr int kHow = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
  Descriptor file(::openat(folder, temporary.c_str(), kHow, 0600));
  if (!file) return errno;
  int error = write_all(file.get(), bytes) ? 0 : errno;
  if (error == 0 && sync == Sync::kYes && ::fsync(file.get()) != 0) error = errno;
  if (!file.close() && error == 0) error = errno;
  if (error != 0) ::unlinkat(folder, temporary.c_str(), 0);
  return error;
}

MaybeFault SystemOutputFolder::stage(const std::string& name, std::uint64_t job,
                                     std::string_view bytes, Sync sync) {
  int error = write_temporary(name, job, bytes, sync);
  if (error == ENOENT && !folders_.empty()) {
    // Somebody took the folder away while we held it open: make it anew, once.
    folders_.clear();
    known_to_parent_.clear();
    error = write_temporary(name, job, bytes, sync);
  }
  if (error == 0) return std::nullopt;
  WriteFault why = fault(name, error);
  // Without its own folder, nothing can be written by anybody.
  why.ends_batch = why.ends_batch || (error == ENOENT && ::access(path_.c_str(), F_OK) != 0);
  return why;
}

MaybeFault SystemOutputFolder::publish(const std::string& name, std::uint64_t job) {
  const int folder = folder_of(name, Missing::kFail);
  if (folder < 0 ||
      ::renameat(folder, temporary_name(job).c_str(), folder, last_part(name).c_str()) != 0) {
    const int error = errno;
    discard(name, job);
    folders_.clear();
    return fault(name, error);
  }
  return std::nullopt;
}

void SystemOutputFolder::discard(const std::string& name, std::uint64_t job) {
  const int folder = folder_of(name, Missing::kFail);
  if (folder >= 0) ::unlinkat(folder, temporary_name(job).c_str(), 0);
}

MaybeFault SystemOutputFolder::sync_folder(const std::string& name) {
  int folder = folder_of(name, Missing::kFail);
  if (folder < 0 || ::fsync(folder) != 0) return fault(name, errno);
  // A folder that was made for it is only there once its own parent knows, once and for all.
  for (std::string part = folder_name(name); !part.empty(); part = folder_name(part)) {
    if (known_to_parent_.contains(part)) return std::nullopt;
    folder = folder_of(part, Missing::kFail);
    if (folder < 0 || ::fsync(folder) != 0) return fault(name, errno);
    if (known_to_parent_.size() >= kMaxKnown) known_to_parent_.clear();
    known_to_parent_.insert(part);
  }
  return std::nullopt;
}

MaybeFault SystemOutputFolder::sync_all() {
  if (::syncfs(root_.get()) == 0) return std::nullopt;
  return fault("", errno);
}

std::optional<Sha256> SystemOutputFolder::digest(const std::string& name) {
  const int folder = folder_of(name, Missing::kFail);
  if (folder < 0) return std::nullopt;
  struct stat status {};
  const Descriptor file(
      ::openat(folder, last_part(name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return digest_of(file.get());
}

}  // namespace bifolium

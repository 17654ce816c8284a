#include "core/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/decimal.h"
#include "core/descriptor.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

std::string reason(int error) { return std::strerror(error); }

Unexpected<Diagnostic> failure(DiagnosticCode code, const std::string& path, std::string_view why) {
  return {make_diagnostic(code, {}, {path, why})};
}

}  // namespace

Expected<std::string, Diagnostic> read_file(const std::string& path, std::size_t limit) {
  // Without O_NONBLOCK, opening a pipe would wait for its writer.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return failure(DiagnosticCode::kCannotRead, path, reason(errno));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    return failure(DiagnosticCode::kCannotRead, path, reason(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    return failure(DiagnosticCode::kCannotRead, path,
                   S_ISDIR(status.st_mode) ? "it is a folder" : "it is not a regular file");
  }
  if (static_cast<std::size_t>(status.st_size) > limit) {
    const std::string most = integer_text(static_cast<std::int64_t>(limit));
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kFileTooLarge, {}, {path, most})};
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t n = ::read(file.get(), bytes.data() + got, bytes.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failure(DiagnosticCode::kCannotRead, path, reason(errno));
    if (n == 0) break;
    got += static_cast<std::size_t>(n);
  }
  bytes.resize(got);
  return bytes;
}

Expected<bool, Diagnostic> SystemFileWriter::write(const std::string& path, std::string_view bytes,
                                                   Durability durability) {
  namespace fs = std::filesystem;
  // A rename would take the place of a device or a pipe, for all who use it.
  struct stat there {};
  if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode)) {
    return failure(DiagnosticCode::kCannotWrite, path, "it is not a regular file");
  }
  const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : ".";
  // A name of our own and O_EXCL instead of mkstemp: the file then gets the mode that the user's
  // umask gives to any new file, without touching the umask, which is shared by all threads.
  std::string temporary;
  int fd = -1;
  for (int attempt = 0; attempt < 1000 && fd < 0; ++attempt) {
    const std::string name =
        ".bifolium-" + integer_text(::getpid()) + "-" + integer_text(attempt) + ".tmp";
    temporary = (folder / name).string();
    fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno != EEXIST) break;
  }
  Descriptor file(fd);
  if (file.get() < 0) return failure(DiagnosticCode::kCannotWrite, path, reason(errno));
  int error = 0;
  if (!write_all(file.get(), bytes)) error = errno;
  if (error == 0 && durability == Durability::kFsync && ::fsync(file.get()) != 0) error = errno;
  if (!file.close() && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0 && durability == Durability::kFsync) {
    // The file is there in whole; without this its name may be lost with the power.
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::fsync(opened.get()) != 0)
      return failure(DiagnosticCode::kCannotWrite, path, reason(errno));
  }
  if (error != 0) {
    ::unlink(temporary.c_str());
    return failure(DiagnosticCode::kCannotWrite, path, reason(error));
  }
  return true;
}

}  // namespace bifolium

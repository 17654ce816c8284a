#include "batch/batch_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "batch/manifest.h"
#include "batch/output_folder.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

Unexpected<Diagnostic> refused(DiagnosticCode code, const std::string& path) {
  return {make_diagnostic(code, {}, {path})};
}

Unexpected<Diagnostic> failed(DiagnosticCode code, const std::string& path, int error) {
  return {make_diagnostic(code, {}, {path, std::strerror(error)})};
}

/// Makes a folder and those above it, each for its owner alone; 0, or what the system said.
int make_folders(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return 0;
  if (path.has_parent_path() && path.parent_path() != path) {
    if (const int above = make_folders(path.parent_path()); above != 0) return above;
  }
  if (::mkdir(path.c_str(), 0700) == 0) return 0;
  return errno == EEXIST && fs::is_directory(path, error) ? 0 : errno;
}

}  // namespace

bool BatchFolder::has_journal() const {
  std::error_code error;
  return fs::exists(journal_path(), error);
}

bool BatchFolder::has_other_files() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path_, error)) {
    if (entry.path().filename() != kStateFolder) return true;
  }
  return false;
}

void BatchFolder::remove_leftovers() const {
  std::error_code error;
  // A manifest stands for a batch that came to its end, which this one has yet to.
  fs::remove(fs::path(path_) / kManifestName, error);
  fs::remove(fs::path(path_) / kFailuresName, error);
  constexpr auto kHow = fs::directory_options::skip_permission_denied;
  fs::recursive_directory_iterator entry(path_, kHow, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    const fs::path file = entry->path();
    entry.increment(error);
    std::error_code ignored;
    if (is_temporary_name(file.filename().string())) fs::remove(file, ignored);
  }
}

Expected<BatchFolder, Diagnostic> BatchFolder::open(const std::string& path, Resume resume) {
  std::string bare = path;
  while (bare.size() > 1 && bare.ends_with('/')) bare.pop_back();
  BatchFolder folder(bare);
  if (const int error = make_folders(bare); error != 0) {
    return failed(DiagnosticCode::kCannotMakeFolder, bare, error);
  }
  // Only a folder with a journal is a batch's: what else has files is somebody else's.
  const bool used = folder.has_journal();
  if (!used && folder.has_other_files()) return refused(DiagnosticCode::kBatchFolderNotEmpty, bare);
  if (const int error = make_folders(folder.state_path()); error != 0) {
    return failed(DiagnosticCode::kCannotMakeFolder, folder.state_path(), error);
  }
  const std::string lock = folder.state_path() + "/lock";
  folder.lock_ = Descriptor(::open(lock.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!folder.lock_) return failed(DiagnosticCode::kCannotWrite, lock, errno);
  if (::flock(folder.lock_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failed(DiagnosticCode::kCannotWrite, lock, errno);
    return refused(DiagnosticCode::kBatchFolderLocked, bare);
  }
  if (folder.has_journal() && resume == Resume::kNo) {
    return refused(DiagnosticCode::kBatchFolderUsed, bare);
  }
  folder.remove_leftovers();
  return folder;
}

}  // namespace bifolium

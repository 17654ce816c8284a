#include "proof/temporary_folder.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/diagnostics.h"

namespace bifolium {

Expected<TemporaryFolder, Diagnostic> TemporaryFolder::make() {
  std::error_code error;
  const std::filesystem::path place = std::filesystem::temp_directory_path(error);
  std::string path = (place / "bifolium-proof-XXXXXX").string();
  if (error) {
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kCannotMakeFolder, {},
                                                  {"for temporary files", error.message()})};
  }
  if (::mkdtemp(path.data()) == nullptr) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kCannotMakeFolder, {}, {path, std::strerror(errno)})};
  }
  return TemporaryFolder(std::move(path));
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove_all(path_, error);
}

}  // namespace bifolium

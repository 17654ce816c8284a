#include "typeset/own_data.h"

#include <dlfcn.h>

#include <filesystem>
#include <system_error>

namespace bifolium {

std::string library_data() {
  namespace fs = std::filesystem;
  // Any object of this library will do; the loader says which file it came from.
  static const char kAnchor = 0;
  Dl_info info{};
  if (::dladdr(&kAnchor, &info) == 0 || info.dli_fname == nullptr) return {};
  std::error_code error;
  const fs::path library = fs::canonical(info.dli_fname, error);
  if (error) return {};
  const fs::path data = (library.parent_path() / BIFOLIUM_DATA_FROM_LIBRARY).lexically_normal();
  return fs::is_directory(data, error) ? data.string() : std::string();
}

}  // namespace bifolium

#include "cli/module.h"

#include <dlfcn.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "cli/output.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

/// Modules lie in lib/bifolium where the program is installed, and beside a built program.
std::string module_path(const char* module) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  const fs::path installed = program / BIFOLIUM_MODULES_FROM_PROGRAM / module;
  return (fs::exists(installed, error) ? installed : program / module).string();
}

}  // namespace

void* module_entry(const char* module, const char* entry, bool json_diagnostics) {
  const std::string path = module_path(module);
  void* loaded = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* found = loaded != nullptr ? ::dlsym(loaded, entry) : nullptr;
  if (found == nullptr) {
    const char* why = ::dlerror();
    print_diagnostics({make_diagnostic(DiagnosticCode::kModuleMissing, {},
                                       {path, why != nullptr ? why : "it is another version"})},
                      json_diagnostics);
  }
  return found;
}

}  // namespace bifolium

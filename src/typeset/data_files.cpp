#include "typeset/data_files.h"

#include <algorithm>
#include <filesystem>

#include "core/files.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

bool is_path(std::string_view name) {
  return name.find('/') != std::string_view::npos || name.ends_with(".xml");
}

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

}  // namespace

DataFiles::DataFiles(std::string content_path, const std::vector<std::string>& data_folders) {
  const auto add = [&](const fs::path& folder) {
    const std::string path = folder.lexically_normal().string();
    if (is_folder(path) && std::ranges::find(folders_, path) == folders_.end()) {
      folders_.push_back(path);
    }
  };
  if (!content_path.empty()) {
    const fs::path parent = fs::path(content_path).parent_path();
    add((parent.empty() ? fs::path(".") : parent) / ".." / "layouts");
  }
  for (const std::string& folder : data_folders) add(fs::path(folder) / "layouts");
}

Expected<std::string, Diagnostic> DataFiles::search(const std::string& name,
                                                    const std::vector<std::string>& folders) {
  std::string path;
  if (is_path(name)) {
    path = name;
  } else {
    for (const std::string& folder : folders) {
      const std::string candidate = (fs::path(folder) / (name + ".xml")).string();
      if (path.empty() && is_file(candidate)) path = candidate;
    }
  }
  if (path.empty()) {
    std::string searched;
    for (const std::string& folder : folders) searched += (searched.empty() ? "" : ", ") + folder;
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kLayoutNotFound, {},
                                                  {name, searched.empty() ? "none" : searched})};
  }
  return path;
}

Expected<std::string, Diagnostic> DataFiles::layout_path(const std::string& name) const {
  return search(name, folders_);
}

Expected<std::string, Diagnostic> DataFiles::parent_path(const std::string& name,
                                                         const std::string& child) const {
  const fs::path beside = fs::path(child).parent_path();
  std::vector<std::string> folders{beside.empty() ? "." : beside.string()};
  folders.insert(folders.end(), folders_.begin(), folders_.end());
  return search(name, folders);
}

std::string DataFiles::words_path(const std::string& language) const {
  for (std::string tag = language; !tag.empty();) {
    for (const std::string& folder : folders_) {
      std::string path = (fs::path(folder) / "words" / (tag + ".xml")).string();
      if (is_file(path)) return path;
    }
    const std::size_t dash = tag.rfind('-');
    tag.resize(dash == std::string::npos ? 0 : dash);
  }
  return {};
}

Expected<LayoutSource, Diagnostic> read_layout_source(const std::string& path) {
  auto bytes = read_file(path, kMaxDataBytes);
  if (!bytes) return Unexpected<Diagnostic>{bytes.error()};
  return LayoutSource{path, std::move(bytes).value()};
}

}  // namespace bifolium

#include "batch/input_digest.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/decimal.h"
#include "core/files.h"
#include "typeset/data_files.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

void add_text(Sha256Stream& stream, std::string_view text) {
  // With its length before it, no two lists of texts give the same bytes.
  stream.add(integer_text(static_cast<std::int64_t>(text.size())) + ' ');
  stream.add(text);
}

void add_digest(Sha256Stream& stream, const Sha256& digest) { add_text(stream, hex_text(digest)); }

/// Adds a file's bytes; one that can't be read counts as one that is not there.
void add_file(Sha256Stream& stream, const fs::path& path, std::size_t limit) {
  add_text(stream, path.filename().string());
  const auto bytes = read_file(path.string(), limit);
  add_text(stream, bytes ? std::string_view(*bytes) : std::string_view("none"));
}

/// Adds what tells a large file from its next version.
void add_stamp(Sha256Stream& stream, const std::string& path) {
  add_text(stream, path);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return add_text(stream, "none");
  for (const std::int64_t n :
       {static_cast<std::int64_t>(status.st_size), static_cast<std::int64_t>(status.st_mtim.tv_sec),
        static_cast<std::int64_t>(status.st_mtim.tv_nsec)}) {
    add_text(stream, integer_text(n));
  }
}

/// The ICC profiles in a folder and those directly below it.
void add_profiles(Sha256Stream& stream, const std::string& folder) {
  std::vector<std::string> profiles;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry.depth() > 1) entry.disable_recursion_pending();
    const std::string extension = entry->path().extension().string();
    if (extension == ".icc" || extension == ".icm") profiles.push_back(entry->path().string());
  }
  std::ranges::sort(profiles);
  for (const std::string& profile : profiles) add_stamp(stream, profile);
}

/// Adds the files that a layout names as profiles, from its bytes as they stand: a name too many
/// makes a job anew that need not be.
void add_named_profiles(Sha256Stream& stream, const fs::path& layout, std::string_view bytes) {
  constexpr std::string_view kName = "profile";
  for (std::size_t at = 0; (at = bytes.find(kName, at)) != std::string_view::npos;) {
    at += kName.size();
    const std::size_t open = bytes.find_first_not_of(" \t\r\n=", at);
    if (open == std::string_view::npos || (bytes[open] != '"' && bytes[open] != '\'')) continue;
    const std::size_t close = bytes.find(bytes[open], open + 1);
    if (close == std::string_view::npos) continue;
    const std::string name(bytes.substr(open + 1, close - open - 1));
    add_stamp(stream, (layout.parent_path() / name).string());
  }
}

std::vector<fs::path> files_in(const std::string& folder, std::string_view suffix) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().string().ends_with(suffix)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

InputDigests::InputDigests(const Setup& setup, const Typesetter& typesetter) {
  Sha256Stream stream;
  add_text(stream, version_text());
  add_text(stream, setup.source_date);
  add_file(stream, setup.icc_profile, kMaxDataBytes);
  for (const std::string& folder : setup.data_folders) {
    add_digest(stream, of_folder(folder + "/layouts"));
    add_digest(stream, of_folder(folder + "/layouts/words"));
    add_file(stream, folder + "/fonts/catalogue.xml", kMaxDataBytes);
  }
  // A press names a profile beside its layout, or one of those that are installed.
  add_profiles(stream, fs::path(setup.icc_profile).parent_path().string());
  for (const fs::path& file : files_in(setup.hyphen_folder, ".dic")) {
    add_stamp(stream, file.string());
  }
  std::vector<Diagnostic> ignored;  // Each leaflet that it concerns will tell it.
  for (const FontReport& family : typesetter.fonts("", ignored)) {
    for (const std::string& file : family.files_found) add_stamp(stream, file);
  }
  environment_ = stream.digest();
}

/// The digest of the XML files in a folder of layouts.
const Sha256& InputDigests::of_folder(const std::string& folder) {
  if (const auto known = folders_.find(folder); known != folders_.end()) return known->second;
  if (folders_.size() >= kMaxKept) folders_.clear();
  Sha256Stream stream;
  for (const fs::path& file : files_in(folder, ".xml")) {
    add_file(stream, file, kMaxDataBytes);
    const auto bytes = read_file(file.string(), kMaxDataBytes);
    if (bytes) add_named_profiles(stream, file, *bytes);
  }
  return folders_[folder] = stream.digest();
}

std::string InputDigests::of(const Request& request) {
  Sha256Stream stream;
  add_digest(stream, environment_);
  add_text(stream, request.layout);
  add_text(stream, request.edition);
  add_text(stream, request.pages);
  add_text(stream, request.press);
  if (request.layout.find('/') != std::string::npos || request.layout.ends_with(".xml")) {
    const std::string folder = fs::path(request.layout).parent_path().string();
    add_digest(stream, of_folder(folder.empty() ? "." : folder));
  }
  for (const auto& [name, value] : request.values) {
    add_text(stream, name);
    add_text(stream, value);
  }
  add_file(stream, request.content, kMaxContentBytes);
  return hex_text(stream.digest());
}

}  // namespace bifolium

#include "batch/verify.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "batch/batch_folder.h"
#include "batch/byte_source.h"
#include "batch/manifest.h"
#include "batch/name_index.h"
#include "batch/output_folder.h"
#include "core/descriptor.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLine = std::size_t{64} << 20;

std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_true(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// True for a name that stays below its folder, as all that a batch gives do.
bool stays_inside(const std::string& name) {
  if (name.empty() || name.starts_with('/')) return false;
  for (const fs::path& part : fs::path(name)) {
    if (part == ".." || part == "." || part.empty()) return false;
  }
  return true;
}

/// The manifest of a batch, as it is gone through.
class Verification {
 public:
  Verification(std::string folder, const std::function<void(const Diagnostic&)>& report)
      : folder_(std::move(folder)), report_(report) {
    while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  }

  VerifyReport run() {
    auto output = SystemOutputFolder::open(folder_);
    if (!output) return give_up(output.error());
    output_ = std::move(output).value();
    std::error_code error;
    auto names = NameIndex::open(fs::temp_directory_path(error).string());
    if (!names) return give_up(names.error());
    names_.emplace(std::move(names).value());
    if (read_manifest()) look_for_others();
    if (names_->fault()) return give_up(*names_->fault());
    return result_;
  }

 private:
  VerifyReport give_up(const Diagnostic& why) {
    result_.system_failed = true;
    find(why);
    return result_;
  }
  void find(const Diagnostic& finding) {
    if (finding.severity == Severity::kError) ++result_.findings;
    report_(finding);
  }
  void find(DiagnosticCode code, std::string_view what) { find(make_diagnostic(code, {}, {what})); }

  [[nodiscard]] bool read_manifest();
  [[nodiscard]] bool read_line(CharacterReader& input);
  [[nodiscard]] bool check_line(const Sha256Stream& before);
  void check_file(const std::string& name, const std::string& sha256);
  void look_for_others();

  std::string folder_;
  const std::function<void(const Diagnostic&)>& report_;
  std::unique_ptr<SystemOutputFolder> output_;
  std::optional<NameIndex> names_;
  std::string line_;
  bool has_ended_ = false;
  VerifyReport result_;
};

/// Goes through the manifest. False where there is none.
bool Verification::read_manifest() {
  const std::string path = folder_ + '/' + std::string(kManifestName);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file) {
    if (errno == ENOENT) {
      find(DiagnosticCode::kManifestMissing, folder_);
    } else {
      give_up(make_diagnostic(DiagnosticCode::kCannotRead, {}, {path, std::strerror(errno)}));
    }
    return false;
  }
  DescriptorSource bytes(file.get(), -1);
  CharacterReader input(bytes);
  Sha256Stream before;
  while (read_line(input)) {
    if (has_ended_) {
      find(DiagnosticCode::kManifestTorn, "goes on after its last line");
      return true;
    }
    if (!check_line(before))
      find(DiagnosticCode::kManifestTorn, "has a line that is none of its own");
    before.add(line_);
    before.add("\n");
  }
  if (!has_ended_ || !line_.empty()) find(DiagnosticCode::kManifestTorn, "ends in the midst");
  return true;
}

/// The next line with its end; what stands after the last one stays in line_.
bool Verification::read_line(CharacterReader& input) {
  line_.clear();
  for (int c = input.get(); c != CharacterReader::kEnd; c = input.get()) {
    if (c == '\n') return true;
    if (line_.size() == kMaxLine) return false;
    line_.push_back(static_cast<char>(c));
  }
  return false;
}

bool Verification::check_line(const Sha256Stream& before) {
  const nlohmann::json line = nlohmann::json::parse(line_, nullptr, /*allow_exceptions=*/false);
  if (!line.is_object()) return false;
  if (is_true(line, "end")) {
    has_ended_ = true;
    if (text_of(line, "sha256") != hex_text(before.digest())) {
      find(DiagnosticCode::kManifestTorn, "was changed: its checksum is another");
    }
    if (!is_true(line, "complete")) find(DiagnosticCode::kVerifyUnfinished, folder_);
    return true;
  }
  const std::string name = text_of(line, "output");
  if (!stays_inside(name)) return false;
  check_file(name, text_of(line, "sha256"));
  return true;
}

void Verification::check_file(const std::string& name, const std::string& sha256) {
  ++result_.files;
  static_cast<void>(names_->put(name, {1, 0, false}));  // fault() is asked at the end.
  const std::optional<Sha256> digest = output_->digest(name);
  if (digest && hex_text(*digest) == sha256) return;
  std::error_code error;
  const std::string path = folder_ + '/' + name;
  const bool is_there = fs::exists(fs::symlink_status(path, error));
  find(is_there ? DiagnosticCode::kVerifyChanged : DiagnosticCode::kVerifyMissing, path);
}

/// Reports each file below the folder that the manifest doesn't name.
void Verification::look_for_others() {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder_, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool is_folder = entry->is_directory() && !entry->is_symlink();
    const std::string name = entry->path().lexically_relative(folder_).string();
    if (is_folder) {
      if (name == kStateFolder) entry.disable_recursion_pending();
      continue;
    }
    if (name == kManifestName || name == kFailuresName || names_->find(name)) continue;
    find(DiagnosticCode::kVerifyExtra, entry->path().string());
  }
  if (error) {
    give_up(make_diagnostic(DiagnosticCode::kCannotRead, {}, {folder_, error.message()}));
  }
}

}  // namespace

VerifyReport verify_batch(const std::string& folder,
                          const std::function<void(const Diagnostic&)>& report) {
  return Verification(folder, report).run();
}

}  // namespace bifolium

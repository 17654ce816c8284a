#include "cli/output_names.h"

#include <filesystem>
#include <map>
#include <system_error>

#include "core/diagnostics.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

/// "content/lms.xml" → "lms"; a name without ".xml" is kept whole.
std::string stem_of(const std::string& content) {
  const fs::path path(content);
  return path.extension() == ".xml" ? path.stem().string() : path.filename().string();
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_other_file(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error) && !is_folder(path);
}

std::string canonical(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : real.string();
}

}  // namespace

std::optional<OutputPlan> plan_output(const std::vector<PlannedResult>& results, Results how_many,
                                      const std::string& output,
                                      std::vector<Diagnostic>& diagnostics) {
  if (output == "-") {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::kNoStandardOutput, {}, {}));
    return std::nullopt;
  }
  const bool several = how_many == Results::kSeveral;
  const bool folder = several || output.empty() || output.ends_with('/') || is_folder(output);
  if (!folder) return OutputPlan{{output}, true};
  std::string bare = output;
  while (bare.size() > 1 && bare.ends_with('/')) bare.pop_back();
  if (!bare.empty() && is_other_file(bare)) {
    const DiagnosticCode code =
        several ? DiagnosticCode::kOutputNotFolder : DiagnosticCode::kCannotMakeFolder;
    diagnostics.push_back(make_diagnostic(code, {}, {bare, "a file of that name is there"}));
    return std::nullopt;
  }
  OutputPlan plan;
  std::map<std::string, std::string> taken;  // Stem → content.
  for (const PlannedResult& result : results) {
    std::string stem = (fs::path(output) / stem_of(result.content)).string();
    if (!result.edition.empty()) stem += "." + result.edition;
    const auto [other, is_new] = taken.emplace(stem, result.content);
    if (!is_new) {
      diagnostics.push_back(make_diagnostic(DiagnosticCode::kSameOutput, {},
                                            {other->second, result.content, stem + ".pdf"}));
    }
    plan.stems.push_back(stem);
  }
  if (!diagnostics.empty()) return std::nullopt;
  return plan;
}

std::string output_path(const OutputPlan& plan, std::size_t index, const std::string& edition) {
  if (plan.exact) return plan.stems[index];
  return plan.stems[index] + (edition.empty() ? "" : "." + edition) + ".pdf";
}

std::string press_path(const std::string& reading_copy, const std::string& press) {
  fs::path path(reading_copy);
  if (path.extension() == ".pdf") path.replace_extension();
  return path.string() + "." + press + ".pdf";
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  if (fs::exists(a, error) && fs::exists(b, error)) return fs::equivalent(a, b, error);
  return canonical(a) == canonical(b);
}

}  // namespace bifolium

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/files.h"
#include "read/content_reader.h"
#include "read/font_catalogue.h"
#include "read/value_file.h"
#include "read/words.h"

namespace bifolium {
namespace {

constexpr std::size_t kMaxTestFile = 1U << 20;

std::string content_of(const std::filesystem::path& path) {
  const auto bytes = read_file(path.string(), kMaxTestFile);
  EXPECT_TRUE(bytes) << path;
  return bytes ? *bytes : "";
}

/// The bad inputs: words-*.xml, catalogue-*.xml, values-*.json, and content under any other name.
std::vector<std::filesystem::path> bad_inputs() {
  std::vector<std::filesystem::path> paths;
  const auto folder = std::filesystem::path(BIFOLIUM_SOURCE_DIR) / "tests" / "diagnostics" / "read";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".xml" || extension == ".json") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

std::vector<Diagnostic> reported(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const std::string bytes = content_of(path);
  Diagnostics diagnostics;
  if (name.starts_with("words-")) {
    static_cast<void>(read_words(name, bytes, diagnostics));
  } else if (name.starts_with("catalogue-")) {
    static_cast<void>(read_font_catalogue(name, bytes, diagnostics));
  } else if (name.ends_with(".json")) {
    static_cast<void>(read_value_file(name, bytes, diagnostics));
  } else {
    static_cast<void>(read_content(name, bytes, diagnostics));
  }
  diagnostics.sort();
  return diagnostics.all();
}

TEST(ReadDiagnostics, EachBadInputGivesExactlyTheExpectedText) {
  for (const auto& path : bad_inputs()) {
    std::string text;
    for (const Diagnostic& diagnostic : reported(path)) text += diagnostic_text(diagnostic);
    EXPECT_FALSE(text.empty()) << path;
    auto expected = path;
    EXPECT_EQ(text, content_of(expected.replace_extension(".expected")));
  }
}

TEST(ReadDiagnostics, EachCodeOfTheStageHasABadInput) {
  std::set<int> seen;
  for (const auto& path : bad_inputs()) {
    for (const Diagnostic& diagnostic : reported(path)) seen.insert(diagnostic.code);
  }
  // Inputs of the size that these need are made in xml_test.cpp.
  seen.insert(static_cast<int>(DiagnosticCode::kXmlTooLarge));
  seen.insert(static_cast<int>(DiagnosticCode::kXmlTooManyElements));
  for (const DiagnosticInfo& info : diagnostic_table()) {
    const int code = static_cast<int>(info.code);
    const bool of_content = code >= 1001 && code < 1300;
    const bool of_catalogue_or_words = code >= 1400 && code < 1500;
    if (of_content || of_catalogue_or_words) {
      EXPECT_TRUE(seen.contains(code)) << info.name;
    }
  }
}

}  // namespace
}  // namespace bifolium

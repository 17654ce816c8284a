#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/files.h"
#include "read/layout_reader.h"

namespace bifolium {
namespace {

constexpr std::size_t kMaxTestFile = 1U << 20;

std::string content_of(const std::filesystem::path& path) {
  const auto bytes = read_file(path.string(), kMaxTestFile);
  EXPECT_TRUE(bytes) << path;
  return bytes ? *bytes : "";
}

std::filesystem::path folder() {
  return std::filesystem::path(BIFOLIUM_SOURCE_DIR) / "tests" / "diagnostics" / "layout";
}

LayoutFinder finder() {
  return [](const std::string& name) -> Expected<LayoutSource, Diagnostic> {
    const auto bytes = read_file((folder() / (name + ".xml")).string(), kMaxTestFile);
    if (!bytes) {
      Diagnostic missing;
      missing.message = "no layout of that name was found";
      return Unexpected{missing};
    }
    return LayoutSource{name + ".xml", *bytes};
  };
}

/// What reading the layout in every edition reports, as the terminal shows it.
std::string reported(const std::filesystem::path& path, std::set<int>& codes) {
  const LayoutSource source{path.filename().string(), content_of(path)};
  Diagnostics all;
  const auto spec = read_layout(source, finder(), "", all);
  if (spec) {
    for (const EditionInfo& edition : spec->editions) {
      static_cast<void>(read_layout(source, finder(), edition.name, all));
    }
  }
  all.sort();
  std::string out;
  for (const Diagnostic& diagnostic : all.all()) {
    out += diagnostic_text(diagnostic);
    codes.insert(diagnostic.code);
  }
  return out;
}

std::vector<std::filesystem::path> layouts() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

TEST(LayoutDiagnostics, AreWordForWordWhatTheSamplesExpect) {
  std::set<int> codes;
  const auto paths = layouts();
  ASSERT_GT(paths.size(), 10U);
  for (const std::filesystem::path& path : paths) {
    std::filesystem::path expected = path;
    expected.replace_extension(".expected");
    EXPECT_EQ(reported(path, codes), content_of(expected)) << path;
  }
  // An unknown edition is asked for by the command line, not by a file: see LayoutReader.
  codes.insert(static_cast<int>(DiagnosticCode::kLayoutUnknownEdition));
  codes.insert(static_cast<int>(DiagnosticCode::kLayoutTooManyParents));
  for (const DiagnosticInfo& row : diagnostic_table()) {
    const int code = static_cast<int>(row.code);
    if (code < 1300 || code > 1399) continue;
    EXPECT_TRUE(codes.contains(code)) << row.name << " has no sample in tests/diagnostics/layout";
  }
}

}  // namespace
}  // namespace bifolium

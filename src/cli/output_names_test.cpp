#include "cli/output_names.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "core/diagnostics.h"

namespace bifolium {
namespace {

/// Plans one result of each content, its edition not known beforehand.
std::optional<OutputPlan> plan_contents(const std::vector<std::string>& contents,
                                        const std::string& output,
                                        std::vector<Diagnostic>& diagnostics) {
  std::vector<PlannedResult> results;
  for (const std::string& content : contents) results.push_back({content, ""});
  const Results how_many = contents.size() > 1 ? Results::kSeveral : Results::kOne;
  return plan_output(results, how_many, output, diagnostics);
}

std::string path_of(const std::vector<std::string>& contents, const std::string& output,
                    const std::string& edition, std::size_t index = 0) {
  std::vector<Diagnostic> diagnostics;
  const auto plan = plan_contents(contents, output, diagnostics);
  return plan ? output_path(*plan, index, edition) : "refused";
}

TEST(OutputNames, DefaultEditionIsLeftOutOfTheName) {
  EXPECT_EQ(path_of({"content/lms.xml"}, "", ""), "lms.pdf");
  EXPECT_EQ(path_of({"content/lms.xml"}, "", "large-print"), "lms.large-print.pdf");
}

TEST(OutputNames, PressCopyIsNamedForItsReadingCopy) {
  EXPECT_EQ(press_path("out/a.large-print.pdf", "booklet"), "out/a.large-print.booklet.pdf");
  EXPECT_EQ(press_path("p1.pdf", "cards"), "p1.cards.pdf");
  EXPECT_EQ(press_path("a.b", "cards"), "a.b.cards.pdf");
}

TEST(OutputNames, StandardOutputIsNoPlaceForThem) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(plan_contents({"a/x.xml"}, "-", diagnostics));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, static_cast<int>(DiagnosticCode::kNoStandardOutput));
}

TEST(OutputNames, LanguageInTheContentsNameIsKept) {
  EXPECT_EQ(path_of({"content/lms.el.xml"}, "", ""), "lms.el.pdf");
}

TEST(OutputNames, FolderEndsInSlash) {
  EXPECT_EQ(path_of({"a/lms.xml"}, "no-such-folder/", ""), "no-such-folder/lms.pdf");
  EXPECT_EQ(path_of({"a/lms.xml"}, "no-such-file", "large-print"), "no-such-file");
}

TEST(OutputNames, ExistingFolderNeedsNoSlash) {
  EXPECT_EQ(path_of({"a/lms.xml"}, "/tmp", ""), "/tmp/lms.pdf");
}

TEST(OutputNames, SeveralContentsGoIntoAFolder) {
  EXPECT_EQ(path_of({"a/x.xml", "a/y.xml"}, "no-such-folder", "", 1), "no-such-folder/y.pdf");
}

TEST(OutputNames, TwoResultsOfOneNameAreRefused) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(plan_contents({"a/x.xml", "b/x.xml"}, "", diagnostics));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, static_cast<int>(DiagnosticCode::kSameOutput));
}

TEST(OutputNames, EditionsOfOneContentStandSideBySide) {
  std::vector<Diagnostic> diagnostics;
  const auto plan = plan_output({{"a/x.xml", ""}, {"a/x.xml", "large-print"}}, Results::kSeveral,
                                "no-such-folder", diagnostics);
  ASSERT_TRUE(plan);
  EXPECT_EQ(output_path(*plan, 0, ""), "no-such-folder/x.pdf");
  EXPECT_EQ(output_path(*plan, 1, ""), "no-such-folder/x.large-print.pdf");
}

TEST(OutputNames, EveryEditionOfOneContentNeedsAFolderEvenWhereItIsTheOnlyOne) {
  std::vector<Diagnostic> diagnostics;
  const auto plan = plan_output({{"a/x.xml", ""}}, Results::kSeveral, "y.pdf", diagnostics);
  ASSERT_TRUE(plan);
  EXPECT_EQ(output_path(*plan, 0, ""), "y.pdf/x.pdf");
}

TEST(OutputNames, AnEditionMayNotTakeAnotherContentsName) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(
      plan_output({{"a/x.xml", ""}, {"a/x.xml", "large-print"}, {"a/x.large-print.xml", ""}},
                  Results::kSeveral, "", diagnostics));
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, static_cast<int>(DiagnosticCode::kSameOutput));
}

TEST(OutputNames, AFileIsNoFolder) {
  const std::string file = "/tmp/bifolium-output-names-" + std::to_string(::getpid());
  std::ofstream(file) << "x";
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(plan_contents({"a/x.xml", "a/y.xml"}, file, diagnostics));
  EXPECT_FALSE(plan_contents({"a/x.xml"}, file + "/", diagnostics));
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].code, static_cast<int>(DiagnosticCode::kOutputNotFolder));
  EXPECT_EQ(diagnostics[1].code, static_cast<int>(DiagnosticCode::kCannotMakeFolder));
  std::filesystem::remove(file);
}

TEST(OutputNames, SameFileByOtherPathIsSeen) {
  EXPECT_TRUE(same_file("not-there/../lms.xml", "lms.xml"));
  EXPECT_TRUE(same_file("/tmp/../tmp", "/tmp"));
  EXPECT_FALSE(same_file("/tmp", "/usr"));
}

}  // namespace
}  // namespace bifolium

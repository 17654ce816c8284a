#include "pdf/file_frame.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/check.h"
#include "core/decimal.h"
#include "pdf/test_commands.h"

namespace bifolium {
namespace {

/// A page whose only content is an empty artifact, and `extra` objects that nothing refers to.
std::string small_file(int extra, std::string_view content = "/Artifact BMC EMC\n") {
  Deflater deflater;
  FileFrame frame(deflater);
  const ObjectNumber catalog = frame.reserve(), pages = frame.reserve(), page = frame.reserve();
  const ObjectNumber stream = frame.reserve(), info = frame.reserve();
  const ObjectNumber first_extra = frame.reserve(extra);
  frame.put(catalog, "<</Type/Catalog/Pages 2 0 R>>");
  frame.put(pages, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
  frame.put(page, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<<>>/Contents 4 0 R>>");
  frame.put_stream(stream, {}, content);
  frame.put(info, "<</Title(Small)>>");
  for (int i = 0; i < extra; ++i) frame.put(first_extra + i, "<</Extra true>>");
  EXPECT_EQ(catalog, 1);
  EXPECT_EQ(page, 3);
  return frame.finish(catalog, info);
}

TEST(FileFrame, PassesQpdfCheck) {
  const TestFile file(small_file(0));
  const CommandResult result = run_command("qpdf --check " + file.path());
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_NE(result.output.find("No syntax or stream encoding errors"), std::string::npos)
      << result.output;
}

TEST(FileFrame, PassesQpdfCheckWithSeveralObjectStreams) {
  const TestFile file(small_file(1000));
  const CommandResult result = run_command("qpdf --check " + file.path());
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST(FileFrame, EveryObjectIsFoundByNumber) {
  const TestFile file(small_file(400));
  for (const int number : {1, 5, 6, 155, 156, 157, 405}) {
    const CommandResult result =
        run_command("qpdf --show-object=" + integer_text(number) + " " + file.path());
    EXPECT_EQ(result.status, 0);
    EXPECT_NE(result.output.find("<<"), std::string::npos) << number << ": " << result.output;
  }
}

TEST(FileFrame, EqualObjectsGiveEqualBytes) { EXPECT_EQ(small_file(10), small_file(10)); }

TEST(FileFrame, AnotherContentGivesAnotherIdentifier) {
  const auto id_of = [](const std::string& bytes) {
    const std::size_t at = bytes.rfind("/ID ");
    return bytes.substr(at, 72);
  };
  EXPECT_NE(id_of(small_file(0)), id_of(small_file(0, "/Artifact BMC q Q EMC\n")));
}

TEST(FileFrame, ObjectKeywordsStandOnLinesOfTheirOwn) {  // ISO 19005-2, 6.1.9
  const std::string bytes = small_file(3);
  EXPECT_NE(bytes.find("\n4 0 obj\n<<"), std::string::npos);
  for (std::size_t at = bytes.find("endobj"); at != std::string::npos;
       at = bytes.find("endobj", at + 1)) {
    EXPECT_EQ(bytes[at - 1], '\n');
    EXPECT_EQ(bytes[at + 6], '\n');
  }
}

TEST(FileFrame, RefusesANumberFilledTwice) {
  Deflater deflater;
  FileFrame frame(deflater);
  const ObjectNumber number = frame.reserve();
  frame.put(number, "null");
  EXPECT_THROW(frame.put(number, "null"), InternalError);
}

TEST(FileFrame, RefusesANumberNeverFilled) {
  Deflater deflater;
  FileFrame frame(deflater);
  const ObjectNumber catalog = frame.reserve(2);
  frame.put(catalog, "<</Type/Catalog>>");
  EXPECT_THROW(static_cast<void>(frame.finish(catalog, 0)), InternalError);
}

}  // namespace
}  // namespace bifolium

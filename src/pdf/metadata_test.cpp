#include "pdf/metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check.h"
#include "pdf/test_commands.h"

namespace bifolium {
namespace {

using testing::HasSubstr;
using testing::Not;

DocumentInfo info() {
  DocumentInfo result;
  result.title = "Salt & <pepper>";
  result.language = "en-GB";
  return result;
}

TEST(XmpPacket, IsWellFormedWithAwkwardText) {
  DocumentInfo awkward = info();
  awkward.author = "A ]]> \"B\" 'C' &amp;";
  const TestFile file(
      xmp_packet(awkward, {"2026-11-24T00:00:00Z", "Bifolium", ""}, Claim::kReadingCopy));
  const CommandResult result = run_command("xmllint --noout " + file.path());
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST(XmpPacket, LeavesOutWhatIsEmpty) {  // An empty element is worse than none.
  const std::string packet = xmp_packet(info(), {}, Claim::kReadingCopy);
  EXPECT_THAT(packet, HasSubstr("Salt &amp; &lt;pepper&gt;"));
  EXPECT_THAT(packet, Not(HasSubstr("dc:creator")));
  EXPECT_THAT(packet, Not(HasSubstr("xmp:CreateDate")));
  EXPECT_THAT(packet, Not(HasSubstr("pdf:Producer")));
}

TEST(XmpPacket, ClaimsBothStandards) {
  const std::string packet = xmp_packet(info(), {}, Claim::kReadingCopy);
  EXPECT_THAT(packet, HasSubstr("<pdfaid:part>2</pdfaid:part>"));
  EXPECT_THAT(packet, HasSubstr("<pdfaid:conformance>A</pdfaid:conformance>"));
  EXPECT_THAT(packet, HasSubstr("<pdfuaid:part>1</pdfuaid:part>"));
}

TEST(XmpPacket, RefusesADocumentWithoutTitle) {
  EXPECT_THROW(static_cast<void>(xmp_packet({}, {}, Claim::kReadingCopy)), InternalError);
}

TEST(InfoDictionary, SaysTheSameDateAsXmp) {
  EXPECT_EQ(info_dictionary(info(), {"2026-11-24T01:02:03Z", "B", ""}, Claim::kReadingCopy),
            "<</Title(Salt & <pepper>)/Producer(B)/CreationDate(D:20261124010203Z)"
            "/ModDate(D:20261124010203Z)>>");
}

TEST(InfoDictionary, RefusesAnotherFormOfDate) {
  EXPECT_THROW(
      static_cast<void>(info_dictionary(info(), {"2026-11-24", "", ""}, Claim::kReadingCopy)),
      InternalError);
}

DiagnosticCode code_of(const std::string& profile) {
  Deflater deflater;
  FileFrame frame(deflater);
  Diagnostics diagnostics;
  PdfWorkspace workspace;
  static_cast<void>(write_output_intent(profile, frame, workspace, diagnostics));
  return diagnostics.all().empty() ? DiagnosticCode{}
                                   : static_cast<DiagnosticCode>(diagnostics.all()[0].code);
}

TEST(OutputIntent, TakesAnSrgbProfile) {
  EXPECT_EQ(code_of("/usr/share/color/icc/sRGB.icc"), DiagnosticCode{});
}

TEST(OutputIntent, ReportsAMissingProfile) {
  EXPECT_EQ(code_of("/nowhere/sRGB.icc"), DiagnosticCode::kColorProfileUnreadable);
}

TEST(OutputIntent, ReportsAProfileOfOtherColors) {
  EXPECT_EQ(code_of("/usr/share/color/icc/Gray.icc"), DiagnosticCode::kColorProfileUnsuitable);
}

TEST(OutputIntent, ReportsAFileThatIsNoProfile) {
  const TestFile file("not a profile");
  EXPECT_EQ(code_of(file.path()), DiagnosticCode::kColorProfileUnsuitable);
}

}  // namespace
}  // namespace bifolium

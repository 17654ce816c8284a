#include "core/diagnostics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/check.h"

namespace bifolium {
namespace {

/// The arguments that a pattern names: {0} to {9}.
std::set<char> fields(std::string_view pattern) {
  std::set<char> found;
  for (std::size_t i = 0; i + 2 < pattern.size(); ++i) {
    if (pattern[i] == '{' && pattern[i + 2] == '}') found.insert(pattern[i + 1]);
  }
  return found;
}

TEST(DiagnosticTable, AscendsAndKeepsToTheStages) {
  const auto table = diagnostic_table();
  ASSERT_GT(table.size(), 100U);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const int code = static_cast<int>(table[i].code);
    EXPECT_TRUE(code >= 1000 && code <= 9999) << table[i].name;
    if (i > 0) {
      EXPECT_LT(static_cast<int>(table[i - 1].code), code);
    }
    EXPECT_EQ(&diagnostic_info(table[i].code), &table[i]);
  }
}

TEST(DiagnosticTable, EachRowSaysWhatWasFoundAndWhy) {
  for (const DiagnosticInfo& row : diagnostic_table()) {
    EXPECT_TRUE(row.name.starts_with("k")) << row.name;
    EXPECT_FALSE(row.message.empty()) << row.name;
    EXPECT_FALSE(row.message.ends_with('.')) << row.name << ": a message is no sentence";
    EXPECT_TRUE(row.cause.ends_with('.')) << row.name << ": a cause is a sentence";
  }
}

TEST(DiagnosticTable, ArgumentsAreCountedFromZeroWithoutAGap) {
  for (const DiagnosticInfo& row : diagnostic_table()) {
    std::set<char> used = fields(row.message);
    used.merge(fields(row.help));
    char next = '0';
    for (const char field : used) EXPECT_EQ(field, next++) << row.name;
  }
}

TEST(DiagnosticTable, HasNoOtherCode) {
  EXPECT_THROW((void)diagnostic_info(static_cast<DiagnosticCode>(1)), InternalError);
}

TEST(MakeDiagnostic, FillsArgumentsIntoMessageAndHelp) {
  const SourceFile file{"x.xml"};
  const Diagnostic d = make_diagnostic(DiagnosticCode::kNoNamespace, {&file, 3, 5},
                                       {"leaflet", "urn:bifolium:content:1"});
  EXPECT_EQ(d.code, 1021);
  EXPECT_EQ(d.severity, Severity::kError);
  EXPECT_EQ(d.file, "x.xml");
  EXPECT_EQ(d.line, 3U);
  EXPECT_EQ(d.column, 5U);
  EXPECT_EQ(d.message, "<leaflet> is in no namespace");
  EXPECT_EQ(d.help, "write <leaflet xmlns=\"urn:bifolium:content:1\">");
}

TEST(MakeDiagnostic, LeavesBracesOfArgumentsAlone) {
  const Diagnostic d = make_diagnostic(DiagnosticCode::kWordBrace, {}, {"{1} {0"});
  EXPECT_EQ(d.message, "the word \"{1} {0\" has a brace without its other half");
}

TEST(MakeDiagnostic, RefusesTooFewArguments) {
  EXPECT_THROW((void)make_diagnostic(DiagnosticCode::kWrongRoot, {}, {"p"}), InternalError);
}

TEST(Diagnostics, OnlyErrorsCountAsErrors) {
  Diagnostics sink;
  sink.report(DiagnosticCode::kExpiredAllowed, {}, {"2026-01-01", "2026-11-01"});
  sink.report(DiagnosticCode::kExplainPage, {}, {"1", "before this", "2", "3", "4"});
  EXPECT_FALSE(sink.has_errors());
  sink.report(DiagnosticCode::kDoctype, {});
  EXPECT_TRUE(sink.has_errors());
  EXPECT_EQ(sink.all().size(), 3U);
}

TEST(Diagnostics, SortByPlaceThenCode) {
  const SourceFile a{"a.xml"};
  const SourceFile b{"b.xml"};
  Diagnostics sink;
  sink.report(DiagnosticCode::kDoctype, {&b, 1, 1});
  sink.report(DiagnosticCode::kDoctype, {&a, 10, 1});
  sink.report(DiagnosticCode::kDoctype, {&a, 2, 7});
  sink.report(DiagnosticCode::kDoctype, {&a, 2, 3});
  sink.report(DiagnosticCode::kXmlVersion, {&a, 2, 3}, {"1.1"});
  sink.report(DiagnosticCode::kDoctype, {});
  sink.sort();
  std::string order;
  for (const Diagnostic& d : sink.all()) {
    order += d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " +
             std::to_string(d.code) + "\n";
  }
  EXPECT_EQ(order,
            ":0:0 1006\n"
            "a.xml:2:3 1006\n"
            "a.xml:2:3 1010\n"
            "a.xml:2:7 1006\n"
            "a.xml:10:1 1006\n"
            "b.xml:1:1 1006\n");
}

TEST(Diagnostics, SortDropsExactRepeatsAlone) {
  const SourceFile a{"a.xml"};
  Diagnostics sink;
  sink.report(DiagnosticCode::kUndefinedEntity, {&a, 2, 3}, {"nbsp"});
  sink.report(DiagnosticCode::kUndefinedEntity, {&a, 2, 3}, {"shy"});
  sink.report(DiagnosticCode::kUndefinedEntity, {&a, 2, 3}, {"nbsp"});
  sink.sort();
  // The repeat may be apart from its twin: what is said once is enough.
  std::vector<std::string> messages;
  for (const Diagnostic& d : sink.all()) messages.push_back(d.message);
  std::ranges::sort(messages);
  EXPECT_EQ(messages, (std::vector<std::string>{"the entity &nbsp; is not defined",
                                                "the entity &shy; is not defined"}));
  EXPECT_TRUE(sink.has_errors());
}

TEST(DiagnosticText, NamesPlaceSeverityAndCodeThenHelp) {
  const SourceFile file{"content/x.xml"};
  const Diagnostic d = make_diagnostic(DiagnosticCode::kUndefinedEntity, {&file, 14, 7}, {"nbsp"});
  EXPECT_EQ(diagnostic_text(d),
            "content/x.xml:14:7: error[BF1009]: the entity &nbsp; is not defined\n"
            "  help: write the sign itself, or its number: &#xA0; for a no-break space\n");
}

TEST(DiagnosticText, LeavesOutWhatIsNotKnown) {
  Diagnostic d;
  d.code = 9001;
  d.severity = Severity::kWarning;
  d.message = "something";
  EXPECT_EQ(diagnostic_text(d), "warning[BF9001]: something\n");
  d.severity = Severity::kNote;
  d.file = "x";
  EXPECT_EQ(diagnostic_text(d), "x: note[BF9001]: something\n");
  d.line = 3;
  EXPECT_EQ(diagnostic_text(d), "x:3: note[BF9001]: something\n");
}

TEST(DiagnosticJson, IsOneObjectOnOneLine) {
  Diagnostic d;
  d.code = 1009;
  d.file = "a \"b\".xml";
  d.line = 2;
  d.column = 3;
  d.message = "first\nsecond";
  EXPECT_EQ(diagnostic_json(d),
            R"({"code":"BF1009","severity":"error","file":"a \"b\".xml","line":2,"column":3,)"
            R"("message":"first\nsecond"})");
  d.help = "mend it";
  EXPECT_TRUE(diagnostic_json(d).ends_with(R"(,"help":"mend it"})"));
}

}  // namespace
}  // namespace bifolium

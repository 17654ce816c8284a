#include "style/resolve_values.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "style/replace_text.h"
#include "style/test_sample.h"

namespace bifolium {
namespace {

using test::SampleOptions;
using test::StyledSample;

constexpr const char* kDeclared =
    "<values><value name='name' type='text'/><value name='day' type='date'/>"
    "<value name='hour' type='time'/><value name='line' type='phone'/>"
    "<value name='dose' type='number' unit='mg'/>"
    "<value name='ward' type='text' default='day unit'/></values>";

/// All values are used, so that no finding is about that.
constexpr const char* kUses =
    "<p when='name and day and hour and line and dose and ward'>Used.</p>";

StyledSample sample(const std::string& blocks, GivenValues given, std::string language = "en-GB") {
  SampleOptions options;
  options.language = std::move(language);
  options.meta = kDeclared;
  options.values = std::move(given);
  return StyledSample(blocks + kUses, options);
}

/// A sample in which `name` is declared alone, and not given.
SampleOptions with_name() {
  SampleOptions options;
  options.meta = "<values><value name='name' type='text'/></values>";
  return options;
}

bool prints(const std::string& when, GivenValues given) {
  const StyledSample styled =
      sample("<p>Always.</p><p when=\"" + when + "\">Here.</p>", std::move(given));
  EXPECT_TRUE(styled.codes().empty()) << when;
  return styled.document.conditions.at(0);
}

TEST(Values, StandInTheTextWithTheirRangesAndAreIsolates) {
  const StyledSample styled =
      sample("<p>Dear <value name='name'/>, come <em>on <value name='day'/></em>.</p>",
             {{"name", "Jo  Bell"}, {"day", "2026-12-01"}});
  const Paragraph& p = styled.paragraph("Dear");
  EXPECT_EQ(to_utf8(p.text), "Dear Jo  Bell, come on 1 December 2026.");
  ASSERT_EQ(p.values.size(), 2U);
  EXPECT_EQ(p.values[0], (ValueField{5, 13, 0}));
  EXPECT_EQ(p.values[1], (ValueField{23, 38, 1}));
  for (const Inline& in : p.inlines) {
    if (in.begin != 5 && in.begin != 23) continue;
    EXPECT_TRUE(in.isolate || in.structure == StructType::kEm);
    EXPECT_EQ(in.protect, in.begin == 23) << "a date may not go over a line end; a text may";
  }
  EXPECT_EQ(styled.document.values.at(1).text, u"1 December 2026");
  EXPECT_FALSE(styled.document.values.at(0).beyond_paragraphs);
}

TEST(Values, AreNeverMarkupOrPatterns) {
  const StyledSample styled =
      sample("<p><value name='name'/></p>", {{"name", "<em>{page}</em> &amp; %s"}});
  EXPECT_EQ(to_utf8(styled.paragraph("<em>").text), "<em>{page}</em> &amp; %s");
}

TEST(Values, AreWrittenAsTheLanguageHasThem) {
  const GivenValues given = {
      {"day", "2026-12-01"}, {"hour", "14:30"}, {"dose", "2.50"}, {"line", "020 7946 0123"}};
  const std::string text =
      "<p><value name='day'/>|<value name='hour'/>|<value name='dose'/>|<value name='line'/></p>";
  EXPECT_EQ(to_utf8(sample(text, given).paragraph("1 Dec").text),
            "1 December 2026|14:30|2.50\u00A0mg|020 7946 0123");
  EXPECT_EQ(to_utf8(sample(text, given, "de").paragraph("1. Dez").text),
            "1. Dezember 2026|14:30|2,50\u00A0mg|020 7946 0123");
}

TEST(Values, ThatReachBeyondParagraphsAreMarked) {
  const StyledSample heading = sample(
      "<section xml:id='s'><title>For <value name='name'/></title><p>x</p></section>"
      "<p><xref to='s'/></p>",
      {{"name", "Jo"}});
  EXPECT_TRUE(heading.document.values.at(0).beyond_paragraphs) << "the description of the link";
  const Paragraph& reference = heading.paragraph("\u201CFor Jo");
  ASSERT_EQ(reference.values.size(), 1U);
  EXPECT_EQ(to_utf8(reference.text).substr(0, 13), "\u201CFor Jo\u201D ");
  const StyledSample alone = sample(
      "<section><title>For <value name='name'/></title><p>x</p></section>", {{"name", "Jo"}});
  EXPECT_FALSE(alone.document.values.at(0).beyond_paragraphs) << "bookmarks are made later";
}

TEST(Values, CanBeReplacedByThoseOfAnotherJob) {
  const std::string text = "<p>A <value name='name'/> <em>and <value name='ward'/></em> z</p>";
  StyledSample styled = sample(text, {{"name", "Jo"}, {"ward", "W"}});
  const StyledSample other = sample(text, {{"name", "Alexandra"}, {"ward", "theatre"}});
  for (Paragraph& p : styled.document.paragraphs) {
    for (std::size_t i = 0; i < p.values.size(); ++i) {
      const ValueField field = p.values[i];
      replace_text(p, {{field.begin, field.end, other.document.values[field.value].text}});
    }
  }
  const Paragraph& p = styled.paragraph("A ");
  const Paragraph& want = other.paragraph("A ");
  EXPECT_EQ(p.text, want.text);
  EXPECT_EQ(p.values, want.values);
  EXPECT_EQ(StyledSample::marked(p), StyledSample::marked(want));
  ASSERT_EQ(p.inlines.size(), want.inlines.size());
  for (std::size_t i = 0; i < p.inlines.size(); ++i) {
    EXPECT_EQ(p.inlines[InlineId{i}].begin, want.inlines[InlineId{i}].begin);
    EXPECT_EQ(p.inlines[InlineId{i}].end, want.inlines[InlineId{i}].end);
  }
}

TEST(Values, DoNotDecideWhatIsKeptTogether) {
  const std::string list = "<list><item>x</item></list>";
  EXPECT_TRUE(sample("<p>Bring:</p>" + list, {}).block("Bring:").list_intro);
  EXPECT_FALSE(sample("<p>Bring <value name='name'/></p>" + list, {{"name", "this:"}})
                   .block("Bring this:")
                   .list_intro);
}

TEST(Values, AreRefusedWithoutBeingQuoted) {
  for (const auto& [name, text, code] :
       std::vector<std::tuple<std::string, std::string, DiagnosticCode>>{
           {"day", "SECRET", DiagnosticCode::kValueMistyped},
           {"hour", "24:00", DiagnosticCode::kValueMistyped},
           {"dose", "1e3", DiagnosticCode::kValueMistyped},
           {"dose", "007", DiagnosticCode::kValueMistyped},
           {"line", "ask SECRET", DiagnosticCode::kValueMistyped},
           {"name", "SECRET\n", DiagnosticCode::kValueUnprintable},
           {"name", "SECRET\u2028", DiagnosticCode::kValueUnprintable},
           {"name", "SECRET\u202E", DiagnosticCode::kValueUnprintable},
           {"name", "SECRET\u2067", DiagnosticCode::kValueUnprintable},
           {"name", "SECRET\xFF", DiagnosticCode::kValueUnprintable},
           {"name", std::string(1001, 'S'), DiagnosticCode::kValueUnprintable}}) {
    const StyledSample styled = sample("<p>x</p>", {{name, text}});
    ASSERT_EQ(styled.codes(), std::vector<int>{static_cast<int>(code)}) << name;
    const std::string said = diagnostic_text(styled.diagnostics.all().front());
    EXPECT_EQ(said.find(text), std::string::npos) << said;
    EXPECT_EQ(said.find("SECRET"), std::string::npos) << said;
  }
  EXPECT_TRUE(sample("<p>x</p>", {{"name", std::string(1000, 'S')}}).codes().empty());
}

TEST(Values, ThatAreEmptyCountAsNotGiven) {
  EXPECT_EQ(to_utf8(sample("<p>At <value name='ward'/></p>", {{"ward", ""}}).paragraph("At").text),
            "At day unit");
  EXPECT_EQ(sample("<p>At <value name='name'/></p>", {{"name", ""}}).codes(),
            std::vector<int>{static_cast<int>(DiagnosticCode::kValueMissing)});
}

TEST(Conditions, CompareByTheTypeOfTheValue) {
  EXPECT_TRUE(prints("dose &lt; 10", {{"dose", "9.5"}})) << "as numbers, not as text";
  EXPECT_TRUE(prints("dose = 2.5", {{"dose", "2.500000"}}));
  EXPECT_TRUE(prints("dose &gt; -1", {{"dose", "0"}}));
  EXPECT_FALSE(prints("dose &gt;= 2.500001", {{"dose", "2.5"}}));
  EXPECT_TRUE(prints("day &lt;= '2026-12-01'", {{"day", "2026-12-01"}}));
  EXPECT_FALSE(prints("day &lt; '2026-12-01'", {{"day", "2026-12-01"}}));
  EXPECT_TRUE(prints("hour &gt; '09:00'", {{"hour", "14:30"}}));
  EXPECT_TRUE(prints("ward = 'day unit'", {}));
  EXPECT_FALSE(prints("ward = 'Day unit'", {}));
}

TEST(Conditions, BindNotBeforeAndBeforeOr) {
  const GivenValues name_alone = {{"name", "Jo"}};
  EXPECT_TRUE(prints("name or day and hour", name_alone));
  EXPECT_FALSE(prints("(name or day) and hour", name_alone));
  EXPECT_TRUE(prints("not day and name", name_alone));
  EXPECT_FALSE(prints("not (day or name)", name_alone));
  EXPECT_TRUE(prints("not not name", name_alone));
}

TEST(Conditions, OnAValueThatIsNotGivenAreFalseButForNotEqual) {
  for (const char* sign : {"=", "&lt;", "&lt;=", "&gt;", "&gt;="}) {
    EXPECT_FALSE(prints(std::string("dose ") + sign + " 0", {})) << sign;
  }
  EXPECT_TRUE(prints("dose != 0", {}));
  EXPECT_FALSE(prints("dose", {}));
}

TEST(Conditions, LeaveNothingEmptyBehind) {
  EXPECT_EQ(test::tree_of("<list><item when='name'>a</item><item>b</item></list>", with_name()),
            "L\n  LI\n    Lbl •\n    LBody\n      P b\n");
  for (const char* block :
       {"<list><item when='name'>a</item></list>",
        "<section><title>T</title><p when='name'>a</p></section>",
        "<callout kind='warning'><title>T</title><p when='name'>a</p></callout>",
        "<key-points><item when='name'>a</item></key-points>",
        "<faq><question>Q</question><answer><p when='name'>a</p></answer></faq>",
        "<definitions><term>T</term><definition><p when='name'>a</p></definition></definitions>",
        "<faq><question when='name'>Q</question><answer>a</answer></faq>",
        "<definitions><term when='name'>T</term><definition>a</definition></definitions>",
        "<section><title>T</title><section><title>U</title><p "
        "when='name'>a</p></section></section>",
        "<quote><p when='name'>a</p></quote>", "<p when='name'>a</p>"}) {
    EXPECT_EQ(test::tree_of(std::string(block) + "<p>Always.</p>", with_name()), "P Always.\n")
        << block;
  }
}

TEST(Conditions, TakeTheReferencesAwayWithWhatCitesThem) {
  const std::string references =
      "<references when='name'><reference xml:id='one'><title>One</title></reference></references>";
  EXPECT_EQ(test::tree_of("<p>a <cite to='one'/></p>" + references, with_name()),
            test::tree_of("<p>a</p>"));
}

TEST(Values, MayStandInAPhoneNumberThatIsLinked) {
  SampleOptions options = with_name();
  options.meta = "<values><value name='line' type='phone' default='020 7946 0123'/></values>";
  const StyledSample styled(
      "<contacts><contact><phone><value name='line'/></phone></contact></contacts>", options);
  EXPECT_TRUE(styled.codes().empty());
  const Paragraph& paragraph = styled.paragraph("Phone");
  EXPECT_EQ(to_utf8(paragraph.text), "Phone 020 7946 0123");
  EXPECT_TRUE(std::ranges::any_of(paragraph.inlines,
                                  [](const Inline& in) { return in.href == "tel:02079460123"; }));
  // Another number leads elsewhere: that reaches beyond the text.
  EXPECT_TRUE(styled.document.values.front().beyond_paragraphs);
}

TEST(Conditions, TakeCitationsOutOfTheNumbering) {
  const std::string blocks =
      "<p when='name'>a<cite to='one'/></p><p>b<cite to='two'/></p>"
      "<references><reference xml:id='one'><title>One</title></reference>"
      "<reference xml:id='two'><title>Two</title></reference></references>";
  const StyledSample styled(blocks, with_name());
  EXPECT_TRUE(styled.codes().empty()) << "the first is cited, if not this time";
  const std::string tree = styled.tree();
  EXPECT_LT(tree.find("Two"), tree.find("One")) << tree;
}

}  // namespace
}  // namespace bifolium

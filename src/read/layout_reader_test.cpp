#include "read/layout_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace bifolium {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Everything that a layout needs, for tests that are about something else.
constexpr std::string_view kPage =
    "<page size='A5' inner='15mm' outer='14mm' top='19mm' bottom='20mm'/>";
constexpr std::string_view kBody = "<part kind='body'/>";

std::string layout(std::string_view name, std::string_view extends, std::string_view content) {
  std::string out = "<layout xmlns='urn:bifolium:layout:1' name='";
  out.append(name).append("' title='Of a test'");
  if (!extends.empty()) out.append(" extends='").append(extends).append("'");
  return out.append(">").append(content).append("</layout>");
}

std::string base(std::string_view content) {
  return layout("base", "", std::string(kPage).append(kBody).append(content));
}

/// Reads layouts that stand in a map, and keeps what was reported.
class LayoutReader : public testing::Test {
 protected:
  std::optional<LayoutSpec> read(const std::string& name, std::string_view edition = "") {
    return read_layout({name + ".xml", files_.at(name)}, finder(), edition, diagnostics_);
  }

  LayoutFinder finder() {
    return [this](const std::string& name) -> Expected<LayoutSource, Diagnostic> {
      const auto found = files_.find(name);
      if (found != files_.end()) return LayoutSource{name + ".xml", found->second};
      Diagnostic missing;
      missing.message = "no such layout";
      missing.help = "look into layouts/";
      return Unexpected{missing};
    };
  }

  /// "file:line:column code" of all that was reported.
  std::vector<std::string> places() const {
    std::vector<std::string> out;
    for (const Diagnostic& d : diagnostics_.all()) {
      out.push_back(d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " +
                    std::to_string(d.code));
    }
    return out;
  }

  /// What the last rule that is exactly `element` says of a property; "-" where none does.
  static std::string said(const LayoutSpec& spec, std::string_view element, Property property) {
    std::string word = "-";
    for (const StyleRule& rule : spec.rules) {
      if (rule.steps.size() != 1 || rule.steps[0].element != element) continue;
      for (const Declaration& d : rule.declarations) {
        if (d.property == property) word = d.word;
      }
    }
    return word;
  }

  static std::vector<std::string> running_names(const LayoutSpec& spec) {
    std::vector<std::string> names;
    for (const RunningSpec& running : spec.running) names.push_back(running.name);
    return names;
  }

  std::map<std::string, std::string> files_;
  Diagnostics diagnostics_;
};

TEST_F(LayoutReader, ReadsPageByNameAndLengthsExactly) {
  files_["base"] = base("");
  const auto spec = read("base");
  ASSERT_TRUE(spec);
  EXPECT_THAT(places(), IsEmpty());
  EXPECT_EQ(spec->page.width.absolute(), Length::micrometers(148'000));
  EXPECT_EQ(spec->page.height.absolute(), Length::micrometers(210'000));
  EXPECT_EQ(spec->page.inner.absolute(), Length::micrometers(15'000));
  EXPECT_FALSE(spec->page.facing);
}

TEST_F(LayoutReader, HoldsThreeDecimalsOfEachUnit) {
  files_["base"] = base("<style match='p' indent='-1.025em' space-before='8.5pt' hang='.5mm'/>");
  ASSERT_TRUE(read("base"));
  EXPECT_THAT(places(), ElementsAre("base.xml:1:212 1306"));  // .5mm needs its zero
  files_["base"] = base("<style match='p' indent='-1.025em' space-before='8.5pt' hang='0.33in'/>");
  diagnostics_ = {};
  const auto spec = read("base");
  ASSERT_TRUE(spec);
  EXPECT_THAT(places(), IsEmpty());
  const auto& declarations = spec->rules.at(0).declarations;
  EXPECT_EQ(declarations.at(0).length, (LengthSpec{-1'025, LengthUnit::kEm}));
  EXPECT_EQ(declarations.at(1).length, (LengthSpec{8'500, LengthUnit::kPt}));
  EXPECT_EQ(declarations.at(2).length->absolute(), Length::milliinches(330));
}

TEST_F(LayoutReader, LaterRuleOfOneSelectorReplacesPropertyByProperty) {
  files_["base"] = base(
      "<style match='p,  section > p' color='#000000' align='start'/>"
      "<style match='section>p' align='end'/>");
  const auto spec = read("base");
  ASSERT_TRUE(spec);
  EXPECT_THAT(places(), IsEmpty());
  ASSERT_EQ(spec->rules.size(), 3U);
  EXPECT_EQ(spec->rules[0].declarations.size(), 2U);
  EXPECT_EQ(spec->rules[1].declarations.size(), 1U);  // only the colour is left of it
  EXPECT_EQ(spec->rules[2].declarations.at(0).word, "end");
}

TEST_F(LayoutReader, ChildComesAfterParentAndEditionsAfterBoth) {
  files_["base"] = base(
      "<style match='p' align='start' color='#000001'/><style match='item' align='start'/>"
      "<edition name='standard' title='S'/>"
      "<edition name='large' title='L'><style match='p' size='18pt'/>"
      "<style match='item' size='18pt'/></edition>");
  files_["child"] = layout("child", "base",
                           "<style match='p' color='#000002' size='13pt'/>"
                           "<edition name='large'><style match='item' size='20pt'/></edition>");
  const auto standard = read("child");
  ASSERT_TRUE(standard);
  EXPECT_EQ(standard->edition, "standard");
  EXPECT_EQ(said(*standard, "p", Property::kSize), "13pt");
  EXPECT_EQ(said(*standard, "p", Property::kAlign), "start");
  EXPECT_EQ(said(*standard, "p", Property::kColor), "#000002");
  const auto large = read("child", "large");
  ASSERT_TRUE(large);
  EXPECT_EQ(said(*large, "p", Property::kSize), "18pt");
  EXPECT_EQ(said(*large, "item", Property::kSize), "20pt");
  EXPECT_THAT(places(), IsEmpty());
  EXPECT_EQ(large->files.at(0)->path, "child.xml");
  EXPECT_EQ(large->files.at(1)->path, "base.xml");
}

TEST_F(LayoutReader, PageIsOverriddenAttributeByAttribute) {
  files_["base"] = base("");
  files_["child"] = layout("child", "base", "<page size='A4' top='25mm' facing='yes'/>");
  const auto spec = read("child");
  ASSERT_TRUE(spec);
  EXPECT_EQ(spec->page.width.absolute(), Length::micrometers(210'000));
  EXPECT_EQ(spec->page.top.absolute(), Length::micrometers(25'000));
  EXPECT_EQ(spec->page.bottom.absolute(), Length::micrometers(20'000));
  EXPECT_TRUE(spec->page.facing);
}

TEST_F(LayoutReader, PageBackgroundIsADeclaredColorOrNone) {
  files_["base"] = base(
      "<color name='cream' value='#FBF5E6'/>"
      "<edition name='plain' title='Plain'/>"
      "<edition name='soft' title='Soft'><page background='cream'/></edition>"
      "<edition name='lost' title='Lost'><page background='lost'/></edition>");
  files_["child"] =
      layout("child", "base", "<edition name='soft'><page background='none'/></edition>");
  EXPECT_EQ(read("base")->page.background, "none");
  EXPECT_EQ(read("base", "soft")->page.background, "cream");
  EXPECT_EQ(read("child", "soft")->page.background, "none");
  EXPECT_THAT(places(), IsEmpty());
  EXPECT_TRUE(read("base", "lost"));
  EXPECT_THAT(places(), ElementsAre(testing::EndsWith(" 1315")));
}

TEST_F(LayoutReader, NoEditionIsCalledAll) {
  files_["base"] = base("<edition name='all' title='All'/><edition name='alls' title='Alls'/>");
  const auto spec = read("base");
  ASSERT_TRUE(spec);
  ASSERT_EQ(spec->editions.size(), 1U);
  EXPECT_EQ(spec->editions[0].name, "alls");
  EXPECT_EQ(places().size(), 1U);
}

TEST_F(LayoutReader, FitIsOverriddenAttributeByAttribute) {
  files_["base"] = base(
      "<fit pages='8' space='60.5% 130%' size='90% 100%' floor='12pt'/>"
      "<edition name='standard' title='Standard'/>"
      "<edition name='large' title='Large'><fit pages='any' floor='18pt' lines='no'/></edition>");
  files_["child"] = layout("child", "base", "<fit size='100% 110%' leading='97% 100%'/>");
  const auto spec = read("child");
  ASSERT_TRUE(spec);
  EXPECT_EQ(spec->fit.pages, (PageTarget{PageTarget::Kind::kExactly, 8}));
  EXPECT_EQ(spec->fit.space, (FitRange{605, 1300}));
  EXPECT_EQ(spec->fit.leading, (FitRange{970, 1000}));
  EXPECT_EQ(spec->fit.size, (FitRange{1000, 1100}));
  EXPECT_EQ(spec->fit.floor->absolute(), Length::points(12));
  EXPECT_TRUE(spec->fit.lines);
  const auto large = read("child", "large");
  ASSERT_TRUE(large);
  EXPECT_EQ(large->fit.pages, PageTarget());
  EXPECT_EQ(large->fit.space, (FitRange{605, 1300}));
  EXPECT_EQ(large->fit.floor->absolute(), Length::points(18));
  EXPECT_FALSE(large->fit.lines);
}

TEST_F(LayoutReader, WithoutFitNothingGivesButLines) {
  files_["base"] = base("");
  const auto spec = read("base");
  ASSERT_TRUE(spec);
  EXPECT_EQ(spec->fit.pages, PageTarget());
  for (const FitRange& range : {spec->fit.space, spec->fit.leading, spec->fit.size}) {
    EXPECT_EQ(range, (FitRange{1000, 1000}));
  }
  EXPECT_FALSE(spec->fit.floor);
  EXPECT_TRUE(spec->fit.lines);
}

TEST_F(LayoutReader, ColorIsReplacedByName) {
  files_["base"] =
      base("<color name='accent' value='#0B4F6C'/><color name='ink' value='#1c2429'/>");
  files_["child"] = layout("child", "base", "<color name='accent' value='#5A2A6B'/>");
  const auto spec = read("child");
  ASSERT_TRUE(spec);
  ASSERT_EQ(spec->colors.size(), 2U);
  EXPECT_EQ(spec->resolve_color("accent"), (Color{0x5A, 0x2A, 0x6B}));
  EXPECT_EQ(spec->resolve_color("ink"), (Color{0x1C, 0x24, 0x29}));
  EXPECT_EQ(spec->resolve_color("#0102fF"), (Color{1, 2, 255}));
  EXPECT_EQ(spec->resolve_color("none"), std::nullopt);
}

constexpr std::string_view kFolio =
    "<running name='folio' pages='recto verso' edge='foot' at='outer' baseline='12mm' "
    "style='folio'><field name='page-of'/></running>";

TEST_F(LayoutReader, RunningIsOverriddenAttributeByAttribute) {
  files_["base"] = base(kFolio);
  files_["child"] = layout("child", "base", "<running name='folio' at='center'/>");
  const auto spec = read("child");
  ASSERT_TRUE(spec);
  EXPECT_THAT(places(), IsEmpty());
  const RunningSpec& running = spec->running.at(0);
  EXPECT_EQ(running.place, RunningPlace::kCenter);
  EXPECT_EQ(running.edge, RunningEdge::kFoot);
  EXPECT_EQ(running.pieces.at(0).kind, FieldKind::kPageOf);
  EXPECT_TRUE(running.pages.has(PageKind::kRecto) && running.pages.has(PageKind::kVerso));
  EXPECT_FALSE(running.pages.has(PageKind::kFirst));
}

TEST_F(LayoutReader, RunningTextKeepsSpacesBetweenWordsAndFieldsAlone) {
  files_["base"] = base(
      "<running name='a' pages='recto' edge='head' at='start' baseline='9mm' style='s'>\n"
      "  Page <!-- the number --> <field name='page'/> <field name='pages'/>\n  end\n</running>");
  const auto spec = read("base");
  ASSERT_TRUE(spec);
  std::vector<std::string> texts;
  for (const RunningPiece& piece : spec->running.at(0).pieces) texts.push_back(piece.text);
  EXPECT_THAT(texts, ElementsAre("Page ", "", " ", "", " end"));
}

TEST_F(LayoutReader, RemovedStaysAwayThoughParentsEditionSpeaksOfIt) {
  files_["base"] = base(std::string(kFolio) +
                        "<edition name='large' title='L'>"
                        "<running name='folio' baseline='18mm'/></edition>");
  files_["child"] = layout("child", "base", "<running name='folio' remove='yes'/>");
  const auto spec = read("child", "large");
  ASSERT_TRUE(spec);
  EXPECT_THAT(places(), IsEmpty());
  EXPECT_THAT(running_names(*spec), IsEmpty());
}

TEST_F(LayoutReader, RemovedMayBeDeclaredAnewBelow) {
  files_["base"] = base(kFolio);
  files_["child"] = layout("child", "base", "<running name='folio' remove='yes'/>");
  files_["grandchild"] = layout("grandchild", "child", kFolio);
  const auto spec = read("grandchild");
  ASSERT_TRUE(spec);
  EXPECT_THAT(running_names(*spec), ElementsAre("folio"));
  EXPECT_THAT(places(), IsEmpty());
}

TEST_F(LayoutReader, PartsAreReplacedAsAWhole) {
  files_["base"] = layout(
      "base", "",
      std::string(kPage) + "<part kind='cover'/><part kind='body'/>" + "<part kind='references'/>");
  files_["child"] =
      layout("child", "base", "<part kind='body'/><part kind='references' own-page='no'/>");
  const auto spec = read("child");
  ASSERT_TRUE(spec);
  ASSERT_EQ(spec->parts.size(), 2U);
  EXPECT_EQ(spec->parts[0].kind, PartKind::kBody);
  EXPECT_TRUE(spec->parts[0].own_page);
  EXPECT_FALSE(spec->parts[1].own_page);
}

TEST_F(LayoutReader, InheritsEditionsAndRenamesThem) {
  files_["base"] = base(
      "<edition name='standard' title='Standard'/>"
      "<edition name='large' title='Large'/>");
  files_["child"] = layout("child", "base",
                           "<edition name='large' title='Very large'/>"
                           "<edition name='plain' title='Black and white'/>");
  const auto info = read_layout_info({"child.xml", files_["child"]}, finder(), diagnostics_);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->name, "child");
  std::vector<std::string> editions;
  for (const EditionInfo& e : info->editions) editions.push_back(e.name + "/" + e.title);
  EXPECT_THAT(editions,
              ElementsAre("standard/Standard", "large/Very large", "plain/Black and white"));
  EXPECT_THAT(places(), IsEmpty());
}

TEST_F(LayoutReader, NamesAllEditionsWhereOneIsUnknown) {
  files_["base"] = base("<edition name='standard' title='S'/><edition name='large' title='L'/>");
  EXPECT_TRUE(read("base", "lage"));
  ASSERT_EQ(diagnostics_.all().size(), 1U);
  EXPECT_EQ(diagnostics_.all()[0].message, "the layout base has no edition \"lage\"");
  EXPECT_EQ(diagnostics_.all()[0].help, "it has standard, large");
}

TEST_F(LayoutReader, ReportsACycleOnceAndGivesNothing) {
  files_["a"] = layout("a", "b", "");
  files_["b"] = layout("b", "c", "");
  files_["c"] = layout("c", "b", "");
  EXPECT_FALSE(read("a"));
  ASSERT_THAT(places(), ElementsAre("c.xml:1:66 1343"));
  EXPECT_EQ(diagnostics_.all()[0].message,
            "the layouts extend each other: a extends b extends c extends b");
}

TEST_F(LayoutReader, ReportsAnUnknownParentAtTheAttribute) {
  files_["a"] = layout("a", "nobody", "");
  EXPECT_FALSE(read("a"));
  ASSERT_THAT(places(), ElementsAre("a.xml:1:66 1342"));
  EXPECT_EQ(diagnostics_.all()[0].message, "can't extend \"nobody\": no such layout");
  EXPECT_EQ(diagnostics_.all()[0].help, "look into layouts/");
}

TEST_F(LayoutReader, BoundsTheChainOfParents) {
  for (int i = 0; i < 20; ++i) {
    files_["l" + std::to_string(i)] =
        layout("l" + std::to_string(i), "l" + std::to_string(i + 1), "");
  }
  EXPECT_FALSE(read("l0"));
  EXPECT_THAT(places(), ElementsAre("l16.xml:1:68 1344"));
}

TEST_F(LayoutReader, FaultOfAParentIsReportedInItsFile) {
  files_["base"] = base("\n<style match='p' size='12'/>");
  files_["child"] = layout("child", "base", "\n\n<style match='p' hang='1furlong'/>");
  EXPECT_TRUE(read("child"));
  EXPECT_THAT(places(), ElementsAre("child.xml:3:18 1306", "base.xml:2:18 1305"));
}

TEST_F(LayoutReader, ReportsIncompleteMarksAfterMergingOnly) {
  files_["base"] = base("<decoration name='band' pages='cover' kind='panel' x='0mm' y='0mm'/>");
  files_["child"] = layout("child", "base",
                           "<decoration name='band' width='100%' height='9mm' color='#000000'/>");
  EXPECT_TRUE(read("child"));
  EXPECT_THAT(places(), IsEmpty());
  EXPECT_TRUE(read("base"));
  ASSERT_EQ(diagnostics_.all().size(), 1U);
  EXPECT_EQ(diagnostics_.all()[0].message, "<decoration name=\"band\"> lacks width, height, color");
}

TEST_F(LayoutReader, IllFormedXmlGivesNothing) {
  files_["base"] = "<layout";
  EXPECT_FALSE(read("base"));
  EXPECT_TRUE(diagnostics_.has_errors());
}

TEST_F(LayoutReader, SheetsOfAPressAreOfThePagesOwnKind) {
  for (const bool inches : {false, true}) {
    files_["l"] =
        layout("l", "",
               "<page size='" + std::string(inches ? "half-letter" : "A5") +
                   "' inner='15mm' outer='14mm' top='19mm' bottom='20mm'/>" + std::string(kBody) +
                   "<press name='b' title='B' kind='booklet' sheet='auto'/>");
    const auto spec = read("l");
    ASSERT_TRUE(spec);
    const std::vector<Size>& sheets = spec->presses.at(0).sheets;
    const Size letter{Length::points(612), Length::points(792)};
    const Size a4{Length::micrometers(210'000), Length::micrometers(297'000)};
    EXPECT_EQ(std::ranges::count(sheets, letter), inches ? 1 : 0);
    EXPECT_EQ(std::ranges::count(sheets, a4), inches ? 0 : 1);
  }
}

}  // namespace
}  // namespace bifolium

#include "typeset/fit_pages.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "bifolium/typesetter.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPage =
    R"(<page width="100mm" height="120mm" inner="10mm" outer="10mm" top="12mm" bottom="12mm"/>
    <style match="leaflet" family="Noto Sans" size="12pt" leading="16pt"/>
    <style match="p, section > title" space-before="8pt" space-after="8pt"/>
    <part kind="body"/>)";

/// Of two to six lines each.
std::string paragraphs(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "<p>Paragraph " + std::to_string(i) + ": your team will talk with you about it all.";
    for (int more = 0; more < i * 7 % 5; ++more) {
      text += " They know which treatments may help, and what may come of them.";
    }
    text += "</p>";
  }
  return text;
}

/// Leaflets and layouts in a folder of their own.
class FitPages : public testing::Test {
 protected:
  FitPages() {
    std::string pattern = (fs::temp_directory_path() / "bifolium-fit-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directories(folder_ / "layouts");
    setup_.data_folders = {folder_.string(), BIFOLIUM_SOURCE_DIR};
  }
  ~FitPages() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  void layout(std::string_view fit, std::string_view more = "") const {
    put("layouts/fit.xml", R"(<layout xmlns="urn:bifolium:layout:1" name="fit" title="Fit">)" +
                               std::string(kPage) + std::string(fit) + std::string(more) +
                               "</layout>");
  }
  void content(const std::string& blocks, const std::string& meta = "") const {
    put("x.xml", R"(<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>T</title>)" +
                     meta + "</meta>" + blocks + "</leaflet>");
  }
  [[nodiscard]] Document make(const std::string& pages) const {
    Request request;
    request.content = (folder_ / "x.xml").string();
    request.layout = "fit";
    request.pages = pages;
    request.explain = true;
    request.values = values_;
    const Typesetter typesetter(setup_);
    return Compositor(typesetter).make(request);
  }
  /// The message of the first finding of that code, or "".
  static std::string said(const Document& document, DiagnosticCode code) {
    for (const Diagnostic& d : document.diagnostics) {
      if (d.code == static_cast<int>(code)) return d.message;
    }
    return {};
  }
  static std::string setting(const Document& document) {
    return said(document, DiagnosticCode::kExplainFit);
  }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }

  fs::path folder_;
  ::bifolium::Setup setup_;
  std::vector<std::pair<std::string, std::string>> values_;
};

TEST_F(FitPages, WhatFillsItsPagesAlreadyStaysAsItIs) {
  layout(R"(<fit space="50% 200%" size="90% 110%"/>)");
  content(paragraphs(20));
  const Document natural = make("");
  const Document same = make(std::to_string(natural.pages));
  EXPECT_TRUE(same.pdf == natural.pdf);
  EXPECT_TRUE(has(setting(same), "space between blocks at 100%, leading at 100%, type at 100%"));
  EXPECT_EQ(setting(natural), "");
}

TEST_F(FitPages, SpaceGivesBeforeLeadingAndLeadingBeforeSize) {
  int by_space = 0, by_leading = 0, by_size = 0;
  for (int count = 24; count < 36; ++count) {
    content(paragraphs(count));
    layout("");
    const std::string wanted = std::to_string(make("").pages - 1);
    const auto fits_with = [&](const std::string& fit) {
      layout("<fit lines=\"no\" " + fit + "/>");
      return make(wanted).status == Status::kDone;
    };
    const std::string space = "space=\"20% 100%\"", leading = "leading=\"88% 100%\"";
    const bool space_does = fits_with(space);
    const bool both_do = fits_with(space + ' ' + leading);
    if (!fits_with(space + ' ' + leading + " size=\"60% 100%\"")) continue;
    const std::string note = setting(make(wanted));
    EXPECT_TRUE(has(note, "fills " + wanted + " pages")) << note;
    EXPECT_EQ(has(note, "leading at 100%, type at 100%"), space_does) << note;
    EXPECT_TRUE(!both_do || has(note, "type at 100%")) << note;
    (space_does ? by_space : both_do ? by_leading : by_size) += 1;
  }
  EXPECT_GT(by_space, 0);
  EXPECT_GT(by_leading + by_size, 0);
}

/// What a note says of the space between blocks, in thousandths.
int space_in(const std::string& note) {
  std::size_t at = note.find("blocks at ") + 10;
  const int percent = std::stoi(note.substr(at));
  at = note.find_first_not_of("0123456789", at);
  return percent * 10 + (note[at] == '.' ? note[at + 1] - '0' : 0);
}

TEST_F(FitPages, NoMoreGivesThanItMust) {
  int made = 0;
  for (int count = 20; count < 36; ++count) {
    content(paragraphs(count));
    layout("");
    const std::string wanted = std::to_string(make("").pages - 1);
    layout(R"(<fit space="0% 100%" lines="no"/>)");
    const Document fitted = make(wanted);
    if (fitted.status != Status::kDone) continue;
    ++made;
    // Half a percent less of it, and the pages are too many.
    const int less = space_in(setting(fitted)) + 5;
    ASSERT_LE(less, 1000);
    layout("<fit space=\"" + std::to_string(less / 10) + '.' + std::to_string(less % 10) +
           "% 100%\" lines=\"no\"/>");
    EXPECT_NE(make(wanted).status, Status::kDone) << setting(fitted);
  }
  EXPECT_GT(made, 3);
}

TEST_F(FitPages, TypeNeverPassesTheFloor) {
  content(paragraphs(60));
  layout("");
  const std::size_t natural = make("").pages;
  layout(R"(<fit size="50% 100%" floor="11pt"/>)");
  const Document little = make(std::to_string(natural / 2));
  EXPECT_EQ(little.status, Status::kInputWrong);
  const std::string why = said(little, DiagnosticCode::kFitTooLong);
  EXPECT_TRUE(has(why, "at the floor of 11 pt it needs ")) << why;
  EXPECT_TRUE(little.pdf.empty());
}

TEST_F(FitPages, RefusalNamesWhatIsPossible) {
  content("<section><title>Long one</title>" + paragraphs(20) +
          "</section><section><title>Short one</title>" + paragraphs(4) + "</section>");
  layout(R"(<fit space="70% 130%"/>)");
  const std::size_t natural = make("").pages;
  for (const std::size_t wanted : {natural - 2, natural + 3}) {
    const Document refused = make(std::to_string(wanted));
    ASSERT_EQ(refused.status, Status::kInputWrong);
    const auto error =
        std::ranges::find(refused.diagnostics, Severity::kError, &Diagnostic::severity);
    ASSERT_NE(error, refused.diagnostics.end());
    const std::size_t at = error->help.find("ask for ");
    ASSERT_NE(at, std::string::npos) << error->help;
    const std::size_t possible = std::stoul(error->help.substr(at + 8));
    EXPECT_EQ(make(std::to_string(possible)).pages, possible) << error->message;
  }
  const std::string why = said(make(std::to_string(natural - 2)), DiagnosticCode::kFitTooLong);
  EXPECT_TRUE(has(why, "at its tightest setting")) << why;
  EXPECT_TRUE(has(why, "the longest sections are “Long one” (")) << why;
}

TEST_F(FitPages, OfTwoMultiplesTheOneThatNeedsLessIsTaken) {
  content(paragraphs(30));
  layout(R"(<fit space="20% 250%" leading="80% 150%" size="60% 180%"/>)");
  const std::size_t natural = make("").pages;
  const std::string multiple = "multiple-of-" + std::to_string(natural - 1);
  EXPECT_EQ(make(multiple).pages, natural - 1);
  const Document even = make("even");
  EXPECT_EQ(even.pages % 2, 0U);
  EXPECT_LE(even.pages, natural + 1);
}

TEST_F(FitPages, TheLayoutsOwnNumberHoldsUnlessTheRequestSaysOtherwise) {
  content(paragraphs(30));
  layout("");
  const std::size_t natural = make("").pages;
  layout("<fit pages=\"" + std::to_string(natural - 1) +
         R"(" space="20% 100%" leading="80% 100%" size="60% 100%"/>)");
  EXPECT_EQ(make("").pages, natural - 1);
  EXPECT_EQ(make("any").pages, natural);
  const Document bad = make("8 pages");
  EXPECT_EQ(bad.status, Status::kInputWrong);
  EXPECT_TRUE(has(said(bad, DiagnosticCode::kBadPageTarget), "8 pages"));
}

TEST_F(FitPages, NoTitleWithAValueIsTold) {
  const std::string meta = R"(<values><value name="name" type="text" required="yes"/></values>)";
  content("<section><title>For <value name=\"name\"/></title>" + paragraphs(20) +
              "</section><section><title>For all</title>" + paragraphs(20) + "</section>",
          meta);
  layout("");
  values_ = {{"name", "Wolfeschlegelstein"}};
  const Document refused = make("1");
  ASSERT_EQ(refused.status, Status::kInputWrong);
  for (const Diagnostic& d : refused.diagnostics) {
    EXPECT_FALSE(has(d.message + d.help, "Wolfeschlegelstein")) << d.message;
  }
  const std::string why = said(refused, DiagnosticCode::kFitTooLong);
  EXPECT_TRUE(has(why, "“…” (")) << why;
  EXPECT_TRUE(has(why, "“For all” (")) << why;
}

TEST_F(FitPages, LinesAloneMayFillThePages) {
  // Without ranges only paragraphs and the ends of pages give.
  layout("");
  bool fitted = false;
  for (int count = 14; count < 60 && !fitted; ++count) {
    content(paragraphs(count));
    const std::size_t natural = make("").pages;
    const Document more = make(std::to_string(natural + 1));
    fitted = more.status == Status::kDone;
    if (!fitted) continue;
    EXPECT_EQ(more.pages, natural + 1);
    EXPECT_EQ(said(more, DiagnosticCode::kShortLastPage), "");
    layout(R"(<fit lines="no"/>)");
    EXPECT_NE(make(std::to_string(natural + 1)).status, Status::kDone);
  }
  EXPECT_TRUE(fitted);
}

TEST_F(FitPages, PageNumbersInTheTextAreThoseOfTheSettingChosen) {
  std::string blocks = R"(<p>See page <xref to="far"/>.</p>)" + paragraphs(40) +
                       R"(<section xml:id="far"><title>Far</title><p>x</p></section>)";
  content(blocks);
  layout(R"(<fit space="0% 300%" leading="80% 150%" size="80% 110%"/>)");
  const std::size_t natural = make("").pages;
  for (const std::size_t wanted : {natural - 2, natural - 1, natural + 1, natural + 3}) {
    Request request;
    request.content = (folder_ / "x.xml").string();
    request.layout = "fit";
    request.pages = std::to_string(wanted);
    const Typesetter typesetter(setup_);
    Document document;
    const std::string text = Compositor(typesetter).dump(request, Stage::kPages, document);
    ASSERT_EQ(document.status, Status::kDone) << wanted;
    EXPECT_EQ(document.pages, wanted);
    const std::size_t printed =
        std::stoul(text.substr(text.find_first_of("0123456789", text.find("” on page"))));
    const std::size_t title = text.rfind("\"Far\"");
    ASSERT_NE(title, std::string::npos);
    const std::size_t page = std::stoul(text.substr(text.rfind("\npage ", title) + 6));
    EXPECT_EQ(printed, page);
  }
}

}  // namespace
}  // namespace bifolium

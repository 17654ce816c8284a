#include "typeset/prepared.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bifolium/typesetter.h"
#include "style/resolve_styles.h"
#include "style/test_sample.h"
#include "typeset/source_reader.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

using Values = std::vector<std::pair<std::string, std::string>>;

/// Long enough for three small pages, with values in a line that stands alone, in the middle of
/// paragraphs, under a condition and beside the number of a page.
std::string leaflet() {
  const std::string filler =
      "<p>Some words that no value reaches, and that fill a line or two of this small page, so "
      "that "
      "there is something to break.</p>";
  std::string text = R"(<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>T</title>
    <values><value name="name" type="text" required="yes"/><value name="day" type="date"/>
    <value name="ward" type="text" default="day unit"/></values></meta>
    <p>Dear <value name="name"/>,</p><section><title>When</title><p when="day">It is the
    <value name="day"/>.</p><p>Come to the <value name="ward"/>, and read page <xref to="far"/> before. Bring what you need, as page
    <xref to="near"/> says.</p></section><section xml:id="near"><title>Near</title>)";
  for (int i = 0; i < 6; ++i) text += filler;
  text += R"(<p when="ward = 'day unit'">You, <value name="name"/>, go home the same day, if all is
    well with you.</p></section><section xml:id="far"><title>Far</title>)";
  for (int i = 0; i < 8; ++i) text += filler;
  return text + "<p>Goodbye, <value name=\"name\"/>.</p></section></leaflet>";
}

/// With what the first has not: values in the title, in headings that running heads repeat and in a
/// higher face, and page numbers of two digits in paragraphs of every length, some of which get a
/// line more when "0" becomes "12".
std::string hard_leaflet() {
  std::string text = R"(<leaflet xmlns="urn:bifolium:content:1" xml:lang="en">
    <meta><title>For <value name="clinic"/></title><values><value name="name" type="text"
    required="yes"/><value name="ward" type="text" required="yes"/><value name="clinic" type="text"
    required="yes"/></values></meta><section><title>On <value name="ward"/></title><p>Dear
    <value name="name"/>,<br/>your name is <foreign xml:lang="ur"><value name="name"/></foreign>.<br/>
    That is all.</p>)";
  for (int i = 0; i < 40; ++i) {
    text += "<p>It is on page <xref to=\"far\"/>, w" +
            std::string(static_cast<std::size_t>(i), 'i') + "</p>";
  }
  text += "</section>";
  for (int section = 0; section < 8; ++section) {
    text += "<section><title>Part " + std::to_string(section) + "</title>";
    for (int i = 0; i < 5; ++i) {
      text += "<p>Some words that no value reaches, and that fill a line or two of this page.</p>";
    }
    text += "</section>";
  }
  return text + R"(<section xml:id="far"><title>Far</title><p>Goodbye.</p></section></leaflet>)";
}

class PreparedTest : public testing::Test {
 protected:
  PreparedTest() {
    std::string pattern = (fs::temp_directory_path() / "bifolium-prepared-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directories(folder_ / "layouts");
    put("layouts/small.xml", R"(<layout xmlns="urn:bifolium:layout:1" name="small" title="Small">
      <page width="80mm" height="90mm" inner="10mm" outer="10mm" top="12mm" bottom="12mm"/>
      <style match="leaflet" family="Noto Sans" size="11pt" leading="15pt"/>
      <style match="running" size="10pt"/>
      <running name="page" pages="first recto verso" edge="foot" at="end" baseline="6mm" style="foot"><field name="page-of"/></running>
      <part kind="body"/></layout>)");
    put("layouts/hard.xml",
        R"(<layout xmlns="urn:bifolium:layout:1" name="hard" extends="small" title="Hard">
      <style match="foreign" family="Noto Nastaliq Urdu"/>
      <running name="head" pages="first recto verso" edge="head" at="start" baseline="8mm" style="head"><field name="section-title"/></running>
      </layout>)");
    put("x.xml", leaflet());
    put("hard.xml", hard_leaflet());
    setup_.data_folders = {folder_.string(), BIFOLIUM_SOURCE_DIR};
  }
  ~PreparedTest() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  /// What a process makes of a job that made nothing before.
  [[nodiscard]] Document make_cold(const Request& job) const {
    const Typesetter typesetter(setup_);
    return Compositor(typesetter).make(job);
  }
  [[nodiscard]] Request request(Values values, std::string layout = "small") const {
    Request r;
    r.content = (folder_ / "x.xml").string();
    r.layout = std::move(layout);
    r.values = std::move(values);
    return r;
  }

  fs::path folder_;
  ::bifolium::Setup setup_;
};

/// Names that leave a line as it is, make paragraphs longer, bring letters that the leaflet lacks,
/// and letters of another face.
Values random_values(std::mt19937& random) {
  const std::vector<std::string> names = {
      "Ann Li",   "Bob",        "Amina Khan",  "Zoë Łukaszewicz-Brzęczyszczykiewicz",
      "Ζωή",      "محمد العلي", "Q. X. Xq",    "Maximiliana Wolfeschlegelsteinhausen von Berg",
      "J",        "Дмитрий",    "Ann Li",      "Anne-Marie Fitzgerald-O’Shaughnessy the Younger",
      "अमृता राव", "ffi fl",     "Élise Müller"};
  const std::vector<std::string> wards = {"", "day unit", "ward 4", "Sir William Fairbairn ward"};
  Values values = {{"name", names[random() % names.size()]}};
  const std::string ward = wards[random() % wards.size()];
  if (!ward.empty()) values.emplace_back("ward", ward);
  if (random() % 4 != 0) {
    values.emplace_back(
        "day", "2026-1" + std::to_string(random() % 3) + "-0" + std::to_string(1 + random() % 9));
  }
  return values;
}

TEST_F(PreparedTest, TheBytesAreThoseOfAProcessThatMadeNothingBefore) {
  const Typesetter typesetter(setup_);
  Compositor warm(typesetter);
  std::mt19937 random(7);
  for (const char* layout : {"small", "handout-a4"}) {
    for (int i = 0; i < 40; ++i) {
      const Request job = request(random_values(random), layout);
      const Document cold = make_cold(job);
      const Document again = warm.make(job);
      for (const Diagnostic& d : cold.diagnostics) {
        ASSERT_NE(d.severity, Severity::kError) << d.message;
      }
      ASSERT_EQ(again.diagnostics, cold.diagnostics);
      ASSERT_EQ(again.pages, cold.pages);
      // Not ASSERT_EQ, which would print both files.
      ASSERT_TRUE(again.pdf == cold.pdf) << layout << ", job " << i << ": " << job.values[0].second;
      // One that begins with what another has prepared, and goes on with it.
      Compositor other(typesetter);
      ASSERT_TRUE(other.make(job).pdf == cold.pdf) << layout << ", job " << i;
      ASSERT_TRUE(other.make(job).pdf == cold.pdf) << layout << ", job " << i;
    }
  }
}

TEST_F(PreparedTest, SoTheyAreWhereValuesReachFurther) {
  const Typesetter typesetter(setup_);
  Compositor warm(typesetter);
  std::mt19937 random(11);
  const std::vector<std::string> names = {"Ann", "Bo", "علی", "امینہ", "Zoë Łukaszewicz"};
  const std::vector<std::string> wards = {"ward 4", "ward 5", "the day unit of the old building"};
  for (int i = 0; i < 30; ++i) {
    Request job = request({{"name", names[random() % names.size()]},
                           {"ward", wards[random() % wards.size()]},
                           {"clinic", random() % 2 == 0 ? "north" : "south"}},
                          "hard");
    job.content = (folder_ / "hard.xml").string();
    const Document cold = make_cold(job);
    const Document again = warm.make(job);
    for (const Diagnostic& d : cold.diagnostics) {
      ASSERT_NE(d.severity, Severity::kError) << d.message;
    }
    ASSERT_GE(cold.pages, 10U);
    ASSERT_EQ(again.diagnostics, cold.diagnostics);
    ASSERT_TRUE(again.pdf == cold.pdf) << "job " << i << ": " << job.values[0].second;
    ASSERT_TRUE(Compositor(typesetter).make(job).pdf == cold.pdf) << "job " << i;
  }
}

TEST_F(PreparedTest, SoTheyAreWherePagesAreToBeFilled) {
  put("layouts/small-fit.xml",
      R"(<layout xmlns="urn:bifolium:layout:1" name="small-fit" extends="small" title="Fit">
      <fit space="50% 150%" leading="95% 105%" size="95% 110%"/></layout>)");
  const Typesetter typesetter(setup_);
  Compositor warm(typesetter);
  std::mt19937 random(13);
  std::size_t made = 0, changed = 0;
  for (int i = 0; i < 40; ++i) {
    Request job = request(random_values(random), "small-fit");
    const std::size_t natural = make_cold(job).pages;
    const std::vector<std::string> targets = {"4", "5", "even", "multiple-of-3", "any", "30"};
    job.pages = targets[random() % targets.size()];
    job.explain = random() % 2 == 0;
    const Document cold = make_cold(job);
    const Document again = warm.make(job);
    ASSERT_EQ(again.diagnostics, cold.diagnostics);
    ASSERT_EQ(again.status, cold.status);
    ASSERT_EQ(again.pages, cold.pages);
    ASSERT_TRUE(again.pdf == cold.pdf) << job.pages << ", job " << i;
    ASSERT_TRUE(Compositor(typesetter).make(job).pdf == cold.pdf) << job.pages << ", job " << i;
    if (cold.status == Status::kDone) ++made;
    if (cold.status == Status::kDone && cold.pages != natural) ++changed;
  }
  EXPECT_GE(made, 20U);
  EXPECT_GE(changed, 5U);
}

TEST_F(PreparedTest, AFailedJobLeavesNothingBehind) {
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  const Request good = request({{"name", "Ann Li"}, {"day", "2026-11-03"}});
  const Document before = compositor.make(good);
  // A script that no face of the catalogue covers (Egyptian hieroglyphs are left out of it).
  const Document bad = compositor.make(request({{"name", "\U00013000"}, {"day", "2026-11-03"}}));
  EXPECT_EQ(bad.status, Status::kInputWrong);
  EXPECT_TRUE(compositor.make(good).pdf == before.pdf);
}

TEST_F(PreparedTest, AChangedContentIsReadAnew) {
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  const Request job = request({{"name", "Ann Li"}});
  const Document before = compositor.make(job);
  std::string text = leaflet();
  put("x.xml", text.replace(text.find("Goodbye"), 7, "So long, and farewell"));
  const Document after = compositor.make(job);
  EXPECT_FALSE(after.pdf == before.pdf);
  EXPECT_TRUE(after.pdf == make_cold(job).pdf);
}

TEST_F(PreparedTest, WhatOneThreadHasReadServesTheOthers) {
  SharedSources shared{CacheBounds()};
  SourceReader one(setup_, shared), two(setup_, shared);
  const Request job = request({{"name", "Ann Li"}});
  Diagnostics diagnostics;
  const auto first = one.read(job, diagnostics);
  const auto second = two.read(job, diagnostics);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->content, second->content);
  EXPECT_EQ(first->layout, second->layout);
  EXPECT_EQ(first->words, second->words);
  put("x.xml", leaflet() + "<!-- changed -->");
  const auto changed = two.read(job, diagnostics);
  ASSERT_TRUE(changed);
  EXPECT_NE(changed->content, first->content);
  EXPECT_EQ(one.read(job, diagnostics)->content, changed->content);
}

TEST_F(PreparedTest, ALeafletThatOneThreadHasSetServesTheOthers) {
  const FontLibrary& fonts = test::sample_fonts();

  SharedSources shared{CacheBounds()};
  SourceReader reader(setup_, shared);
  Workspace workspace{
      StyleWorkspace(), ShapeWorkspace(), LineWorkspace("/usr/share/hyphen"), PdfWorkspace(), {}};
  Diagnostics diagnostics;
  const auto set = [&](const Sources& sources, const ResolvedValues& values) {
    std::list<Prepared> leaflet;
    leaflet.push_back(
        {sources,
         false,
         values.conditions,
         {},
         DocumentSetter(resolve_styles(*sources.content, *sources.layout, *sources.words, fonts,
                                       values, workspace.style, diagnostics),
                        fonts, false),
         {}});
    EXPECT_TRUE(leaflet.front().setter.set(workspace, diagnostics));
    return leaflet;
  };
  const auto sources = reader.read(request({{"name", "Ann Li"}}), diagnostics);
  ASSERT_TRUE(sources);
  const auto values_of = [&](const Values& values) {
    return resolve_values(*sources->content, values, workspace.style, diagnostics);
  };
  const ResolvedValues ann = values_of({{"name", "Ann Li"}});
  SharedLeaflets leaflets{CacheBounds()};
  PreparedLeaflets one(leaflets, CacheBounds());
  one.keep(set(*sources, ann), true);
  EXPECT_EQ(leaflets.find(*sources, false, ann), nullptr);  // There is nobody to share it with.

  PreparedLeaflets two(leaflets, CacheBounds());
  EXPECT_TRUE(two.take(*sources, false, ann).empty());
  one.keep(set(*sources, ann), true);
  EXPECT_EQ(two.take(*sources, false, values_of({{"name", "Bo"}})).size(), 1U);
  EXPECT_NE(leaflets.find(*sources, false, ann), nullptr);  // It was copied, not taken.
  // Other blocks are another leaflet.
  EXPECT_TRUE(
      two.take(*sources, false, values_of({{"name", "Bo"}, {"day", "2026-11-03"}})).empty());
  EXPECT_TRUE(two.take(*sources, true, ann).empty());
}

TEST_F(PreparedTest, StagesAreTimedWhereAClockIsGiven) {
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  Request job = request({{"name", "Ann Li"}});
  EXPECT_TRUE(compositor.make(job).stages.empty());
  std::int64_t now = 0;
  job.clock = [&now] { return ++now; };
  std::int64_t sum = 0;
  for (const auto& [stage, microseconds] : compositor.make(job).stages) sum += microseconds;
  EXPECT_EQ(sum, now - 1);
}

}  // namespace
}  // namespace bifolium

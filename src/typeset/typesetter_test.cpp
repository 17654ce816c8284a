#include "bifolium/typesetter.h"

#include <gtest/gtest.h>
#include <cstdlib>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/diagnostics.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLayout =
    R"(<layout xmlns="urn:bifolium:layout:1" name="plain" title="Plain">)"
    R"(<page width="100mm" height="100mm" inner="10mm" outer="10mm" top="10mm" bottom="10mm"/>)"
    R"(<style match="leaflet" family="Noto Sans" size="12pt" leading="16pt"/>)"
    R"(<part kind="body"/></layout>)";

/// A folder of content, and a folder of data with layouts of its own, gone after the test.
class TypesetterTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "bifolium-typeset-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directories(folder_ / "in");
    fs::create_directories(folder_ / "data" / "layouts");
    put("data/layouts/plain.xml", kLayout);
    setup_.data_folders = {(folder_ / "data").string(), BIFOLIUM_SOURCE_DIR};
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& name, std::string_view text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  void leaflet(std::string_view blocks, std::string_view meta = "",
               std::string_view language = "en") const {
    put("in/x.xml", R"(<leaflet xmlns="urn:bifolium:content:1" xml:lang=")" +
                        std::string(language) + R"("><meta><title>T</title>)" + std::string(meta) +
                        "</meta>" + std::string(blocks) + "</leaflet>");
  }
  [[nodiscard]] Request request(std::string layout = "plain") const {
    Request r;
    r.content = (folder_ / "in" / "x.xml").string();
    r.layout = std::move(layout);
    return r;
  }
  [[nodiscard]] Document make(const Request& r) const {
    const Typesetter typesetter(setup_);
    return Compositor(typesetter).make(r);
  }
  [[nodiscard]] static std::vector<int> codes(const Document& document) {
    std::vector<int> out;
    for (const Diagnostic& d : document.diagnostics) out.push_back(d.code);
    return out;
  }
  [[nodiscard]] static int number(DiagnosticCode code) { return static_cast<int>(code); }

  fs::path folder_;
  ::bifolium::Setup setup_;
};

using Codes = std::vector<int>;

TEST_F(TypesetterTest, MakesAPdf) {
  leaflet("<p>Hello.</p>");
  const Document document = make(request());
  EXPECT_EQ(document.status, Status::kDone);
  EXPECT_TRUE(document.diagnostics.empty());
  EXPECT_EQ(document.pages, 1U);
  EXPECT_EQ(document.layout, "plain");
  EXPECT_TRUE(document.pdf.starts_with("%PDF-1."));
}

TEST_F(TypesetterTest, CheckingGivesNoBytesAndTheSameFindings) {
  leaflet("<p>Supercalifragilisticexpialidociousandthensomemoreofit.</p>");
  Request r = request();
  const Document made = make(r);
  r.write_pdf = false;
  const Document checked = make(r);
  EXPECT_FALSE(made.pdf.empty());
  EXPECT_TRUE(checked.pdf.empty());
  EXPECT_EQ(checked.diagnostics, made.diagnostics);
  EXPECT_EQ(codes(made), Codes{number(DiagnosticCode::kWordCut)});
}

TEST_F(TypesetterTest, AnErrorWritesNothing) {
  leaflet("<p>Hello &#x1F6CC;</p>");
  const Document document = make(request());
  EXPECT_EQ(document.status, Status::kInputWrong);
  EXPECT_EQ(codes(document), Codes{number(DiagnosticCode::kMissingCharacter)});
  EXPECT_TRUE(document.pdf.empty());
}

TEST_F(TypesetterTest, ContentThatCantBeReadIsTheSystemsFault) {
  const Document missing = make(request());
  EXPECT_EQ(missing.status, Status::kSystemFailed);
  EXPECT_EQ(codes(missing), Codes{number(DiagnosticCode::kCannotRead)});
  Request r = request();
  r.content = (folder_ / "in").string();
  EXPECT_EQ(make(r).status, Status::kSystemFailed);
}

TEST_F(TypesetterTest, AnUnknownLayoutIsTheInputsFault) {
  leaflet("<p>Hello.</p>");
  const Document document = make(request("nowhere"));
  EXPECT_EQ(document.status, Status::kInputWrong);
  ASSERT_EQ(codes(document), Codes{number(DiagnosticCode::kLayoutNotFound)});
  EXPECT_NE(document.diagnostics[0].help.find((folder_ / "data/layouts").string()),
            std::string::npos);
}

TEST_F(TypesetterTest, LayoutsAreFoundBesideTheContentFirst) {
  leaflet("<p>Hello.</p>");
  std::string own(kLayout);
  own.replace(own.find("100mm"), 5, "120mm");
  own.replace(own.find("Plain"), 5, "Other");
  put("layouts/plain.xml", own);
  const Typesetter typesetter(setup_);
  Document document;
  const std::string page = Compositor(typesetter).dump(request(), Stage::kStyle, document);
  EXPECT_EQ(document.status, Status::kDone);
  EXPECT_TRUE(page.starts_with("page width=340.157")) << page;  // 120 mm
}

TEST_F(TypesetterTest, AnUnknownEditionIsAnError) {
  leaflet("<p>Hello.</p>");
  Request r = request();
  r.edition = "huge";
  EXPECT_EQ(codes(make(r)), Codes{number(DiagnosticCode::kLayoutUnknownEdition)});
}

TEST_F(TypesetterTest, WordsAreNeverThoseOfAnotherLanguage) {
  leaflet("<p>Hello.</p>", "", "tlh");
  const Document document = make(request());
  EXPECT_EQ(codes(document), Codes{number(DiagnosticCode::kNoWords)});
  EXPECT_EQ(document.diagnostics[0].line, 1U);
}

TEST_F(TypesetterTest, WordsOfALanguageServeItsVariants) {
  leaflet("<p>Hello.</p>", "", "en-Latn-AU");
  EXPECT_EQ(make(request()).status, Status::kDone);
}

TEST_F(TypesetterTest, AFaultyWordsFileIsAnError) {
  leaflet("<p>Hello.</p>", "", "en");
  put("data/layouts/words/en.xml",
      R"(<words xmlns="urn:bifolium:words:1" xml:lang="en"><word name="page-of">x</word></words>)");
  const Document document = make(request());
  EXPECT_EQ(document.status, Status::kInputWrong);
  EXPECT_NE(std::ranges::count(codes(document), number(DiagnosticCode::kWordMissing)), 0);
}

TEST_F(TypesetterTest, LeafletsExpireTheDayAfterTheirReview) {
  leaflet("<p>Hello.</p>", "<issued>2022-11-01</issued><review>2026-11-01</review>");
  Request r = request();
  r.as_of = "2026-11-01";
  EXPECT_EQ(make(r).status, Status::kDone);
  r.as_of = "2026-11-02";
  EXPECT_EQ(codes(make(r)), Codes{number(DiagnosticCode::kExpired)});
  r.allow_expired = true;
  const Document allowed = make(r);
  EXPECT_EQ(allowed.status, Status::kDone);
  EXPECT_EQ(codes(allowed), Codes{number(DiagnosticCode::kExpiredAllowed)});
  r.as_of.clear();
  EXPECT_EQ(codes(make(r)), Codes{});
}

TEST_F(TypesetterTest, TheDayOfMakingReachesNoByte) {
  leaflet("<p>Hello.</p>", "<review>2026-11-01</review>");
  Request r = request();
  r.as_of = "2026-10-01";
  const Document one = make(r);
  r.as_of = "2026-10-02";
  EXPECT_EQ(one.pdf, make(r).pdf);
}

TEST_F(TypesetterTest, LayoutsAreReadAgainOnlyWhenTheyChange) {
  leaflet("<p>Hello.</p>");
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  const Document first = compositor.make(request());
  EXPECT_EQ(compositor.make(request()).pdf, first.pdf);
  std::string larger(kLayout);
  larger.replace(larger.find("12pt"), 4, "14.5pt");
  put("data/layouts/plain.xml", larger);
  const Document second = compositor.make(request());
  EXPECT_EQ(second.status, Status::kDone);
  EXPECT_NE(second.pdf, first.pdf);
  EXPECT_EQ(second.pdf, make(request()).pdf);
}

TEST_F(TypesetterTest, KeptLayoutsGiveTheirFindingsEachTime) {
  leaflet("<p>Hello.</p>");
  std::string odd(kLayout);
  odd.insert(odd.find("<part"), "<style match=\"p\"/>");
  put("data/layouts/plain.xml", odd);
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  const Document first = compositor.make(request());
  EXPECT_EQ(codes(first), Codes{number(DiagnosticCode::kLayoutEmptyStyle)});
  EXPECT_EQ(compositor.make(request()).diagnostics, first.diagnostics);
}

constexpr std::string_view kChild =
    R"(<layout xmlns="urn:bifolium:layout:1" name="child" title="C" extends="plain"/>)";

TEST_F(TypesetterTest, AChangedParentCountsAsAChange) {
  leaflet("<p>Hello.</p>");
  put("data/layouts/child.xml", kChild);
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  const Document first = compositor.make(request("child"));
  ASSERT_EQ(first.status, Status::kDone);
  std::string larger(kLayout);
  larger.replace(larger.find("12pt"), 4, "14.5pt");
  put("data/layouts/plain.xml", larger);
  EXPECT_NE(compositor.make(request("child")).pdf, first.pdf);
}

TEST_F(TypesetterTest, AMendedParentIsReadAgain) {
  leaflet("<p>Hello.</p>");
  put("data/layouts/child.xml", kChild);
  put("data/layouts/plain.xml", "<layout");
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  EXPECT_EQ(compositor.make(request("child")).status, Status::kInputWrong);
  put("data/layouts/plain.xml", kLayout);
  EXPECT_EQ(compositor.make(request("child")).status, Status::kDone);
}

TEST_F(TypesetterTest, AParentThatAppearsIsFound) {
  leaflet("<p>Hello.</p>");
  put("data/layouts/child.xml", kChild);
  fs::remove(folder_ / "data/layouts/plain.xml");
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  EXPECT_EQ(compositor.make(request("child")).status, Status::kInputWrong);
  put("data/layouts/plain.xml", kLayout);
  EXPECT_EQ(compositor.make(request("child")).status, Status::kDone);
}

TEST_F(TypesetterTest, ADocumentLeavesNoTraceInTheNext) {
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  leaflet("<p>Hello, or <foreign xml:lang='el'>γεια σου</foreign>.</p>");
  const Document first = compositor.make(request());
  leaflet("<p>Broken &#x1F6CC;</p>");
  EXPECT_NE(compositor.make(request()).status, Status::kDone);
  leaflet("<p>Hello, or <foreign xml:lang='el'>γεια σου</foreign>.</p>");
  EXPECT_EQ(compositor.make(request()).pdf, first.pdf);
}

TEST_F(TypesetterTest, PageNumbersInTheTextSettleOnTheTruePages) {
  std::string blocks = "<p>Before <xref to='end'>the end</xref>.</p>";
  for (int i = 0; i < 150; ++i) blocks += "<p>Rest, drink and walk a little every day.</p>";
  blocks +=
      "<section xml:id='end'><title>The end</title><p>Go home. <xref to='end'/></p></section>";
  leaflet(blocks);
  const Typesetter typesetter(setup_);
  Document document;
  const std::string pages = Compositor(typesetter).dump(request(), Stage::kPages, document);
  EXPECT_EQ(document.status, Status::kDone);
  EXPECT_GT(document.pages, 9U);
  const std::size_t title = pages.find("\"The end\"");
  ASSERT_NE(title, std::string::npos);
  const std::size_t page = pages.rfind("\npage ", title) + 6;
  const std::string folio = pages.substr(page, pages.find('\n', page) - page);
  EXPECT_NE(pages.find("the end (page\u00A0" + folio + ")"), std::string::npos) << pages;
  EXPECT_NE(pages.find("on page\u00A0" + folio), std::string::npos) << pages;
}

TEST_F(TypesetterTest, ABrokenPromiseIsAFaultOfOursAndStopsNoOther) {
  leaflet("<p>Hello.</p>");
  // The caller's part of a promise: a date in the one form that Setup names.
  setup_.source_date = "yesterday";
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  const Document document = compositor.make(request());
  EXPECT_EQ(document.status, Status::kInternalFault);
  EXPECT_EQ(codes(document), Codes{number(DiagnosticCode::kInternalFault)});
  EXPECT_TRUE(document.pdf.empty());
  leaflet("<p>Hello &#x1F6CC;</p>");
  EXPECT_EQ(compositor.make(request()).status, Status::kInputWrong);
}

TEST_F(TypesetterTest, WithoutPatternsNothingIsHyphenatedAndAllIsWell) {
  setup_.hyphen_folder = "/nowhere";
  leaflet("<p>Hello.</p>");
  EXPECT_EQ(make(request()).status, Status::kDone);
}

TEST_F(TypesetterTest, AColorProfileIsNeededAndHeldToTheStandard) {
  leaflet("<p>Hello.</p>");
  setup_.icc_profile = "/nowhere.icc";
  const Document missing = make(request());
  EXPECT_EQ(codes(missing), Codes{number(DiagnosticCode::kColorProfileUnreadable)});
  EXPECT_NE(missing.status, Status::kDone);
  put("data/bad.icc", "no profile");
  setup_.icc_profile = (folder_ / "data/bad.icc").string();
  EXPECT_EQ(codes(make(request())), Codes{number(DiagnosticCode::kColorProfileUnsuitable)});
}

TEST_F(TypesetterTest, WithoutACatalogueEveryRequestIsRefused) {
  leaflet("<p>Hello.</p>");
  setup_.data_folders = {(folder_ / "data").string()};
  const Typesetter typesetter(setup_);
  ASSERT_EQ(typesetter.diagnostics().size(), 1U);
  EXPECT_EQ(typesetter.diagnostics()[0].code, number(DiagnosticCode::kNoCatalogue));
  EXPECT_EQ(codes(Compositor(typesetter).make(request())),
            Codes{number(DiagnosticCode::kNoCatalogue)});
}

TEST_F(TypesetterTest, ListsLayoutsByNameEachOnce) {
  put("data/layouts/leaflet-a5.xml", kChild);  // Hides the shipped one.
  const Typesetter typesetter(setup_);
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> names;
  for (const LayoutReport& r : typesetter.layouts(diagnostics)) {
    names.push_back(fs::path(r.path).stem().string());
  }
  EXPECT_TRUE(std::ranges::is_sorted(names) || names.size() > 2);
  EXPECT_EQ(std::ranges::count(names, "leaflet-a5"), 1);
  EXPECT_EQ(std::ranges::count(names, "handout-a4"), 1);
  EXPECT_EQ(std::ranges::count(names, "plain"), 1);
}

TEST_F(TypesetterTest, ListsTheFamiliesThatATextNeeds) {
  leaflet("<p>Hello <foreign xml:lang='ar'>مرحبا</foreign>.</p>");
  const Typesetter typesetter(setup_);
  std::vector<Diagnostic> diagnostics;
  Request r = request();
  std::vector<std::string> names;
  put("data/layouts/leaflet-a5.xml", kLayout);
  for (const FontReport& f : typesetter.fonts(r.content, diagnostics)) names.push_back(f.family);
  EXPECT_EQ(names, (std::vector<std::string>{"Noto Sans", "Noto Sans Arabic"}));
}

}  // namespace
}  // namespace bifolium

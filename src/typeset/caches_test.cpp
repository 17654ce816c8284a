#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bifolium/typesetter.h"
#include "pdf/pdf_memory.h"
#include "pdf/pdf_workspace.h"
#include "shape/word_cache.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

struct NamedBounds {
  std::string name;
  CacheBounds bounds;
};

/// Each cache off by itself, all off, and all so small that they overflow again and again.
std::vector<NamedBounds> all_bounds() {
  std::vector<NamedBounds> all(9);
  all[0].name = "as they are";
  all[1] = {"no files", {.files = 0}};
  all[2] = {"no bytes of files", {.file_bytes = 0}};
  all[3] = {"no leaflets", {.leaflets = 0}};
  all[4] = {"no streams", {.streams = 0}};
  all[5] = {"no words", {.word_bytes = 0}};
  all[6] = {"no subsets", {.subset_bytes = 0}};
  all[7] = {"no languages", {.languages = 0}};
  all[8] = {"nothing", {0, 0, 0, 0, 0, 0, 0, 0}};
  all.push_back({"little", {2, 4'000, 1, 2, 3, 1'000, 20'000, 1}});
  return all;
}

class Caches : public testing::Test {
 protected:
  Caches() {
    std::string pattern = (fs::temp_directory_path() / "bifolium-caches-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    put("personal", "en",
        R"(<p>Dear <value name="name"/>, come on <value name="day"/>; see page <xref to="far"/>.</p>
           <p when="ward">Your ward is <strong><value name="ward"/></strong>.</p>)" +
            filler() + R"(<section xml:id="far"><title>Far</title><p>Goodbye, <value name="name"/>.
           </p></section>)");
    put("american", "en-US",
        "<p>On <value name=\"day\"/>, <value name=\"name\"/>.</p><p when=\"ward\">Ward: <value "
        "name=\"ward\"/></p>");
    put("plain", "en", filler());
    put("faulty", "en", "<p>To <xref to=\"nowhere\"/>.</p>");
  }
  ~Caches() override { fs::remove_all(folder_); }

  static std::string filler() {
    std::string text;
    for (int i = 0; i < 9; ++i) {
      text +=
          "<section><title>Part</title><p>Take one tablet in the morning, with <em>water</em>, "
          "and one in the evening.</p><list><item>Not more.</item></list></section>";
    }
    return text;
  }
  void put(const std::string& name, const std::string& language, const std::string& body) const {
    const bool has_values = name == "personal" || name == "american";
    std::ofstream(folder_ / (name + ".xml"), std::ios::binary)
        << "<leaflet xmlns=\"urn:bifolium:content:1\" xml:lang=\"" << language
        << "\"><meta><title>T</title>"
        << (has_values
                ? "<values><value name=\"name\" type=\"text\" required=\"yes\"/><value "
                  "name=\"day\" "
                  "type=\"date\" required=\"yes\"/><value name=\"ward\" type=\"text\"/></values>"
                : "")
        << "</meta>" << body << "</leaflet>";
  }

  Request random_job(std::mt19937& random) const {
    const std::vector<std::string> contents = {"personal", "personal", "personal", "american",
                                               "american", "plain",    "faulty"};
    const std::vector<std::string> layouts = {"leaflet-a5", "handout-a4"};
    const std::vector<std::string> names = {
        "Ann Li", "Zoë Łukaszewicz-Brzęczyszczykiewicz",           "Ζωή",     "محمد العلي",
        "ffi fl", "Maximiliana von Berg the Younger of Riverside", "Дмитрий", "J"};
    Request job;
    const std::string content = contents[random() % contents.size()];
    job.content = (folder_ / (content + ".xml")).string();
    job.layout = layouts[random() % layouts.size()];
    if (random() % 3 == 0) job.edition = "large-print";
    if (content == "personal" || content == "american") {
      job.values = {{"name", names[random() % names.size()]},
                    {"day", "2026-1" + std::to_string(random() % 3) + "-0" +
                                std::to_string(1 + random() % 9)}};
      if (random() % 2 == 0)
        job.values.emplace_back("ward", "Ward " + std::to_string(random() % 9));
    }
    return job;
  }
  [[nodiscard]] static ::bifolium::Setup setup(const CacheBounds& bounds) {
    ::bifolium::Setup out;
    out.data_folders = {BIFOLIUM_SOURCE_DIR};
    out.caches = bounds;
    return out;
  }
  /// What a process makes of a job that made nothing before.
  [[nodiscard]] static Document make_cold(const Request& job) {
    const Typesetter typesetter(setup({}));
    return Compositor(typesetter).make(job);
  }
  static void expect_same(const Document& made, const Document& cold, const std::string& how) {
    EXPECT_EQ(made.status, cold.status) << how;
    EXPECT_EQ(made.diagnostics, cold.diagnostics) << how;
    EXPECT_TRUE(made.pdf == cold.pdf) << how << ": other bytes";
  }

  fs::path folder_;
};

TEST_F(Caches, ChangeNoByteWhateverTheirBounds) {
  std::mt19937 random(11);
  std::vector<Request> jobs;
  std::vector<Document> cold;
  for (int i = 0; i < 40; ++i) {
    jobs.push_back(random_job(random));
    cold.push_back(make_cold(jobs.back()));
  }
  int made = 0;
  for (const Document& document : cold) made += document.status == Status::kDone ? 1 : 0;
  ASSERT_GT(made, 25);
  ASSERT_LT(made, 40);  // Some fail, and leave nothing behind.
  for (const auto& [name, bounds] : all_bounds()) {
    const Typesetter typesetter(setup(bounds));
    Compositor one(typesetter), other(typesetter);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      const std::string how = name + ", job " + std::to_string(i);
      expect_same(one.make(jobs[i]), cold[i], how);
      expect_same(one.make(jobs[i]), cold[i], how + ", twice");
      expect_same(other.make(jobs[i]), cold[i], how + ", with what another thread kept");
    }
  }
}

TEST_F(Caches, ChangeNoByteAfterAThousandOtherJobs) {
  std::mt19937 random(12);
  const Typesetter typesetter(setup({}));
  Compositor warm(typesetter);
  for (int i = 0; i < 1000; ++i) static_cast<void>(warm.make(random_job(random)));
  for (int i = 0; i < 25; ++i) {
    const Request job = random_job(random);
    expect_same(warm.make(job), make_cold(job), "job " + std::to_string(i));
  }
}

TEST(CacheBounds, NothingIsKeptWithABoundOfNothing) {
  PdfWorkspace pdf(0);
  static_cast<void>(pdf.keep({FaceId{0}, {1}}, {"bytes", 5, {1}}));
  EXPECT_EQ(pdf.find({FaceId{0}, {1}}), nullptr);
  PdfWorkspace keeping;
  static_cast<void>(keeping.keep({FaceId{0}, {1}}, {"bytes", 5, {1}}));
  EXPECT_NE(keeping.find({FaceId{0}, {1}}), nullptr);
}

}  // namespace
}  // namespace bifolium

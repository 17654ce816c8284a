#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "bifolium/typesetter.h"
#include "core/diagnostics.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

/// Leaflets that take long in one stage each, and one that takes long in none.
class TimeLimit : public testing::Test {
 protected:
  TimeLimit() {
    std::string pattern = (fs::temp_directory_path() / "bifolium-limit-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    put("light", "<p>Take one tablet with water.</p>");
    std::string words, paragraphs;
    for (int i = 0; i < 20'000; ++i) words += "take one tablet w" + std::to_string(i) + " ";
    for (int i = 0; i < 2'000; ++i) {
      paragraphs +=
          "<p>Take one tablet with a glass of water, in the morning and in the evening, "
          "unless you were told otherwise.</p>";
    }
    put("words", "<p>" + words + "</p>");
    put("paragraphs", paragraphs);
    setup_.data_folders = {BIFOLIUM_SOURCE_DIR};
  }
  ~TimeLimit() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& body) const {
    std::ofstream(folder_ / (name + ".xml"), std::ios::binary)
        << "<leaflet xmlns=\"urn:bifolium:content:1\" xml:lang=\"en\"><meta><title>T</title></meta>"
        << body << "</leaflet>";
  }
  /// The time goes on by a microsecond with each look at the clock, so that looks are counted.
  [[nodiscard]] Request request(const std::string& name, std::int64_t most) {
    Request r;
    r.content = (folder_ / (name + ".xml")).string();
    r.layout = "handout-a4";
    r.clock = [this] { return ++now_; };
    r.most_microseconds = most;
    return r;
  }

  fs::path folder_;
  ::bifolium::Setup setup_;
  std::int64_t now_ = 0;
};

TEST_F(TimeLimit, AHeavyLeafletIsStoppedWhereItsTimeEnds) {
  const Typesetter typesetter(setup_);
  for (const char* name : {"words", "paragraphs"}) {
    now_ = 0;
    const Document whole = Compositor(typesetter).make(request(name, 1'000'000'000));
    ASSERT_EQ(whole.status, Status::kDone) << name;
    const std::int64_t looks = now_;
    ASSERT_GT(looks, 200) << name;  // In the long stages, not between stages alone.
    for (std::int64_t part = 1; part < 20; ++part) {
      now_ = 0;
      const Document stopped = Compositor(typesetter).make(request(name, looks * part / 20));
      EXPECT_EQ(stopped.status, Status::kSystemFailed) << name;
      EXPECT_TRUE(stopped.pdf.empty()) << name;
      ASSERT_EQ(stopped.diagnostics.size(), 1u) << name;
      EXPECT_EQ(stopped.diagnostics[0].code, static_cast<int>(DiagnosticCode::kJobTooSlow));
      EXPECT_LE(now_, looks * part / 20 + 5) << name << ": it went on after its time";
    }
    const Document again = Compositor(typesetter).make(request(name, 0));
    EXPECT_TRUE(again.pdf == whole.pdf) << name << ": what was stopped left something behind";
  }
}

TEST_F(TimeLimit, ALightLeafletHasTheSameBytesWithALimitAndWithout) {
  const Typesetter typesetter(setup_);
  Request free = request("light", 0);
  free.clock = nullptr;
  const Document without = Compositor(typesetter).make(free);
  ASSERT_EQ(without.status, Status::kDone);
  EXPECT_EQ(now_, 0);  // No clock was asked for, and none was read.
  const Document stopped = Compositor(typesetter).make(request("words", 50));
  ASSERT_EQ(stopped.status, Status::kSystemFailed);
  const Document with = Compositor(typesetter).make(request("light", 1'000'000'000));
  EXPECT_TRUE(with.pdf == without.pdf);
  EXPECT_LT(now_, 200);
}

TEST_F(TimeLimit, AClockIsNotHeldOnToAfterItsLeaflet) {
  const Typesetter typesetter(setup_);
  Compositor compositor(typesetter);
  {
    const Request bounded = request("light", 1'000'000'000);
    ASSERT_EQ(compositor.make(bounded).status, Status::kDone);
  }
  now_ = 0;
  Request free = request("light", 0);
  free.clock = nullptr;
  Document document;
  EXPECT_FALSE(compositor.dump(free, Stage::kPages, document).empty());
  EXPECT_EQ(now_, 0);
}

}  // namespace
}  // namespace bifolium

// One Typesetter, many threads: the same bytes as from one thread, also where the process has a
// locale with a decimal comma. Includes nothing but the public headers and the standard library.
#include <gtest/gtest.h>

#include <clocale>
#include <locale>
#include <string>
#include <thread>
#include <vector>

#include "bifolium/typesetter.h"

namespace bifolium {
namespace {

constexpr std::size_t kThreads = 8;
constexpr std::size_t kRounds = 3;  // So that caches which are filled are used too.

const std::string kSource = BIFOLIUM_SOURCE_DIR;

Setup setup() {
  Setup setup;
  setup.data_folders = {kSource};
  return setup;
}

std::vector<std::string> contents() {
  std::vector<std::string> paths;
  for (const char* name : {"content/leiomyosarcoma.xml", "content/muscle-cramps.xml",
                           "tests/content/kitchen-sink.xml", "tests/content/greek.xml"}) {
    paths.push_back(kSource + "/" + name);
  }
  return paths;
}

/// All contents on one Compositor, `first` first.
std::vector<std::string> make_all(const Typesetter& typesetter, std::size_t first) {
  Compositor compositor(typesetter);
  const std::vector<std::string> paths = contents();
  std::vector<std::string> pdfs(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::size_t at = (first + i) % paths.size();
    Request request;
    request.content = paths[at];
    request.as_of = "2026-11-01";
    const Document document = compositor.make(request);
    pdfs[at] = document.status == Status::kDone ? document.pdf : "failed";
  }
  return pdfs;
}

void expect_made(const std::vector<std::string>& pdfs) {
  for (const std::string& pdf : pdfs) ASSERT_TRUE(pdf.starts_with("%PDF-")) << pdf.substr(0, 20);
}

TEST(Threads, GiveTheSameBytesAsOne) {
  const std::vector<std::string> alone = make_all(Typesetter(setup()), 0);
  expect_made(alone);
  const Typesetter shared(setup());
  std::vector<std::vector<std::string>> results(kThreads * kRounds);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&shared, &results, t] {
      for (std::size_t round = 0; round < kRounds; ++round) {
        results[t * kRounds + round] = make_all(shared, t + round);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::string>& result : results) EXPECT_TRUE(result == alone);
}

TEST(Threads, ADecimalCommaChangesNoByte) {
  const std::vector<std::string> before = make_all(Typesetter(setup()), 0);
  expect_made(before);
  ASSERT_NE(std::setlocale(LC_ALL, "de_DE.UTF-8"), nullptr) << "locales-all is not installed";
  ASSERT_STREQ(std::localeconv()->decimal_point, ",");
  const std::locale old = std::locale::global(std::locale("de_DE.UTF-8"));
  const std::vector<std::string> after = make_all(Typesetter(setup()), 0);
  std::locale::global(old);
  std::setlocale(LC_ALL, "C");
  EXPECT_TRUE(before == after);
}

TEST(Threads, AFailedDocumentLeavesNoTraceInTheNext) {
  const Typesetter typesetter(setup());
  Compositor compositor(typesetter);
  Request good;
  good.content = contents()[0];
  const Document before = compositor.make(good);
  Request bad = good;
  bad.edition = "no-such-edition";
  EXPECT_EQ(compositor.make(bad).status, Status::kInputWrong);
  bad = good;
  bad.content = "no-such-file.xml";
  EXPECT_EQ(compositor.make(bad).status, Status::kSystemFailed);
  const Document after = compositor.make(good);
  EXPECT_TRUE(before.pdf == after.pdf);
  EXPECT_EQ(before.diagnostics, after.diagnostics);
}

}  // namespace
}  // namespace bifolium

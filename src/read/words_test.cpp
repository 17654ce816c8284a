#include "read/words.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/files.h"

namespace bifolium {
namespace {

TEST(Words, ReadsEveryShippedLanguageWithoutAWord) {
  constexpr std::size_t kLimit = 1U << 20;
  int read_files = 0;
  const auto folder = std::filesystem::path(BIFOLIUM_SOURCE_DIR) / "layouts" / "words";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto bytes = read_file(entry.path().string(), kLimit);
    ASSERT_TRUE(bytes);
    Diagnostics diagnostics;
    const auto words = read_words(entry.path().filename().string(), *bytes, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << diagnostic_text(d);
    ASSERT_TRUE(words);
    EXPECT_EQ(words->language, entry.path().stem().string());
    ++read_files;
  }
  EXPECT_GT(read_files, 0);
}

TEST(Words, FindsAPatternByItsName) {
  Diagnostics diagnostics;
  const auto words = read_words("x.xml",
                                "<words xmlns='urn:bifolium:words:1' xml:lang='fr'>"
                                "<word name='page-of'> page {page}\n sur {pages} </word></words>",
                                diagnostics);
  ASSERT_TRUE(words);
  EXPECT_EQ(words->language, "fr");
  ASSERT_NE(words->find("page-of"), nullptr);
  EXPECT_EQ(*words->find("page-of"), "page {page} sur {pages}");
  EXPECT_EQ(words->find("no-such-word"), nullptr);
}

TEST(Words, ReportsEachWordThatLacksAndPutsItsNameInItsPlace) {
  Diagnostics diagnostics;
  const auto words =
      read_words("x.xml", "<words xmlns='urn:bifolium:words:1' xml:lang='fr'/>", diagnostics);
  ASSERT_TRUE(words);
  EXPECT_EQ(diagnostics.all().size(), words->patterns.size());
  EXPECT_EQ(*words->find("warning"), "warning");
}

}  // namespace
}  // namespace bifolium

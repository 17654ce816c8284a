#include "lines/hyphenate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/unicode.h"

namespace bifolium {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A folder of dictionaries that is gone after the test.
class Folder {
 public:
  Folder() : path_(::testing::TempDir() + "bifolium-hyphen") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << bytes;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string split(const HyphenDictionary& dictionary, std::string_view word) {
  const std::u16string wide = to_utf16(word);
  std::vector<std::uint32_t> points;
  dictionary.points(wide, points);
  std::string result;
  std::uint32_t at = 0;
  for (const std::uint32_t point : points) {
    result += to_utf8(std::u16string_view(wide).substr(at, point - at)) + "-";
    at = point;
  }
  return result + to_utf8(std::u16string_view(wide).substr(at));
}

// The breaks of Liang 1983 for his own example, which hyphen.tex's descendants keep.
TEST(Hyphenate, EnglishWordBreaksWhereItsPatternsSay) {
  const HyphenDictionary dictionary("/usr/share/hyphen/hyph_en_US.dic");
  ASSERT_TRUE(dictionary.loaded());
  EXPECT_EQ(split(dictionary, "hyphenation"), "hy-phen-ation");
  EXPECT_EQ(split(dictionary, "Hyphenation"), "Hy-phen-ation");
  EXPECT_EQ(split(dictionary, "the"), "the");
}

TEST(Hyphenate, OffsetsAreUtf16InUtf8Dictionaries) {
  const Folder folder;
  folder.write("hyph_xx.dic", "UTF-8\né1b\n");
  const HyphenDictionary dictionary(folder.path() + "/hyph_xx.dic");
  EXPECT_EQ(split(dictionary, "ééébbb"), "ééé-bbb");
  EXPECT_EQ(split(dictionary, "ÉÉÉBBB"), "ÉÉÉ-BBB");
}

TEST(Hyphenate, EightBitDictionaryReadsItsEncoding) {
  const Folder folder;
  folder.write("hyph_xx.dic",
               "ISO8859-1\n\xE9\x31"
               "b\n");
  const HyphenDictionary dictionary(folder.path() + "/hyph_xx.dic");
  EXPECT_EQ(split(dictionary, "ééébbb"), "ééé-bbb");
  EXPECT_EQ(split(dictionary, "ωωωbbb"), "ωωωbbb");  // Not in that encoding: left whole.
}

TEST(Hyphenate, WordKeepsTwoLettersBeforeAndThreeAfter) {
  const Folder folder;
  folder.write("hyph_xx.dic", "UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\na1a\n");
  const HyphenDictionary dictionary(folder.path() + "/hyph_xx.dic");
  EXPECT_EQ(split(dictionary, "aaaaaaa"), "aa-a-a-aaa");
}

TEST(Hyphenate, PointThatChangesTheSpellingIsLeftOut) {
  const Folder folder;
  folder.write("hyph_xx.dic", "UTF-8\nf1f/ff=f,1,2\nn1n\n");
  const HyphenDictionary dictionary(folder.path() + "/hyph_xx.dic");
  EXPECT_EQ(split(dictionary, "schiffahrt"), "schiffahrt");
  EXPECT_EQ(split(dictionary, "schinnahrt"), "schin-nahrt");
}

TEST(Hyphenate, LanguageFindsItsRegionThenItselfThenTheFirstRegion) {
  const Folder folder;
  folder.write("hyph_de_AT.dic", "UTF-8\na1b\n");
  folder.write("hyph_de_DE.dic", "UTF-8\na1c\n");
  folder.write("hyph_pt_BR.dic", "UTF-8\na1d\n");
  HyphenDictionaries dictionaries(folder.path());
  ASSERT_NE(dictionaries.find("de-AT"), nullptr);
  EXPECT_EQ(split(*dictionaries.find("de-AT"), "aaabbbaaaccc"), "aaa-bbbaaaccc");
  EXPECT_EQ(split(*dictionaries.find("de"), "aaabbbaaaccc"), "aaabbbaaa-ccc");
  EXPECT_EQ(split(*dictionaries.find("de-CH"), "aaabbbaaaccc"), "aaabbbaaa-ccc");
  EXPECT_EQ(split(*dictionaries.find("pt"), "aaaddd"), "aaa-ddd");
  EXPECT_EQ(dictionaries.find("d"), nullptr);
  EXPECT_EQ(dictionaries.find("fr"), nullptr);
}

TEST(Hyphenate, MissingFolderHasNoDictionaries) {
  HyphenDictionaries dictionaries("/nonexistent");
  EXPECT_EQ(dictionaries.find("en"), nullptr);
}

TEST(Hyphenate, MissingFileIsNotLoaded) {
  const HyphenDictionary dictionary("/nonexistent/hyph_xx.dic");
  EXPECT_FALSE(dictionary.loaded());
  std::vector<std::uint32_t> points = {1};
  dictionary.points(u"hyphenation", points);
  EXPECT_THAT(points, IsEmpty());
}

}  // namespace
}  // namespace bifolium

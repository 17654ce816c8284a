#include "fonts/font_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace bifolium {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

constexpr char kNoto[] = "/usr/share/fonts/truetype/noto";

CatalogueFamily family(std::string name, std::vector<CatalogueFace> faces,
                       std::vector<std::string> fallback = {}) {
  CatalogueFamily result;
  result.name = std::move(name);
  result.package = "fonts-noto-core";
  result.faces = std::move(faces);
  result.fallback = std::move(fallback);
  return result;
}

CatalogueFace face(int weight, Slope slope, std::string file) {
  CatalogueFace result;
  result.weight = weight;
  result.slope = slope;
  result.file = std::move(file);
  return result;
}

FontCatalogue catalogue(std::vector<CatalogueFamily> families) {
  FontCatalogue result;
  result.folders = {kNoto};
  result.families = std::move(families);
  return result;
}

/// The weight found in a family of upright faces of the given weights.
int found_weight(const std::vector<int>& weights, int wanted) {
  std::vector<CatalogueFace> faces;
  for (const int weight : weights) faces.push_back(face(weight, Slope::kUpright, "x.ttf"));
  const FontLibrary library(catalogue({family("F", faces)}), {});
  const FaceId id = library.find("F", wanted, Slope::kUpright);
  return library.family_of(id).faces[id.index()].weight;
}

// The expected values follow the text of CSS Fonts 4, 5.2, step 4 (font-weight).
TEST(FontLibrary, NearestWeightFollowsCss) {
  EXPECT_EQ(found_weight({300, 400, 700}, 400), 400);
  EXPECT_EQ(found_weight({300, 500, 700}, 400), 500);  // up to 500 first
  EXPECT_EQ(found_weight({300, 450, 500}, 425), 450);
  EXPECT_EQ(found_weight({300, 700}, 400), 300);  // then lighter
  EXPECT_EQ(found_weight({700, 900}, 450), 700);  // then bolder
  EXPECT_EQ(found_weight({100, 400}, 300), 100);  // below 400 lighter first
  EXPECT_EQ(found_weight({400, 700}, 300), 400);
  EXPECT_EQ(found_weight({400, 900}, 600), 900);  // above 500 bolder first
  EXPECT_EQ(found_weight({300, 400}, 700), 400);
  EXPECT_EQ(found_weight({300, 400}, 500), 400);
}

TEST(FontLibrary, SlopeOutranksWeight) {
  const FontLibrary library(catalogue({family("F", {face(400, Slope::kUpright, "r.ttf"),
                                                    face(700, Slope::kItalic, "bi.ttf")})}),
                            {});
  EXPECT_EQ(library.find("F", 400, Slope::kItalic), FaceId{1});
  EXPECT_EQ(library.find("F", 700, Slope::kUpright), FaceId{0});
}

TEST(FontLibrary, UnknownFamilyHasNoFace) {
  const FontLibrary library(catalogue({}), {});
  EXPECT_FALSE(library.find("F", 400, Slope::kUpright).valid());
  EXPECT_TRUE(library.chain("F", 400, Slope::kUpright).empty());
}

TEST(FontLibrary, ChainNamesEachFamilyOnceInOrder) {
  const auto upright = [](const char* file) {
    return std::vector{face(400, Slope::kUpright, file)};
  };
  const FontLibrary library(
      catalogue({family("A", upright("a"), {"B", "C", "missing"}),
                 family("B", upright("b"), {"D", "A"}), family("C", upright("c"), {"B"}),
                 family("D", upright("d")), family("E", upright("e"))}),
      {});
  EXPECT_THAT(library.chain("A", 400, Slope::kUpright),
              ElementsAre(FaceId{0}, FaceId{1}, FaceId{2}, FaceId{3}));
}

TEST(FontLibrary, MissingFileNamesThePackage) {
  const FontLibrary library(
      catalogue({family("Noto Sans", {face(400, Slope::kUpright, "NoSuchFont.ttf")})}), {});
  const FaceId id = library.find("Noto Sans", 400, Slope::kUpright);
  EXPECT_EQ(library.face(id), nullptr);
  EXPECT_EQ(library.file_of(id), "");
  EXPECT_THAT(library.problem(id).message, HasSubstr("NoSuchFont.ttf"));
  EXPECT_THAT(library.problem(id).message, HasSubstr("Noto Sans"));
  EXPECT_EQ(library.problem(id).help, "sudo apt install fonts-noto-core");
}

TEST(FontLibrary, MissingFileOfNoPackageAsksForAFolder) {
  CatalogueFamily brand = family("Brand", {face(400, Slope::kUpright, "Brand.ttf")});
  brand.package.clear();
  const FontLibrary library(catalogue({brand}), {});
  EXPECT_EQ(library.face(FaceId{0}), nullptr);
  EXPECT_THAT(library.problem(FaceId{0}).help, HasSubstr("--fonts"));
}

TEST(FontLibrary, GivenFoldersComeBeforeTheCatalogues) {
  const std::string folder = testing::TempDir() + "bifolium_font_library_test";
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(std::string(kNoto) + "/NotoSans-Bold.ttf",
                             folder + "/NotoSans-Regular.ttf",
                             std::filesystem::copy_options::overwrite_existing);
  const FontLibrary library(
      catalogue({family("Noto Sans", {face(400, Slope::kUpright, "NotoSans-Regular.ttf")})}),
      {folder});
  EXPECT_EQ(library.file_of(FaceId{0}), folder + "/NotoSans-Regular.ttf");
  ASSERT_NE(library.face(FaceId{0}), nullptr);
  EXPECT_EQ(library.face(FaceId{0})->metrics().weight, 700);
  std::filesystem::remove_all(folder);
}

TEST(FontLibrary, ForbiddenEmbeddingIsAProblem) {
  const std::string folder = testing::TempDir() + "bifolium_font_library_forbidden";
  std::filesystem::create_directories(folder);
  std::ifstream in(std::string(kNoto) + "/NotoSans-Regular.ttf", std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  const std::size_t entry = bytes.find("OS/2");
  std::size_t offset = 0;
  for (std::size_t i = 8; i < 12; ++i) {
    offset = offset << 8U | static_cast<unsigned char>(bytes[entry + i]);
  }
  bytes[offset + 9] = 0x02;  // fsType: restricted licence
  std::ofstream(folder + "/Brand.ttf", std::ios::binary) << bytes;
  const FontLibrary library(catalogue({family("Brand", {face(400, Slope::kUpright, "Brand.ttf")})}),
                            {folder});
  EXPECT_EQ(library.face(FaceId{0}), nullptr);
  EXPECT_EQ(library.problem(FaceId{0}).code,
            static_cast<int>(DiagnosticCode::kFontEmbeddingForbidden));
  std::filesystem::remove_all(folder);
}

TEST(FontLibrary, ThreadsShareOneFace) {
  const FontLibrary library(
      catalogue({family("Noto Sans", {face(400, Slope::kUpright, "NotoSans-Regular.ttf")})}), {});
  std::vector<const Face*> seen(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    threads.emplace_back([&library, &seen, i] { seen[i] = library.face(FaceId{0}); });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_NE(seen[0], nullptr);
  for (const Face* other : seen) EXPECT_EQ(other, seen[0]);
  EXPECT_THAT(library.face(FaceId{0})->path(), EndsWith("NotoSans-Regular.ttf"));
}

}  // namespace
}  // namespace bifolium

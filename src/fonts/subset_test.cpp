#include "fonts/subset.h"

#include <ft2build.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include FT_FREETYPE_H

#include <algorithm>

namespace bifolium {
namespace {

using testing::Contains;
using testing::Not;

constexpr char kSans[] = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";

std::vector<std::uint32_t> glyphs_of(const Face& face, std::u32string_view text) {
  std::vector<std::uint32_t> glyphs;
  for (const char32_t c : text) glyphs.push_back(face.glyph(c));
  std::sort(glyphs.begin(), glyphs.end());
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  return glyphs;
}

HbFace open(const FontSubset& subset) {
  const HbBlob blob(hb_blob_create(subset.bytes.data(),
                                   static_cast<unsigned int>(subset.bytes.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  return HbFace(hb_face_create(blob.get(), 0));
}

std::vector<std::string> table_names(hb_face_t* face) {
  hb_tag_t tags[64];
  unsigned int count = 64;
  hb_face_get_table_tags(face, 0, &count, tags);
  std::vector<std::string> names;
  for (unsigned int i = 0; i < count; ++i) {
    char name[4];
    hb_tag_to_string(tags[i], name);
    names.emplace_back(name, 4);
  }
  return names;
}

TEST(SubsetFace, HoldsTheAskedGlyphsAndNotdefAlone) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  const auto glyphs = glyphs_of(*face, U"abcdefghijklmnopqrstuvwxyz");
  const auto subset = subset_face(*face, glyphs);
  ASSERT_TRUE(subset.has_value());
  // a–z and .notdef: neither ligatures nor small capitals come in by way of GSUB.
  EXPECT_EQ(hb_face_get_glyph_count(open(*subset).get()), 27U);
  EXPECT_EQ(subset->new_glyphs.size(), glyphs.size());
}

TEST(SubsetFace, AdvancesAndOutlinesFollowTheMapping) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  const auto glyphs = glyphs_of(*face, U"Äö Ω Жfigż");
  const auto subset = subset_face(*face, glyphs);
  ASSERT_TRUE(subset.has_value());
  const HbFace opened = open(*subset);
  const HbFont font(hb_font_create(opened.get()));
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    EXPECT_EQ(hb_font_get_glyph_h_advance(font.get(), subset->new_glyphs[i]),
              face->advance(glyphs[i]));
    hb_glyph_extents_t before{};
    hb_glyph_extents_t after{};
    EXPECT_TRUE(hb_font_get_glyph_extents(face->hb_font(), glyphs[i], &before));
    EXPECT_TRUE(hb_font_get_glyph_extents(font.get(), subset->new_glyphs[i], &after));
    EXPECT_EQ(before.x_bearing, after.x_bearing);
    EXPECT_EQ(before.width, after.width);
    EXPECT_EQ(before.height, after.height);
  }
}

TEST(SubsetFace, HoldsNoTableThatAPdfDoesNotNeed) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  const auto subset = subset_face(*face, glyphs_of(*face, U"fi"));
  ASSERT_TRUE(subset.has_value());
  const auto names = table_names(open(*subset).get());
  for (const char* kept : {"head", "hhea", "hmtx", "maxp", "loca", "glyf"}) {
    EXPECT_THAT(names, Contains(kept));
  }
  for (const char* dropped : {"GSUB", "GPOS", "GDEF", "kern", "name", "cmap", "OS/2", "fpgm"}) {
    EXPECT_THAT(names, Not(Contains(dropped)));
  }
}

TEST(SubsetFace, IsAFontForFreeType) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  const auto glyphs = glyphs_of(*face, U"é");
  const auto subset = subset_face(*face, glyphs);
  ASSERT_TRUE(subset.has_value());
  FT_Library library = nullptr;
  ASSERT_EQ(FT_Init_FreeType(&library), 0);
  FT_Face opened = nullptr;
  ASSERT_EQ(FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(subset->bytes.data()),
                               static_cast<FT_Long>(subset->bytes.size()), 0, &opened),
            0);
  // A composite glyph: its parts came in unasked.
  EXPECT_EQ(FT_Load_Glyph(opened, subset->new_glyphs[0], FT_LOAD_NO_SCALE), 0);
  EXPECT_GT(opened->glyph->outline.n_contours, 1);
  FT_Done_Face(opened);
  FT_Done_FreeType(library);
}

TEST(SubsetFace, GivesTheSameBytesAgain) {
  const Expected<Face, Diagnostic> one = Face::load(kSans, 0);
  const Expected<Face, Diagnostic> two = Face::load(kSans, 0);
  const auto glyphs = glyphs_of(*one, U"The same bytes again.");
  EXPECT_EQ(subset_face(*one, glyphs)->bytes, subset_face(*two, glyphs)->bytes);
}

TEST(Subsetter, GivesTheBytesOfAFreshSubsetHoweverOftenItWasUsed) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  Subsetter subsetter(*face);
  for (const std::u32string_view text : {U"smooth", U"muscle", U"Äö Ω Жfigż", U"0123 ½"}) {
    const auto glyphs = glyphs_of(*face, text);
    const auto fresh = subset_face(*face, glyphs);
    const auto again = subsetter.subset(glyphs);
    ASSERT_TRUE(fresh.has_value() && again.has_value());
    EXPECT_EQ(again->bytes, fresh->bytes);
    EXPECT_EQ(again->new_glyphs, fresh->new_glyphs);
  }
}

TEST(SubsetFace, NotdefKeepsItsOutlineWithoutBeingAsked) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  const auto subset = subset_face(*face, glyphs_of(*face, U"a"));
  const HbFace opened = open(*subset);
  const HbFont font(hb_font_create(opened.get()));
  hb_glyph_extents_t extents{};
  ASSERT_TRUE(hb_font_get_glyph_extents(font.get(), 0, &extents));
  EXPECT_NE(extents.width, 0);
}

// A font of squares whose advance grows with their side (tests/fixtures/fonts/make_squares_cff.py).
TEST(SubsetFace, CffFaceGivesItsBareTable) {
  const Expected<Face, Diagnostic> face = Face::load(BIFOLIUM_CFF_FONT, 0);
  ASSERT_TRUE(face.has_value());
  EXPECT_TRUE(face->is_cff());
  EXPECT_EQ(face->postscript_name(), "SquaresCFF-Regular");
  EXPECT_EQ(face->metrics().ascent, 800);
  const auto glyphs = glyphs_of(*face, U"AC");
  const auto subset = subset_face(*face, glyphs);
  ASSERT_TRUE(subset.has_value());
  EXPECT_EQ(subset->bytes.substr(0, 2), std::string("\1\0", 2));  // CFF header: version 1.0
  FT_Library library = nullptr;
  ASSERT_EQ(FT_Init_FreeType(&library), 0);
  FT_Face opened = nullptr;
  ASSERT_EQ(FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(subset->bytes.data()),
                               static_cast<FT_Long>(subset->bytes.size()), 0, &opened),
            0);
  EXPECT_EQ(opened->num_glyphs, 3);  // .notdef, A, C
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    ASSERT_EQ(FT_Load_Glyph(opened, subset->new_glyphs[i], FT_LOAD_NO_SCALE), 0);
    EXPECT_EQ(opened->glyph->metrics.horiAdvance, face->advance(glyphs[i]));
    EXPECT_EQ(opened->glyph->metrics.height, face->advance(glyphs[i]) - 100);
  }
  FT_Done_Face(opened);
  FT_Done_FreeType(library);
}

}  // namespace
}  // namespace bifolium

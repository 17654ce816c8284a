#include "fonts/subset.h"

#include <ft2build.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include FT_FREETYPE_H
#include FT_CID_H

#include <algorithm>
#include <utility>

#include "core/diagnostics.h"

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

// Fonts of squares whose advance grows with their side (tests/fixtures/fonts/make_squares_cff.py):
// one whose glyphs have names, and one that is CID-keyed itself.
class CffSubset : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(face_.has_value());
    ASSERT_EQ(FT_Init_FreeType(&library_), 0);
    ASSERT_EQ(FT_New_Face(library_, GetParam(), 0, &before_), 0);
  }
  void TearDown() override {
    if (after_ != nullptr) FT_Done_Face(after_);
    FT_Done_Face(before_);
    FT_Done_FreeType(library_);
  }
  /// Subsets and opens the glyphs of `text`, in its order.
  void subset(std::u32string_view text) {
    for (const char32_t c : text) glyphs_.push_back(face_->glyph(c));
    auto subset = subset_face(*face_, glyphs_);
    ASSERT_TRUE(subset.has_value());
    subset_ = std::move(*subset);
    ASSERT_EQ(FT_New_Memory_Face(library_, reinterpret_cast<const FT_Byte*>(subset_.bytes.data()),
                                 static_cast<FT_Long>(subset_.bytes.size()), 0, &after_),
              0);
  }
  /// Points in font units, by FreeType's own reading of each font.
  static std::vector<std::pair<long, long>> points(FT_Face face, std::uint32_t glyph) {
    std::vector<std::pair<long, long>> points;
    EXPECT_EQ(FT_Set_Pixel_Sizes(face, 0, 1000), 0);
    EXPECT_EQ(FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING), 0);
    const FT_Outline& outline = face->glyph->outline;
    for (int i = 0; i < outline.n_points; ++i) {
      points.emplace_back(outline.points[i].x, outline.points[i].y);
    }
    return points;
  }

  const Expected<Face, Diagnostic> face_ = Face::load(GetParam(), 0);
  FT_Library library_ = nullptr;
  FT_Face before_ = nullptr, after_ = nullptr;
  std::vector<std::uint32_t> glyphs_;
  FontSubset subset_;
};
class NamedCffSubset : public CffSubset {};

INSTANTIATE_TEST_SUITE_P(Fonts, CffSubset, testing::Values(BIFOLIUM_CFF_FONT, BIFOLIUM_CID_FONT));
INSTANTIATE_TEST_SUITE_P(Fonts, NamedCffSubset, testing::Values(BIFOLIUM_CFF_FONT));

TEST_P(CffSubset, IsCidKeyedWithGlyphsInTheOrderAskedFor) {
  subset(U"CAC");
  EXPECT_EQ(subset_.new_glyphs, (std::vector<std::uint32_t>{1, 2, 3}));
  FT_Bool cid_keyed = 0;
  ASSERT_EQ(FT_Get_CID_Is_Internally_CID_Keyed(after_, &cid_keyed), 0);
  EXPECT_TRUE(cid_keyed);
  EXPECT_EQ(after_->num_glyphs, 4);
  for (const std::uint32_t glyph : {0U, 1U, 2U, 3U}) {
    FT_UInt cid = 0;
    ASSERT_EQ(FT_Get_CID_From_Glyph_Index(after_, glyph, &cid), 0);
    EXPECT_EQ(cid, glyph);
  }
}

TEST_P(CffSubset, KeepsOutlinesAndAdvances) {
  subset(U"ABCO z\u00A0");
  for (std::size_t i = 0; i < glyphs_.size(); ++i) {
    EXPECT_EQ(points(after_, subset_.new_glyphs[i]), points(before_, glyphs_[i]));
    EXPECT_EQ(FT_Load_Glyph(after_, subset_.new_glyphs[i], FT_LOAD_NO_SCALE), 0);
    EXPECT_EQ(after_->glyph->metrics.horiAdvance, face_->advance(glyphs_[i]));
  }
  EXPECT_FALSE(points(after_, 0).empty());  // .notdef
}

// Drawn at 250.5, 400.25, of which FreeType keeps the whole units.
TEST_P(CffSubset, MovesPointsByLessThanAUnit) {
  subset(U"Q");
  EXPECT_THAT(points(after_, 1), Contains(std::pair(250L * 64, 400L * 64)));
}

// An accented letter that names two glyphs by the standard encoding, which a CID font doesn't have.
TEST_P(NamedCffSubset, DrawsTheGlyphsThatAnotherNames) {
  subset(U"\u00C1");
  EXPECT_EQ(points(after_, 1).size(), 8U);
  EXPECT_EQ(points(after_, 1), points(before_, glyphs_[0]));
}

TEST_P(CffSubset, GivesTheSameBytesAgain) {
  subset(U"BQO");
  Subsetter subsetter(*face_);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(subsetter.subset(glyphs_)->bytes, subset_.bytes);
}

TEST_P(CffSubset, RefusesAGlyphThatTheFaceDoesNotHave) {
  const std::vector<std::uint32_t> glyphs = {face_->glyph(U'A'), 4000};
  const auto subset = subset_face(*face_, glyphs);
  ASSERT_FALSE(subset.has_value());
  EXPECT_EQ(subset.error().code, static_cast<int>(DiagnosticCode::kFontSubsetFailed));
  this->subset(U"A");
}

TEST(SubsetFace, KnowsACffFace) {
  const Expected<Face, Diagnostic> face = Face::load(BIFOLIUM_CFF_FONT, 0);
  ASSERT_TRUE(face.has_value());
  EXPECT_TRUE(face->is_cff());
  EXPECT_EQ(face->postscript_name(), "SquaresCFF-Regular");
  EXPECT_EQ(face->metrics().ascent, 800);
}

}  // namespace
}  // namespace bifolium

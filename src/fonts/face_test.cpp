#include "fonts/face.h"

#include <ft2build.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H

#include <filesystem>
#include <fstream>

#include "core/diagnostics.h"

namespace bifolium {
namespace {

using testing::HasSubstr;

constexpr char kSans[] = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
constexpr char kSerifBoldItalic[] = "/usr/share/fonts/truetype/noto/NotoSerif-BoldItalic.ttf";
constexpr char kNastaliq[] = "/usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf";
constexpr char kDejaVuMono[] = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf";

/// FreeType's view of a font file, as the second opinion.
class FreeTypeFace {
 public:
  explicit FreeTypeFace(const char* path) {
    EXPECT_EQ(FT_Init_FreeType(&library_), 0);
    EXPECT_EQ(FT_New_Face(library_, path, 0, &face_), 0);
  }
  ~FreeTypeFace() {
    FT_Done_Face(face_);
    FT_Done_FreeType(library_);
  }
  FreeTypeFace(const FreeTypeFace&) = delete;
  FreeTypeFace& operator=(const FreeTypeFace&) = delete;
  [[nodiscard]] FT_Face get() const { return face_; }

 private:
  FT_Library library_ = nullptr;
  FT_Face face_ = nullptr;
};

class FaceMetricsMatch : public testing::TestWithParam<const char*> {};

TEST_P(FaceMetricsMatch, WhatFreeTypeReads) {
  const Expected<Face, Diagnostic> face = Face::load(GetParam(), 0);
  ASSERT_TRUE(face.has_value());
  const FaceMetrics& metrics = face->metrics();
  const FreeTypeFace other(GetParam());
  EXPECT_EQ(metrics.upem, other.get()->units_per_EM);
  EXPECT_EQ(metrics.ascent, other.get()->ascender);
  EXPECT_EQ(-metrics.descent, other.get()->descender);
  EXPECT_EQ(metrics.underline_position, other.get()->underline_position);
  EXPECT_EQ(metrics.underline_thickness, other.get()->underline_thickness);
  EXPECT_EQ(metrics.bbox[0], other.get()->bbox.xMin);
  EXPECT_EQ(metrics.bbox[1], other.get()->bbox.yMin);
  EXPECT_EQ(metrics.bbox[2], other.get()->bbox.xMax);
  EXPECT_EQ(metrics.bbox[3], other.get()->bbox.yMax);
  EXPECT_EQ(metrics.fixed_pitch, FT_IS_FIXED_WIDTH(other.get()) != 0);
  EXPECT_EQ(face->postscript_name(), FT_Get_Postscript_Name(other.get()));
  const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(other.get(), FT_SFNT_OS2));
  ASSERT_NE(os2, nullptr);
  EXPECT_EQ(metrics.weight, os2->usWeightClass);
  EXPECT_FALSE(metrics.embedding_forbidden);
  const auto* post =
      static_cast<const TT_Postscript*>(FT_Get_Sfnt_Table(other.get(), FT_SFNT_POST));
  ASSERT_NE(post, nullptr);
  EXPECT_EQ(metrics.italic_angle_millidegrees, post->italicAngle * 1000 / 65536);
}

TEST_P(FaceMetricsMatch, FreeTypesGlyphsAndAdvances) {
  const Expected<Face, Diagnostic> face = Face::load(GetParam(), 0);
  ASSERT_TRUE(face.has_value());
  const FreeTypeFace other(GetParam());
  for (char32_t scalar = 0x20; scalar < 0x800; ++scalar) {
    const FT_UInt glyph = FT_Get_Char_Index(other.get(), scalar);
    EXPECT_EQ(face->glyph(scalar), glyph);
    EXPECT_EQ(face->covers(scalar), glyph != 0);
    ASSERT_EQ(FT_Load_Glyph(other.get(), glyph, FT_LOAD_NO_SCALE), 0);
    EXPECT_EQ(face->advance(glyph), other.get()->glyph->metrics.horiAdvance);
  }
}

INSTANTIATE_TEST_SUITE_P(Faces, FaceMetricsMatch,
                         testing::Values(kSans, kSerifBoldItalic, kNastaliq, kDejaVuMono));

TEST(Face, ShapesInFontUnits) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  int x = 0;
  int y = 0;
  hb_font_get_scale(face->hb_font(), &x, &y);
  EXPECT_EQ(x, face->metrics().upem);
  EXPECT_EQ(y, face->metrics().upem);
  EXPECT_TRUE(hb_face_is_immutable(face->hb_face()));
  EXPECT_TRUE(hb_font_is_immutable(face->hb_font()));
  EXPECT_FALSE(face->is_cff());
}

TEST(Face, LetterHeightsAreOfTheInk) {
  const Expected<Face, Diagnostic> face = Face::load(kSans, 0);
  ASSERT_TRUE(face.has_value());
  hb_glyph_extents_t extents{};
  ASSERT_TRUE(hb_font_get_glyph_extents(face->hb_font(), face->glyph(U'x'), &extents));
  EXPECT_EQ(face->metrics().x_height, extents.y_bearing);
  ASSERT_TRUE(hb_font_get_glyph_extents(face->hb_font(), face->glyph(U'H'), &extents));
  EXPECT_EQ(face->metrics().cap_height, extents.y_bearing);
}

TEST(Face, SerifsAreToldFromTheTables) {
  EXPECT_TRUE(Face::load(kSerifBoldItalic, 0)->metrics().serif);
  EXPECT_FALSE(Face::load(kSans, 0)->metrics().serif);
}

/// A scratch copy of a font with some bytes changed.
class BrokenFontTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "bifolium_face_test.ttf";
    std::ifstream in(kSans, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
  }
  void TearDown() override { std::filesystem::remove(path_); }
  void write() const { std::ofstream(path_, std::ios::binary) << bytes_; }
  /// Where the table's directory entry (tag, checksum, offset, length) starts.
  [[nodiscard]] std::size_t entry_of(std::string_view tag) const { return bytes_.find(tag); }
  [[nodiscard]] std::size_t offset_of(std::string_view tag) const {
    std::size_t offset = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      offset = offset << 8U | static_cast<unsigned char>(bytes_[entry_of(tag) + 8 + i]);
    }
    return offset;
  }
  std::string path_, bytes_;
};

TEST_F(BrokenFontTest, MissingFileIsNamed) {
  const auto face = Face::load("/no/such/font.ttf", 0);
  ASSERT_FALSE(face.has_value());
  EXPECT_EQ(face.error().code, static_cast<int>(DiagnosticCode::kFontUnreadable));
  EXPECT_THAT(face.error().message, HasSubstr("/no/such/font.ttf"));
}

TEST_F(BrokenFontTest, TextFileIsNoFont) {
  bytes_ = "This is not a font.";
  write();
  const auto face = Face::load(path_, 0);
  ASSERT_FALSE(face.has_value());
  EXPECT_EQ(face.error().code, static_cast<int>(DiagnosticCode::kFontBroken));
  EXPECT_THAT(face.error().message, HasSubstr(path_));
}

TEST_F(BrokenFontTest, FaceBeyondTheCollectionIsRefused) {
  write();
  const auto face = Face::load(path_, 3);
  ASSERT_FALSE(face.has_value());
  EXPECT_THAT(face.error().message, HasSubstr("asks for face 3, but it has 1"));
}

TEST_F(BrokenFontTest, FontWithoutOutlinesIsRefused) {
  bytes_.replace(entry_of("glyf"), 4, "xxxx");
  write();
  const auto face = Face::load(path_, 0);
  ASSERT_FALSE(face.has_value());
  EXPECT_THAT(face.error().message, HasSubstr("no outlines"));
}

TEST_F(BrokenFontTest, RestrictedLicenceIsSeen) {
  const std::size_t fs_type = offset_of("OS/2") + 8;
  bytes_[fs_type + 1] = 0x02;
  write();
  EXPECT_TRUE(Face::load(path_, 0)->metrics().embedding_forbidden);
  bytes_[fs_type + 1] = 0x04;  // Preview and print: may be embedded.
  write();
  EXPECT_FALSE(Face::load(path_, 0)->metrics().embedding_forbidden);
  bytes_[fs_type] = 0x02;  // Bitmaps only.
  write();
  EXPECT_TRUE(Face::load(path_, 0)->metrics().embedding_forbidden);
}

TEST_F(BrokenFontTest, LicenceAgainstSubsettingIsSeen) {
  bytes_[offset_of("OS/2") + 8] = 0x01;
  write();
  EXPECT_TRUE(Face::load(path_, 0)->metrics().subsetting_forbidden);
}

TEST_F(BrokenFontTest, TypographicMetricsHoldWhereTheFaceAsks) {
  const std::size_t os2 = offset_of("OS/2");
  bytes_[os2 + 68] = 0x02;  // sTypoAscender 0x0258 = 600
  bytes_[os2 + 69] = 0x58;
  bytes_[os2 + 63] = static_cast<char>(bytes_[os2 + 63] & 0x7F);
  write();
  EXPECT_EQ(Face::load(path_, 0)->metrics().ascent, 1069);  // hhea of Noto Sans
  bytes_[os2 + 63] = static_cast<char>(bytes_[os2 + 63] | 0x80);
  write();
  EXPECT_EQ(Face::load(path_, 0)->metrics().ascent, 600);
}

}  // namespace
}  // namespace bifolium

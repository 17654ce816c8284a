// Glyphs, clusters, advances, offsets and flags against the command-line program of HarfBuzz
// (hb-shape, Debian package libharfbuzz-bin), which shapes without our itemisation and word cache.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "shape/shape.h"
#include "shape/test_paragraph.h"

namespace bifolium {
namespace {

using test::ParagraphBuilder;

struct Sample {
  const char* name;
  const char* family;
  const char* file;
  const char* language;
  const char* script;
  bool right_to_left;
  std::u16string_view text;
};

std::string output_of(const std::string& command) {
  const auto close = [](std::FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<std::FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  std::string out;
  char buffer[4096];
  std::size_t n = 0;
  while (pipe && (n = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0) out.append(buffer, n);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string hb_shape_output(const Sample& sample) {
  std::string unicodes;
  for (const char16_t unit : sample.text) {
    unicodes += (unicodes.empty() ? "" : ",") + code_point_name(unit).substr(2);
  }
  return output_of(std::string("hb-shape --no-glyph-names --show-flags --cluster-level=0 --bot") +
                   " --eot --font-file=/usr/share/fonts/truetype/" + sample.file + " --direction=" +
                   (sample.right_to_left ? "rtl" : "ltr") + " --script=" + sample.script +
                   " --language=" + sample.language + " --unicodes=" + unicodes + " 2>/dev/null");
}

/// Glyphs as hb-shape prints them: in visual order, offsets and flags only where they are not 0.
std::string as_hb_shape(std::vector<Glyph> glyphs, bool right_to_left) {
  if (right_to_left) std::reverse(glyphs.begin(), glyphs.end());
  std::string out;
  for (const Glyph& glyph : glyphs) {
    out +=
        (out.empty() ? "" : "|") + std::to_string(glyph.id) + "=" + std::to_string(glyph.cluster);
    if (glyph.x_offset != 0 || glyph.y_offset != 0) {
      out += "@" + std::to_string(glyph.x_offset) + "," + std::to_string(glyph.y_offset);
    }
    out += "+" + std::to_string(glyph.advance);
    if (glyph.unsafe_to_break) out += "#1";
  }
  return "[" + out + "]";
}

class ShapeOracle : public testing::TestWithParam<Sample> {};

TEST_P(ShapeOracle, GlyphsAreThoseOfHbShape) {
  const Sample& sample = GetParam();
  const std::string expected = hb_shape_output(sample);
  ASSERT_FALSE(expected.empty()) << "hb-shape is missing: sudo apt install libharfbuzz-bin";
  const FontLibrary fonts(test::noto_catalogue(), {});
  ShapeWorkspace workspace;
  Diagnostics diagnostics;
  ParagraphBuilder builder(sample.text, sample.language, sample.family);
  if (sample.right_to_left) builder.right_to_left();
  for (int i = 0; i < 2; ++i) {  // The second time from the cache.
    const ShapedParagraph shaped =
        shape_paragraph(builder.paragraph(), builder.styles(), fonts, workspace, diagnostics);
    ASSERT_EQ(shaped.runs.size(), 1U);
    EXPECT_EQ(as_hb_shape(shaped.glyphs, sample.right_to_left), expected);
  }
  EXPECT_TRUE(diagnostics.all().empty());
}

constexpr Sample kSamples[] = {
    {"LatinKerning", "Noto Sans", "noto/NotoSans-Regular.ttf", "en", "Latn", false,
     u"AVATAR Tomorrow’s “Very” low-dose LTA, P. Wy fin."},
    {"LatinLigatures", "Noto Sans", "noto/NotoSans-Regular.ttf", "en", "Latn", false,
     u"An efficient office affirms the first fjord effluent."},
    {"LatinMarks", "Noto Sans", "noto/NotoSans-Regular.ttf", "en", "Latn", false,
     u"re\u0301sume\u0301 x\u0323\u0301 q\u0308\u0304 \u00E9"},
    {"LatinSpaces", "Noto Sans", "noto/NotoSans-Regular.ttf", "en", "Latn", false,
     u"5\u00A0mg 10\u202Fmm 3\u2009x a\u2011b co\u00ADop  two"},
    {"SerifItalicless", "Noto Serif", "noto/NotoSerif-Regular.ttf", "de", "Latn", false,
     u"Auflage, Straße, Öfen, fünf Fjorde"},
    {"Turkish", "Noto Sans", "noto/NotoSans-Regular.ttf", "tr", "Latn", false, u"fi fı İğne iğne"},
    {"Romanian", "Noto Sans", "noto/NotoSans-Regular.ttf", "ro", "Latn", false, u"şi ţară"},
    {"Greek", "Noto Sans", "noto/NotoSans-Regular.ttf", "el", "Grek", false,
     u"Οι ασθενείς πρέπει να ΑΥΤΟ ᾧ ά"},
    {"Russian", "Noto Sans", "noto/NotoSans-Regular.ttf", "ru", "Cyrl", false,
     u"Грибы, тогда: ГАЗ и ТУ"},
    {"Serbian", "Noto Sans", "noto/NotoSans-Regular.ttf", "sr", "Cyrl", false, u"бгпдт збогом"},
    {"Arabic", "Noto Sans Arabic", "noto/NotoSansArabic-Regular.ttf", "ar", "Arab", true,
     u"لا بأس قُرْصٌ واحدٌ، ثلاث مرّات"},
    {"Urdu", "Noto Nastaliq Urdu", "noto/NotoNastaliqUrdu-Regular.ttf", "ur", "Arab", true,
     u"گولی دن میں دو بار"},
    {"Hebrew", "Noto Sans Hebrew", "noto/NotoSansHebrew-Regular.ttf", "he", "Hebr", true,
     u"שָׁלוֹם עוֹלָם"},
    {"Hindi", "Noto Sans Devanagari", "noto/NotoSansDevanagari-Regular.ttf", "hi", "Deva", false,
     u"क्षत्रिय दिन में दो बार हिन्दी र्क"},
    {"Thai", "Noto Sans Thai", "noto/NotoSansThai-Regular.ttf", "th", "Thai", false,
     u"กินยาวันละสองครั้ง น้ำ ปี่"},
    {"KernTableFace", "DejaVu Sans", "dejavu/DejaVuSans.ttf", "en", "Latn", false,
     u"AVATAR To fly, first offices. Wo"}};

INSTANTIATE_TEST_SUITE_P(Scripts, ShapeOracle, testing::ValuesIn(kSamples),
                         [](const auto& sample) { return std::string(sample.param.name); });

}  // namespace
}  // namespace bifolium

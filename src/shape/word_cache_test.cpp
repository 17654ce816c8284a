#include "shape/word_cache.h"

#include <gtest/gtest.h>

#include <random>

#include "shape/shape_run.h"
#include "shape/shape_text.h"
#include "shape/test_paragraph.h"

namespace bifolium {

bool operator==(const Glyph& a, const Glyph& b) {
  return a.id == b.id && a.cluster == b.cluster && a.advance == b.advance &&
         a.x_offset == b.x_offset && a.y_offset == b.y_offset &&
         a.unsafe_to_break == b.unsafe_to_break;
}

namespace {

class WordCacheTest : public testing::Test {
 protected:
  const Face& face(std::string_view family) {
    return *fonts_.face(fonts_.find(family, 400, Slope::kUpright));
  }
  ShapeSettings settings(std::string_view family, hb_script_t script, bool right_to_left) {
    ShapeSettings result;
    result.face = fonts_.find(family, 400, Slope::kUpright);
    result.script = script;
    result.language = hb_language_from_string("en", -1);
    result.right_to_left = right_to_left;
    return result;
  }
  FontLibrary fonts_{test::noto_catalogue(), {}};
  ShapeWorkspace workspace_;
};

// Which lookups of these faces hold the space glyph was measured with HarfBuzz 6.0: none of the
// first three; a GPOS chain of Noto Sans Devanagari; a GSUB ligature of DejaVu Sans.
TEST_F(WordCacheTest, FacesWhoseLookupsTouchTheSpaceAreTold) {
  EXPECT_TRUE(words_stand_alone(face("Noto Sans")));
  EXPECT_TRUE(words_stand_alone(face("Noto Sans Arabic")));
  EXPECT_TRUE(words_stand_alone(face("Noto Sans Hebrew")));
  EXPECT_FALSE(words_stand_alone(face("Noto Sans Devanagari")));
  EXPECT_FALSE(words_stand_alone(face("DejaVu Sans")));
  EXPECT_FALSE(words_stand_alone(face("Noto Nastaliq Urdu")));
}

struct Alphabet {
  const char* family;
  hb_script_t script;
  bool right_to_left;
  std::u16string_view letters;
};

class CachedWords : public WordCacheTest, public testing::WithParamInterface<Alphabet> {};

// Glyphs, clusters and the flags that say where a break is safe: all the same as from one buffer.
TEST_P(CachedWords, AreThoseOfTheWholeRun) {
  const Alphabet& alphabet = GetParam();
  const ShapeSettings with = settings(alphabet.family, alphabet.script, alphabet.right_to_left);
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::u16string text;
    for (std::size_t n = random() % 60 + 1; n > 0; --n) {
      text += random() % 4 == 0 ? u' ' : alphabet.letters[random() % alphabet.letters.size()];
    }
    GlyphRun run;
    run.text_begin = static_cast<std::uint32_t>(random() % text.size());
    run.text_end =
        static_cast<std::uint32_t>(text.size() - random() % (text.size() - run.text_begin));
    std::vector<Glyph> whole;
    shape_run_whole(text, run, face(alphabet.family), with, workspace_.state().buffer.get(), whole);
    for (int again = 0; again < 2; ++again) {
      std::vector<Glyph> words;
      shape_run(text, run, face(alphabet.family), with, workspace_.state(), words);
      ASSERT_EQ(words, whole) << to_utf8(text) << " " << run.text_begin << " " << run.text_end;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Alphabets, CachedWords,
    testing::Values(
        Alphabet{"Noto Sans", HB_SCRIPT_LATIN, false,
                 u"aefilTAVWoyéßﬁ.,-’\u00AD\u0301\u0323\u2028\u200B\u00A0x2"},
        Alphabet{"Noto Sans", HB_SCRIPT_GREEK, false, u"αβγδΑΥΤΟάΐς·\u0301.;"},
        Alphabet{"Noto Sans", HB_SCRIPT_CYRILLIC, false, u"абвгдтпГТАУйё\u0306\u0301—,"},
        Alphabet{"Noto Serif", HB_SCRIPT_LATIN, false, u"aefilTAVWoyf\u0301\u0308.,"},
        Alphabet{"Noto Sans Arabic", HB_SCRIPT_ARABIC, true,
                 u"البتثلاىيوكم\u064E\u0651\u064B\u200C\u200D،\u00AD"},
        Alphabet{"Noto Sans Hebrew", HB_SCRIPT_HEBREW, true, u"אבגדהושלם\u05B8\u05C1\u05BC־"},
        Alphabet{"Noto Sans Thai", HB_SCRIPT_THAI, false, u"กขคงาีิ่้ำนปฟะเ"},
        Alphabet{"Noto Sans Devanagari", HB_SCRIPT_DEVANAGARI, false, u"कखतरषिा्ंे"},
        Alphabet{"DejaVu Sans", HB_SCRIPT_LATIN, false, u"AVTofil.,ffi"}));

TEST_F(WordCacheTest, BoundIsKeptAndChangesNoGlyph) {
  WordCache cache(2'000);
  WordTable& table = cache.table(settings("Noto Sans", HB_SCRIPT_LATIN, false), face("Noto Sans"));
  for (char16_t c = u'a'; c <= u'z'; ++c) {
    const std::u16string word(5, c);
    cache.add(table, word, std::vector<Glyph>(5));
    EXPECT_NE(table.find(word), nullptr);
    EXPECT_LE(cache.bytes(), 2'000U + 300U);
  }
  EXPECT_EQ(table.find(u"aaaaa"), nullptr);
}

TEST_F(WordCacheTest, SettingsKeepWordsApart) {
  WordCache cache;
  ShapeSettings one = settings("Noto Sans", HB_SCRIPT_CYRILLIC, false);
  ShapeSettings other = one;
  other.language = hb_language_from_string("sr", -1);
  cache.add(cache.table(one, face("Noto Sans")), u"б", std::vector<Glyph>(1));
  EXPECT_EQ(cache.table(other, face("Noto Sans")).find(u"б"), nullptr);
  EXPECT_NE(cache.table(one, face("Noto Sans")).find(u"б"), nullptr);
}

// One buffer holds these 50,000 letters too, so that the pieces can be held against it.
TEST_F(WordCacheTest, LongRunsInPiecesAreThoseOfOneBuffer) {
  std::mt19937 random(5);
  for (const char* family : {"DejaVu Sans", "Noto Sans"}) {
    std::u16string text;
    while (text.size() < 50'000) {
      constexpr std::u16string_view kLetters = u"AVTofil.,fiWaeä";
      text += random() % 7 == 0 ? u' ' : kLetters[random() % kLetters.size()];
    }
    GlyphRun run;
    run.text_end = static_cast<std::uint32_t>(text.size());
    const ShapeSettings with = settings(family, HB_SCRIPT_LATIN, false);
    std::vector<Glyph> pieces;
    shape_run_whole(text, run, face(family), with, workspace_.state().buffer.get(), pieces);
    std::vector<Glyph> whole;
    shape_text(workspace_.state().buffer.get(), face(family), with, text, 0, text.size(),
               static_cast<hb_buffer_flags_t>(HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT), 0, whole);
    EXPECT_TRUE(pieces == whole) << family;
  }
}

TEST_F(WordCacheTest, LongRunWithoutASpaceIsCutAtASafeCluster) {
  std::u16string text(40'000, u'ب');
  GlyphRun run;
  run.text_end = static_cast<std::uint32_t>(text.size());
  const ShapeSettings with = settings("Noto Sans Arabic", HB_SCRIPT_ARABIC, true);
  std::vector<Glyph> glyphs;
  shape_run_whole(text, run, face("Noto Sans Arabic"), with, workspace_.state().buffer.get(),
                  glyphs);
  std::uint32_t next = 0;
  for (const Glyph& glyph : glyphs) {
    ASSERT_TRUE(glyph.cluster == next || glyph.cluster + 1 == next);
    next = glyph.cluster + 1;
  }
  EXPECT_EQ(next, text.size());
}

}  // namespace
}  // namespace bifolium

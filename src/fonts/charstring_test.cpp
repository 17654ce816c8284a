#include "fonts/charstring.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace bifolium {
namespace {

constexpr OutlinePoint at(std::int64_t x, std::int64_t y) {
  return {x * kOutlineParts, y * kOutlineParts};
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char byte : bytes) {
    if (!out.empty()) out.push_back(' ');
    out.push_back(kDigits[static_cast<unsigned char>(byte) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(byte) & 15]);
  }
  return out;
}

// The examples of Adobe Technical Note 5176, table 4.
TEST(CffInteger, IsWrittenAsTheExamplesOfTheNote) {
  std::string out;
  for (const int value : {0, 100, -100, 1000, -1000, 10'000, -10'000}) {
    append_cff_integer(out, value);
  }
  EXPECT_EQ(hex(out), "8b ef 27 fa 7c fe 7c 1c 27 10 1c d8 f0");
}

TEST(CharstringWriter, LeavesOutTheLineThatClosesAContour) {
  Charstring square(at(60, 0).x);
  square.move_to(at(0, 0));
  for (const OutlinePoint corner : {at(0, 50), at(50, 50), at(50, 0), at(0, 0)}) {
    square.line_to(corner);
  }
  // 60 0 hmoveto, 50 vlineto, 50 hlineto, -50 vlineto, endchar
  EXPECT_EQ(hex(square.finish()), "c7 8b 16 bd 07 bd 06 59 07 0e");
}

TEST(CharstringWriter, ContoursFollowFromTheLastPoint) {
  Charstring two(0);
  two.move_to(at(1, 2));
  two.line_to(at(3, 5));
  two.move_to(at(10, 10));
  two.line_to(at(11, 12));
  // 0 1 2 rmoveto, 2 3 rlineto, 7 5 rmoveto, 1 2 rlineto, endchar
  EXPECT_EQ(hex(two.finish()), "8b 8c 8d 15 8d 8e 05 92 90 15 8c 8d 05 0e");
}

TEST(CharstringWriter, NumbersBetweenUnitsAreFixedPoint) {
  Charstring glyph(0);
  glyph.move_to({kOutlineParts / 2, -kOutlineParts / 4});
  EXPECT_EQ(hex(glyph.finish()), "8b ff 00 00 80 00 ff ff ff c0 00 15 0e");
}

TEST(CharstringWriter, NeverNeedsMoreStackThanReadersHave) {
  Charstring glyph(0);
  glyph.move_to(at(0, 0));
  for (int i = 1; i <= 30; ++i) glyph.line_to(at(i, 2 * i));
  const std::string bytes = glyph.finish();
  // 0 0 hmoveto, then 24 lines are 48 numbers of a byte, then rlineto, six more, rlineto, endchar.
  ASSERT_EQ(bytes.size(), 3U + 48 + 1 + 12 + 1 + 1);
  EXPECT_EQ(bytes[3 + 48], '\x05');
}

TEST(CharstringWriter, ACurveIsSixDifferences) {
  Charstring glyph(0);
  glyph.move_to(at(0, 0));
  glyph.curve_to(at(1, 2), at(4, 6), at(9, 12));
  EXPECT_EQ(hex(glyph.finish()), "8b 8b 16 8c 8d 8e 8f 90 91 08 0e");
}

TEST(CharstringWriter, RefusesPointsTooFarApart) {
  Charstring glyph(0);
  glyph.move_to(at(-20'000, 0));
  glyph.line_to(at(20'000, 0));
  glyph.line_to(at(0, 1));
  EXPECT_EQ(glyph.finish(), "");
}

}  // namespace
}  // namespace bifolium

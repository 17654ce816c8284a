#include "pdf/content_stream.h"

#include <gtest/gtest.h>

#include "core/check.h"

namespace bifolium {
namespace {

const Length kHeight = Length::points(100);

std::string filled(const Rect& box) {
  ContentStream stream(kHeight);
  stream.artifact(ArtifactKind::kLayout, std::nullopt).fill_rectangle(box, {255, 0, 0});
  return stream.take();
}

TEST(ContentStream, TurnsYAroundOnce) {
  EXPECT_EQ(filled({Length::points(1), Length::points(10), Length::points(20), Length::points(5)}),
            "/Artifact<</Type/Layout>>BDC\n1 0 0 rg\n1 85 20 5 re f\nEMC\n");
}

TEST(ContentStream, BoxesThatShareAnEdgeShareItAsWritten) {
  // A third of a point has no decimal; the second box starts where the first ends.
  const Length third = Length::from_units(127'000 / 3);
  EXPECT_NE(filled({{}, {}, third, third}).find("0 99.6667 0.3333 0.3333 re"), std::string::npos);
  EXPECT_NE(filled({third, {}, third, third}).find("0.3333 99.6667 0.3334 0.3333 re"),
            std::string::npos);
}

TEST(ContentStream, RefusesMarkedContentInsideMarkedContent) {  // ISO 14289-1, 7.1
  ContentStream stream(kHeight);
  const MarkedContent outer = stream.tagged("P", 0);
  EXPECT_THROW(static_cast<void>(stream.tagged("P", 1)), InternalError);
}

TEST(ContentStream, RefusesTheBoxForMissingGlyphs) {
  ContentStream stream(kHeight);
  MarkedContent content = stream.tagged("P", 0);
  content.set_text(0, Length::points(10), {});
  content.start_piece({}, Length::points(50));
  EXPECT_THROW(content.show({0, 500'000, 0}), InternalError);
}

TEST(ContentStream, WritesNoNumberWhereThePenIsRight) {
  ContentStream stream(kHeight);
  {
    MarkedContent content = stream.tagged("P", 3);
    content.set_text(1, Length::points(10), {});
    content.start_piece(Length::points(20), Length::points(50));
    content.show({0x4142, 500'000, 0});
    content.show({0x4344, 500'000, 500'000});
  }
  EXPECT_EQ(stream.take(), "/P<</MCID 3>>BDC\nBT\n0 g\n/F1 10 Tf\n20 50 Td\n[(ABCD)]TJ\nET\nEMC\n");
}

TEST(ContentStream, CorrectsFromThePositionReachedAsWritten) {
  ContentStream stream(kHeight);
  {
    MarkedContent content = stream.tagged("P", 0);
    content.set_text(0, Length::points(10), {});
    content.start_piece({}, Length::points(50));
    content.show({0x4141, 500'000, 0});
    content.show({0x4242, 500'000, 450'250});  // 49.75/1000 em to the left of the pen
    content.show({0x4343, 500'000, 950'250});  // right after: no number
    content.start_piece(Length::points(20), Length::points(50));
    content.show({0x4444, 500'000, 0});  // 20 pt is 2 em from the start; the pen is at 1.45025
  }
  EXPECT_NE(stream.take().find("[(AA)49.75(BBCC)-549.75(DD)]TJ"), std::string::npos);
}

TEST(ContentStream, NoErrorAddsUpOverALine) {
  // W says 333 where the glyph is a third of an em wide: the pen falls back by 1/3000 em a glyph,
  // and is put right each time.
  ContentStream stream(kHeight);
  {
    MarkedContent content = stream.tagged("P", 0);
    content.set_text(0, Length::points(10), {});
    content.start_piece({}, Length::points(50));
    for (std::int64_t i = 0; i < 4; ++i) {
      content.show({0x4141, 333'000, mul_div_round(i, kEmParts, 3)});
    }
  }
  EXPECT_NE(stream.take().find("[(AA)-0.333(AA)-0.334(AA)-0.333(AA)]TJ"), std::string::npos);
}

TEST(ContentStream, EscapesBytesOfStrings) {
  ContentStream stream(kHeight);
  {
    MarkedContent content = stream.tagged("P", 0);
    content.set_text(0, Length::points(10), {});
    content.start_piece({}, Length::points(50));
    content.show({0x2829, 0, 0});
    content.show({0x5C0D, 0, 0});
  }
  EXPECT_NE(stream.take().find("[(\\(\\)\\\\\\r)]TJ"), std::string::npos);
}

TEST(ContentStream, ActualTextStandsInsideTheTextObject) {
  ContentStream stream(kHeight);
  {
    MarkedContent content = stream.tagged("P", 0);
    content.begin_actual_text("ab");
    content.set_text(0, Length::points(10), {});
    content.start_piece({}, Length::points(50));
    content.show({0x4141, 0, 0});
    content.end_actual_text();
  }
  EXPECT_EQ(stream.take(),
            "/P<</MCID 0>>BDC\nBT\n/Span<</ActualText(ab)>>BDC\n0 g\n/F0 10 Tf\n0 50 Td\n[(AA)]TJ\n"
            "EMC\nET\nEMC\n");
}

}  // namespace
}  // namespace bifolium

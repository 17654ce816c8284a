#include "core/json_text.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

std::string json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, EscapesWhatJsonDemands) {
  // RFC 8259, 7: the quotation mark, the reverse solidus, and U+0000 to U+001F.
  EXPECT_EQ(json("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(json("\n\r\t"), R"("\n\r\t")");
  EXPECT_EQ(json(std::string_view("\0\x01\x1F", 3)), R"("\u0000\u0001\u001f")");
  EXPECT_EQ(json("a/b\x7F"), "\"a/b\x7F\"");
}

TEST(JsonString, KeepsOtherTextAsItIs) {
  EXPECT_EQ(json(""), "\"\"");
  EXPECT_EQ(json("Πόνος – біль 😀"), "\"Πόνος – біль 😀\"");
}

TEST(JsonString, NeverPassesOnIllFormedBytes) {
  EXPECT_EQ(json("a\xFF"
                 "b"),
            "\"a\uFFFDb\"");
}

}  // namespace
}  // namespace bifolium

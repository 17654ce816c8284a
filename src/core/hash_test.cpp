#include "core/hash.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(Sha256, GivesTheDigestsOfTheStandard) {
  // FIPS 180-4 examples, and RFC 6234, 8.5 (the empty message).
  EXPECT_EQ(hex_text(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_text(sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_text(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
  Sha256Stream stream;
  EXPECT_EQ(stream.digest(), sha256(""));
  stream.add("a");
  EXPECT_EQ(stream.digest(), sha256("a"));
  stream.add("bc");
  EXPECT_EQ(stream.digest(), sha256("abc"));
}

}  // namespace
}  // namespace bifolium

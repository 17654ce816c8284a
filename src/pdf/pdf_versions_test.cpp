#include "pdf/pdf_versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(PdfVersions, NameBothLibraries) {
  EXPECT_THAT(pdf_versions(), testing::ContainsRegex("^PoDoFo [0-9.]+, libdeflate [0-9.]+$"));
}

}  // namespace
}  // namespace bifolium

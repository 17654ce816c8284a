#include "print/print_settings.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(PrintSettings, WhatWasAskedForWinsOverTheDefaults) {
  const PrintSettings defaults{4, "two-sided-short-edge", "iso_a4_210x297mm", "tray-1"};
  const PrintSettings none = filled_in({}, defaults);
  EXPECT_EQ(none.copies, 4);
  EXPECT_EQ(none.sides, "two-sided-short-edge");
  EXPECT_EQ(none.media, "iso_a4_210x297mm");
  EXPECT_EQ(none.tray, "tray-1");
  const PrintSettings all = filled_in({2, "one-sided", "iso_a3_297x420mm", "top"}, defaults);
  EXPECT_EQ(all.copies, 2);
  EXPECT_EQ(all.sides, "one-sided");
  EXPECT_EQ(all.media, "iso_a3_297x420mm");
  EXPECT_EQ(all.tray, "top");
}

TEST(PrintSettings, PapersHaveTheNamesOfLayouts) {
  EXPECT_EQ(media_of("A4"), "iso_a4_210x297mm");
  EXPECT_EQ(media_of("a4"), "iso_a4_210x297mm");
  EXPECT_EQ(media_of("Half-Letter"), "na_invoice_5.5x8.5in");
  EXPECT_EQ(media_of("SRA3"), "iso_sra3_320x450mm");
  EXPECT_EQ(media_of("A44"), "");
  EXPECT_EQ(media_of(""), "");
}

TEST(PrintSettings, NamesOfTheStandardAreTakenAsTheyAre) {
  EXPECT_EQ(media_of("jis_b5_182x257mm"), "jis_b5_182x257mm");
  EXPECT_EQ(media_of("om_small-photo_100x150mm"), "om_small-photo_100x150mm");
  EXPECT_EQ(media_of("na_invoice_5.5x8.5in"), "na_invoice_5.5x8.5in");
  for (const char* wrong :
       {"iso_a4", "_a4_210x297mm", "iso__210x297mm", "iso_a4_210x297", "iso_a4_x297mm",
        "iso_a4_210mm", "iso_a4_210x297mm}", "iso a4_210x297mm", "ISO_A4_210x297mm"}) {
    EXPECT_EQ(media_of(wrong), "") << wrong;
  }
}

TEST(PrintSettings, SheetsAreFoundByTheirSizeInEitherDirection) {
  EXPECT_EQ(media_of_size(210'000, 297'000), "iso_a4_210x297mm");
  EXPECT_EQ(media_of_size(297'000, 210'000), "iso_a4_210x297mm");
  EXPECT_EQ(media_of_size(279'400, 215'900), "na_letter_8.5x11in");
  EXPECT_EQ(media_of_size(450'000, 640'000), "iso_sra2_450x640mm");
  EXPECT_EQ(media_of_size(210'500, 296'500), "iso_a4_210x297mm");
  EXPECT_EQ(media_of_size(210'501, 297'000), "om_sheet_210.501x297mm");
  EXPECT_EQ(media_of(media_of_size(500'000, 123'450)), "om_sheet_123.45x500mm");
}

TEST(PrintSettings, DuplexHasThreeWords) {
  EXPECT_EQ(sides_of("off"), "one-sided");
  EXPECT_EQ(sides_of("long-edge"), "two-sided-long-edge");
  EXPECT_EQ(sides_of("short-edge"), "two-sided-short-edge");
  EXPECT_EQ(sides_of("on"), "");
}

}  // namespace
}  // namespace bifolium

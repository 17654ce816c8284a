#include "batch/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bifolium {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRow> rows_of(const std::string& text, std::size_t most = 1000) {
  TextSource source(text);
  CharacterReader input(source);
  CsvReader reader(input, most);
  std::vector<CsvRow> rows;
  for (CsvRow row; reader.next(row);) rows.push_back(row);
  return rows;
}

Cells only_row(const std::string& text) {
  const auto rows = rows_of(text);
  EXPECT_EQ(rows.size(), 1u) << text;
  return rows.empty() ? Cells() : rows[0].cells;
}

// The examples of RFC 4180, section 2, rules 1 to 7.
TEST(Csv, ReadsTheExamplesOfTheStandard) {
  EXPECT_EQ(only_row("aaa,bbb,ccc\r\n"), (Cells{"aaa", "bbb", "ccc"}));
  EXPECT_EQ(only_row("zzz,yyy,xxx"), (Cells{"zzz", "yyy", "xxx"}));
  EXPECT_EQ(only_row("\"aaa\",\"bbb\",\"ccc\"\r\n"), (Cells{"aaa", "bbb", "ccc"}));
  EXPECT_EQ(only_row("\"aaa\",\"b\r\nbb\",\"ccc\"\r\n"), (Cells{"aaa", "b\r\nbb", "ccc"}));
  EXPECT_EQ(only_row("\"aaa\",\"b\"\"bb\",\"ccc\""), (Cells{"aaa", "b\"bb", "ccc"}));
}

TEST(Csv, LineEndsInAnyOfThreeWays) {
  const auto rows = rows_of("a\nb\r\nc\rd");
  ASSERT_EQ(rows.size(), 4u);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].cells, Cells{std::string(1, static_cast<char>('a' + i))});
    EXPECT_EQ(rows[i].line, i + 1);
  }
  EXPECT_EQ(rows[1].end_offset, 5u);
}

TEST(Csv, LinesAreCountedInsideQuotes) {
  const auto rows = rows_of("\"1\n2\r\n3\r4\"\nx\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].line, 5u);
}

TEST(Csv, EmptyCellsAndSpacesAreKept) {
  EXPECT_EQ(only_row(",, a ,\n"), (Cells{"", "", " a ", ""}));
  EXPECT_EQ(only_row("\"\",\"\"\n"), (Cells{"", ""}));
  EXPECT_TRUE(rows_of("\n").at(0).is_blank());
  EXPECT_TRUE(rows_of("").empty());
}

TEST(Csv, FaultyQuotesSpoilTheirRowAlone) {
  const auto inside = rows_of("a\"b,c\nx,y\n");
  ASSERT_EQ(inside.size(), 2u);
  EXPECT_EQ(inside[0].fault, CsvFault::kQuoteInside);
  EXPECT_EQ(inside[1].fault, CsvFault::kNone);
  const auto after = rows_of("\"a\"b,c\nx,y\n");
  ASSERT_EQ(after.size(), 2u);
  EXPECT_EQ(after[0].fault, CsvFault::kTextAfterQuote);
  EXPECT_EQ(after[1].cells, (Cells{"x", "y"}));
  EXPECT_EQ(rows_of("\"a").at(0).fault, CsvFault::kQuoteNotClosed);
}

TEST(Csv, RowPastItsBoundIsAFaultAndTakesNoMemory) {
  const auto rows = rows_of(std::string(5000, 'x') + "\n" + std::string(5000, ',') + "\nok\n", 100);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].fault, CsvFault::kTooLong);
  EXPECT_LE(rows[0].cells[0].size(), 100u);
  EXPECT_EQ(rows[1].fault, CsvFault::kTooLong);
  EXPECT_LE(rows[1].cells.size(), 101u);
  EXPECT_EQ(rows[2].cells, Cells{"ok"});
}

}  // namespace
}  // namespace bifolium

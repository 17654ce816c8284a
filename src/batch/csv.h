#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "batch/byte_source.h"

namespace bifolium {

/// What is wrong with a row of CSV.
enum class CsvFault : std::uint8_t {
  kNone,
  kQuoteInside,     ///< A quotation mark inside a cell that does not begin with one.
  kTextAfterQuote,  ///< Something other than a comma after the closing mark.
  kQuoteNotClosed,  ///< The file ends inside a quoted cell.
  kTooLong,         ///< The row is longer than the reader's bound.
};

/// One row.
struct CsvRow {
  std::vector<std::string> cells;
  std::uint32_t line = 0;        ///< Where it begins, from 1.
  std::uint64_t end_offset = 0;  ///< Bytes up to its end.
  CsvFault fault = CsvFault::kNone;

  /// A line with nothing on it.
  [[nodiscard]] bool is_blank() const { return cells.size() == 1 && cells[0].empty(); }
};

/// Reads comma-separated values row by row. Source: RFC 4180; a line may end in CR LF, LF or CR,
/// and a quoted cell may hold all three. A faulty row is read to its line end, so that the next one
/// is found again.
class CsvReader {
 public:
  CsvReader(CharacterReader& input, std::size_t max_row_bytes)
      : input_(input), max_bytes_(max_row_bytes) {}

  /// False at the end of the input, also where it stopped or failed.
  [[nodiscard]] bool next(CsvRow& row);

 private:
  [[nodiscard]] int get();
  void put(CsvRow& row, int c);
  void read_quoted(CsvRow& row);
  void fail(CsvRow& row, CsvFault fault) const;

  CharacterReader& input_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;   ///< Of the row so far.
  std::uint32_t line_ = 1;  ///< Of the next character.
};

}  // namespace bifolium

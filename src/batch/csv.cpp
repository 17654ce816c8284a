#include "batch/csv.h"

namespace bifolium {

/// The next character, where every kind of line end is one '\n'.
int CsvReader::get() {
  int c = input_.get();
  if (c == '\r') {
    if (input_.peek() == '\n') static_cast<void>(input_.get());
    c = '\n';
  }
  if (c == '\n') ++line_;
  return c;
}

void CsvReader::fail(CsvRow& row, CsvFault fault) const {
  if (row.fault == CsvFault::kNone) row.fault = fault;
}

void CsvReader::put(CsvRow& row, int c) {
  if (++bytes_ > max_bytes_) {
    fail(row, CsvFault::kTooLong);
  } else {
    row.cells.back().push_back(static_cast<char>(c));
  }
}

/// The rest of a cell after its opening mark, up to and with the closing one.
void CsvReader::read_quoted(CsvRow& row) {
  for (;;) {
    // Line ends inside a cell are text, and are kept as they are.
    const int c = input_.get();
    if (c == CharacterReader::kEnd) return fail(row, CsvFault::kQuoteNotClosed);
    if (c == '\n' || (c == '\r' && input_.peek() != '\n')) ++line_;
    if (c == '"') {
      if (input_.peek() != '"') return;
      static_cast<void>(input_.get());
    }
    put(row, c);
  }
}

bool CsvReader::next(CsvRow& row) {
  row.cells.assign(1, {});
  row.fault = CsvFault::kNone;
  row.line = line_;
  bytes_ = 0;
  if (input_.peek() == CharacterReader::kEnd) return false;
  bool was_quoted = false;
  for (int c = get(); c != CharacterReader::kEnd && c != '\n'; c = get()) {
    if (c == ',') {
      // A separator counts too, or a row of commas alone would have no bound.
      if (++bytes_ > max_bytes_) {
        fail(row, CsvFault::kTooLong);
      } else {
        row.cells.emplace_back();
      }
      was_quoted = false;
    } else if (c == '"' && row.cells.back().empty() && !was_quoted) {
      read_quoted(row);
      was_quoted = true;
    } else {
      if (was_quoted) fail(row, CsvFault::kTextAfterQuote);
      if (c == '"' && !was_quoted) fail(row, CsvFault::kQuoteInside);
      put(row, c);
    }
  }
  row.end_offset = input_.offset();
  // What was cut off by a stop or a failure is no row.
  return input_.outcome() == ByteSource::Outcome::kBytes ||
         input_.outcome() == ByteSource::Outcome::kEnd;
}

}  // namespace bifolium

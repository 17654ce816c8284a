#include "batch/job_reader.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kValuePrefix = "values.";

bool is_member(std::string_view name) {
  return name == "content" || name == "layout" || name == "edition" || name == "press" ||
         name == "pages" || name == "output";
}

/// A path of the jobs file as the current folder sees it.
std::string resolved(const std::string& folder, const std::string& path) {
  if (folder.empty() || fs::path(path).is_absolute()) return path;
  return (fs::path(folder) / path).string();
}

std::string_view words(CsvFault fault) {
  switch (fault) {
    case CsvFault::kNone:
    case CsvFault::kTooLong:
      break;
    case CsvFault::kQuoteInside:
      return "a cell has one in its midst, and does not begin with one";
    case CsvFault::kTextAfterQuote:
      return "there is text after the closing one";
    case CsvFault::kQuoteNotClosed:
      return "the file ends before the closing one";
  }
  return "";
}

std::string cell_count(std::size_t n) {
  return integer_text(static_cast<std::int64_t>(n)) + (n == 1 ? " cell" : " cells");
}

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::size_t find_non_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0) return i;
    if (byte < 0x80) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    // U+FFFD stands for what is ill-formed, but may also be there in its own right.
    if (next_scalar(text, i) == kReplacementCharacter && text.substr(begin, 3) != "\xEF\xBF\xBD") {
      return begin;
    }
  }
  return std::string_view::npos;
}

Diagnostic not_text(std::string_view text, std::size_t at, const SourceSpan& where) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::string hex{kHex[byte >> 4], kHex[byte & 15]};
  return make_diagnostic(DiagnosticCode::kJobNotText, where, {hex});
}

JobReader::JobReader(ByteSource& bytes, std::string name, std::string folder)
    : bytes_(bytes),
      input_(bytes),
      csv_(input_, kMaxJobBytes),
      file_{std::move(name)},
      folder_(std::move(folder)) {}

SourceSpan JobReader::span(std::uint32_t line, std::uint32_t column) const {
  return {&file_, line, column};
}

NextJob JobReader::fail(Diagnostic why) {
  failure_ = std::move(why);
  return NextJob::kFailed;
}

/// Why there is no further byte.
NextJob JobReader::ended() {
  switch (input_.outcome()) {
    case ByteSource::Outcome::kStopped:
      return NextJob::kStopped;
    case ByteSource::Outcome::kFailed:
      return fail(make_diagnostic(DiagnosticCode::kCannotRead, {}, {file_.path, bytes_.reason()}));
    case ByteSource::Outcome::kBytes:
    case ByteSource::Outcome::kEnd:
      break;
  }
  return NextJob::kEnd;
}

/// Passes over U+FEFF. False where the first bytes are of another encoding.
bool JobReader::skip_byte_order_mark() {
  const int first = input_.peek();
  if (first == 0xFE || first == 0xFF) return false;
  if (first != 0xEF) return true;
  for (const int expected : {0xEF, 0xBB, 0xBF}) {
    if (input_.peek() != expected) return false;
    static_cast<void>(input_.get());
  }
  return true;
}

/// Finds out the form, and reads the first row of CSV. kJob stands for "go on".
NextJob JobReader::begin() {
  if (!skip_byte_order_mark()) {
    const std::string_view name = input_.peek() >= 0xFE ? "UTF-16" : "another encoding";
    return fail(make_diagnostic(DiagnosticCode::kJobsEncoding, span(1), {name}));
  }
  const int first = input_.peek();
  if (first == CharacterReader::kEnd) return ended();
  if (first == '[') return fail(make_diagnostic(DiagnosticCode::kJobsArray, span(1)));
  // A line of JSON may be set in, or come after an empty one; no name of a column does.
  form_ = first == '{' || is_space(first) ? Form::kJson : Form::kCsv;
  return form_ == Form::kJson ? NextJob::kJob : read_header();
}

NextJob JobReader::next(Job& job) {
  if (form_ == Form::kUnknown) {
    const NextJob begun = begin();
    if (begun != NextJob::kJob) return begun;
  }
  job = Job();
  const NextJob got = form_ == Form::kJson ? next_json(job) : next_csv(job);
  if (got == NextJob::kJob) finish(job);
  return got;
}

/// What both forms do at the end of a job.
void JobReader::finish(Job& job) {
  job.number = ++number_;
  if (job.fault) return;
  if (job.content.empty()) {
    job.fault =
        make_diagnostic(DiagnosticCode::kJobMember, span(job.line), {"content", "is missing"});
    return;
  }
  job.content_path = resolved(folder_, job.content);
  // As for `make`: what has a slash or ends in .xml is a path.
  if (job.layout.find('/') != std::string::npos || job.layout.ends_with(".xml")) {
    job.layout = resolved(folder_, job.layout);
  }
}

/// The next line, without its end. False where there is none.
bool JobReader::read_line() {
  line_text_.clear();
  line_too_long_ = false;
  if (input_.peek() == CharacterReader::kEnd) return false;
  ++line_;
  for (int c = input_.get(); c != CharacterReader::kEnd && c != '\n'; c = input_.get()) {
    if (line_text_.size() < kMaxJobBytes) {
      line_text_.push_back(static_cast<char>(c));
    } else {
      line_too_long_ = true;
    }
  }
  return input_.outcome() == ByteSource::Outcome::kBytes ||
         input_.outcome() == ByteSource::Outcome::kEnd;
}

NextJob JobReader::next_json(Job& job) {
  do {
    if (!read_line()) return ended();
  } while (!line_too_long_ && std::ranges::all_of(line_text_, is_space));
  job.line = line_;
  job.end_offset = input_.offset();
  if (line_too_long_) {
    job.fault = make_diagnostic(DiagnosticCode::kJobTooLong, span(line_),
                                {integer_text(static_cast<std::int64_t>(kMaxJobBytes))});
  } else if (const std::size_t at = find_non_text(line_text_); at != std::string::npos) {
    job.fault = not_text(line_text_, at, span(line_));
  } else {
    read_json_job(line_text_, file_, line_, job);
  }
  return NextJob::kJob;
}

/// Reads the names of the columns. A column that is no member of a job is a value of its name;
/// "values.NAME" says so outright, for values that are called as a member is.
NextJob JobReader::read_header() {
  CsvRow row;
  if (!csv_.next(row)) return ended();
  const auto refuse = [&](std::string_view why) {
    return fail(make_diagnostic(DiagnosticCode::kJobsHeader, span(1), {why}));
  };
  if (row.fault == CsvFault::kTooLong) return refuse("it is too long");
  if (row.fault != CsvFault::kNone) return refuse(words(row.fault));
  for (const std::string& cell : row.cells) {
    if (const std::size_t at = find_non_text(cell); at != std::string::npos) {
      return fail(not_text(cell, at, span(1)));
    }
  }
  if (row.cells.size() == 1 && row.cells[0].find_first_of(";\t") != std::string::npos) {
    return refuse("there is no comma in it, but a semicolon or tab");
  }
  for (const std::string& cell : row.cells) {
    if (cell.empty()) return refuse("a column has no name");
    const bool named_outright = cell.starts_with(kValuePrefix);
    std::string column =
        is_member(cell) || named_outright ? cell : std::string(kValuePrefix) + cell;
    if (std::ranges::find(columns_, column) != columns_.end()) {
      return fail(make_diagnostic(DiagnosticCode::kJobRepeatedMember, span(1), {cell}));
    }
    columns_.push_back(std::move(column));
  }
  if (std::ranges::find(columns_, "content") == columns_.end()) {
    return refuse("there is no column \"content\"");
  }
  return NextJob::kJob;
}

NextJob JobReader::next_csv(Job& job) {
  CsvRow row;
  do {
    if (!csv_.next(row)) return ended();
  } while (row.fault == CsvFault::kNone && row.is_blank());
  job.line = row.line;
  job.end_offset = row.end_offset;
  fill_from_row(row, job);
  return NextJob::kJob;
}

void JobReader::fill_from_row(const CsvRow& row, Job& job) const {
  if (row.fault == CsvFault::kTooLong) {
    job.fault = make_diagnostic(DiagnosticCode::kJobTooLong, span(row.line),
                                {integer_text(static_cast<std::int64_t>(kMaxJobBytes))});
    return;
  }
  if (row.fault != CsvFault::kNone) {
    job.fault = make_diagnostic(DiagnosticCode::kJobQuotes, span(row.line), {words(row.fault)});
    return;
  }
  for (const std::string& cell : row.cells) {
    if (const std::size_t at = find_non_text(cell); at != std::string::npos) {
      job.fault = not_text(cell, at, span(row.line));
      return;
    }
  }
  if (row.cells.size() != columns_.size()) {
    job.fault = make_diagnostic(DiagnosticCode::kJobRaggedRow, span(row.line),
                                {cell_count(row.cells.size()), cell_count(columns_.size())});
    return;
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string& column = columns_[i];
    const std::string& cell = row.cells[i];
    if (cell.empty()) continue;  // CSV can't tell an empty text from one that is not given.
    if (column == "content") {
      job.content = cell;
    } else if (column == "layout") {
      job.layout = cell;
    } else if (column == "edition") {
      job.edition = cell;
    } else if (column == "press") {
      job.press = cell;
    } else if (column == "pages") {
      job.pages = cell;
    } else if (column == "output") {
      job.output = cell;
    } else {
      job.values.emplace_back(column.substr(kValuePrefix.size()), cell);
    }
  }
}

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "batch/byte_source.h"
#include "batch/csv.h"
#include "batch/job.h"
#include "core/diagnostics.h"

namespace bifolium {

/// The longest job, in bytes of its file (docs/limits.md).
inline constexpr std::size_t kMaxJobBytes = std::size_t{1} << 20;

/// Reads jobs from JSON Lines or CSV; which of them it is shows in the first character, since no
/// row of column names begins with a brace. Lines without a word on them are passed over. A faulty
/// job is a job with a fault, and reading goes on after it.
class JobReader final : public JobSource {
 public:
  /// `name` is the file's, for messages; paths in jobs are relative to `folder` ("" for the current
  /// one). The bytes must outlive the reader.
  JobReader(ByteSource& bytes, std::string name, std::string folder);

  [[nodiscard]] NextJob next(Job& job) override;
  [[nodiscard]] const Diagnostic& failure() const override { return failure_; }
  [[nodiscard]] std::uint64_t total_bytes() const override { return bytes_.size(); }

 private:
  enum class Form : std::uint8_t { kUnknown, kJson, kCsv };

  [[nodiscard]] NextJob begin();
  [[nodiscard]] NextJob ended();
  [[nodiscard]] NextJob fail(Diagnostic why);
  [[nodiscard]] bool skip_byte_order_mark();
  [[nodiscard]] NextJob next_json(Job& job);
  [[nodiscard]] bool read_line();
  [[nodiscard]] NextJob read_header();
  [[nodiscard]] NextJob next_csv(Job& job);
  void fill_from_row(const CsvRow& row, Job& job) const;
  void finish(Job& job);
  [[nodiscard]] SourceSpan span(std::uint32_t line, std::uint32_t column = 0) const;

  ByteSource& bytes_;
  CharacterReader input_;
  CsvReader csv_;
  SourceFile file_;
  std::string folder_;
  Form form_ = Form::kUnknown;
  std::uint64_t number_ = 0;
  Diagnostic failure_;
  std::string line_text_;
  bool line_too_long_ = false;
  std::uint32_t line_ = 0;
  std::vector<std::string> columns_;  ///< Of CSV: a member, or "values." and a name.
};

/// Fills a job from the text of one JSON object; paths stay as written. Reports what is wrong to
/// Job::fault.
void read_json_job(std::string_view text, const SourceFile& file, std::uint32_t line, Job& job);

/// Offset of the first byte of `text` that is not UTF-8, or is a NUL; npos where all is well.
[[nodiscard]] std::size_t find_non_text(std::string_view text);

/// The fault of text that is none, for the byte at `at`.
[[nodiscard]] Diagnostic not_text(std::string_view text, std::size_t at, const SourceSpan& where);

}  // namespace bifolium

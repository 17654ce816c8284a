#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "batch/output_folder.h"
#include "bifolium/diagnostic.h"
#include "core/descriptor.h"
#include "core/expected.h"

namespace bifolium {

/// A finished job, as the journal knows it.
struct JournalRecord {
  std::string job_digest;  ///< Of all that the file's bytes depend on, in hexadecimal.
  std::string output;
  std::string sha256;  ///< Of the file, in hexadecimal.
  std::uint64_t pages = 0;
  std::string row;  ///< Its row of the manifest, but for the number of the job.

  friend bool operator==(const JournalRecord&, const JournalRecord&) = default;
};

/// The file that a batch goes on from after it was stopped: a line for each finished job, only ever
/// appended to. A line is 16 hexadecimal digits of the SHA-256 of the rest, a space, and a JSON
/// object. The first line that is not whole ends the journal: it and all after it are cut off, and
/// what they stood for is made again.
class Journal {
 public:
  /// What was found in an old journal.
  struct Found {
    std::uint64_t records = 0;
    std::uint64_t bytes_cut = 0;
  };
  /// Called for each record of an old journal, with the offset that read_at takes. False: give up.
  using Visitor = std::function<bool(std::uint64_t offset, const JournalRecord& record)>;

  /// Opens or makes the journal at `path`, and shows each record that is in it.
  [[nodiscard]] static Expected<Journal, Diagnostic> open(const std::string& path,
                                                          const Visitor& visit, Found& found);

  /// Appends records; bytes reach the system with flush().
  void add(const JournalRecord& record);
  [[nodiscard]] MaybeFault flush();
  /// Waits until all that was flushed is on the disk.
  [[nodiscard]] MaybeFault sync();

  /// The record at an offset that open() showed; from any thread.
  [[nodiscard]] std::optional<JournalRecord> read_at(std::uint64_t offset) const;

 private:
  Journal(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  [[nodiscard]] Diagnostic fault(int error) const;
  [[nodiscard]] bool begin(Found& found);

  std::string path_;
  Descriptor file_;
  std::string pending_;
};

/// A line of the journal with its line end, and the record of one without.
[[nodiscard]] std::string journal_line(const JournalRecord& record);
[[nodiscard]] std::optional<JournalRecord> parse_journal_line(std::string_view line);

}  // namespace bifolium

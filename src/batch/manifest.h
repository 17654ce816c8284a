#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "batch/conveyor.h"
#include "batch/output_folder.h"
#include "bifolium/document.h"
#include "core/descriptor.h"
#include "core/expected.h"
#include "core/hash.h"

namespace bifolium {

inline constexpr std::string_view kManifestName = "manifest.jsonl";
inline constexpr std::string_view kFailuresName = "failures.jsonl";

/// What the last line of a manifest says.
struct ManifestEnd {
  std::uint64_t jobs = 0, files = 0, failed = 0, pages = 0;
  bool complete = true;  ///< False where the batch was stopped before its end.
};

/// A file's row of the manifest, but for the number of its job: `"output":…}`.
[[nodiscard]] std::string manifest_row(const JobResult& result, const Document& document,
                                       const std::string& as_of);

/// The whole line, without its end.
[[nodiscard]] std::string manifest_line(std::uint64_t job, std::string_view row);

/// A line of failures.jsonl, without its end.
[[nodiscard]] std::string failure_line(const JobResult& result);

/// The last line of a manifest, without its end; `digest` is that of all bytes before it.
[[nodiscard]] std::string manifest_end_line(const ManifestEnd& end, const Sha256& digest);

/// A diagnostic as it may be shown of a job with values: the words of the table, where "…" stands
/// for what was filled in, since that may be a patient's.
[[nodiscard]] Diagnostic without_values(const Diagnostic& diagnostic);

/// A file of lines that grows under a name for the time being, and gets its own at the end: it is
/// never seen half written.
class LinesFile {
 public:
  /// Begins `temporary` anew.
  [[nodiscard]] static Expected<LinesFile, Diagnostic> open(const std::string& temporary);

  void add(std::string_view line);  ///< Without its line end.
  [[nodiscard]] const Sha256Stream& digest() const { return *digest_; }
  [[nodiscard]] MaybeFault flush();
  /// Writes what is left, and gives the file its name.
  [[nodiscard]] MaybeFault finish(const std::string& path, OutputFolder::Sync sync);

 private:
  LinesFile(std::string path, Descriptor file);
  [[nodiscard]] WriteFault fault(int error) const;

  std::string path_;
  Descriptor file_;
  std::string pending_;
  std::unique_ptr<Sha256Stream> digest_;
};

}  // namespace bifolium

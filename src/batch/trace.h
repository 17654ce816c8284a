#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "batch/conveyor.h"
#include "batch/output_folder.h"
#include "core/descriptor.h"
#include "core/expected.h"

namespace bifolium {

/// Writes what each thread did when, as Chrome's trace viewer and Perfetto read it (the array form
/// of the Trace Event Format). Jobs are named by their numbers alone.
class TraceFile {
 public:
  [[nodiscard]] static Expected<TraceFile, Diagnostic> open(const std::string& path);

  void add(const JobResult& result);
  [[nodiscard]] MaybeFault finish();

 private:
  TraceFile(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  void add_span(std::string_view name, std::uint32_t thread, std::int64_t begin,
                std::int64_t duration, std::uint64_t job);
  void flush();

  std::string path_;
  Descriptor file_;
  std::string pending_;
  int error_ = 0;
  bool is_first_ = true;
};

/// What the stages of all leaflets cost together.
class Timings {
 public:
  void add(const JobResult& result);
  /// A table: stage, milliseconds in all, microseconds a leaflet.
  [[nodiscard]] std::string text() const;

 private:
  std::uint64_t leaflets_ = 0;
  std::int64_t whole_ = 0;
  std::vector<std::pair<std::string, std::int64_t>> stages_;  ///< In the order they were met in.
};

}  // namespace bifolium

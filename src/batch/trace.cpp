#include "batch/trace.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/json_text.h"

namespace bifolium {
namespace {

constexpr std::size_t kFlushBytes = 65'536;

std::string padded(std::string text, std::size_t width) {
  text.insert(0, text.size() < width ? width - text.size() : 0, ' ');
  return text;
}

}  // namespace

Expected<TraceFile, Diagnostic> TraceFile::open(const std::string& path) {
  TraceFile file(path,
                 Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)));
  if (!file.file_) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kCannotWrite, {}, {path, std::strerror(errno)})};
  }
  file.pending_ = "[";
  return file;
}

void TraceFile::add_span(std::string_view name, std::uint32_t thread, std::int64_t begin,
                         std::int64_t duration, std::uint64_t job) {
  pending_ += is_first_ ? "\n" : ",\n";
  is_first_ = false;
  pending_ += "{\"ph\":\"X\",\"pid\":1,\"tid\":";
  append_integer(pending_, thread);
  pending_ += ",\"name\":";
  append_json_string(pending_, name);
  pending_ += ",\"ts\":";
  append_integer(pending_, begin);
  pending_ += ",\"dur\":";
  append_integer(pending_, duration);
  pending_ += ",\"args\":{\"job\":";
  append_integer(pending_, static_cast<std::int64_t>(job));
  pending_ += "}}";
}

void TraceFile::add(const JobResult& result) {
  if (result.duration == 0) return;  // It was not made in this run.
  add_span("leaflet", result.thread, result.begin, result.duration, result.job);
  std::int64_t begin = result.begin;
  for (const auto& [stage, duration] : result.stages) {
    add_span(stage, result.thread, begin, duration, result.job);
    begin += duration;
  }
  if (pending_.size() >= kFlushBytes) flush();
}

void TraceFile::flush() {
  if (error_ == 0 && !write_all(file_.get(), pending_)) error_ = errno;
  pending_.clear();
}

MaybeFault TraceFile::finish() {
  pending_ += "\n]\n";
  flush();
  if (!file_.close() && error_ == 0) error_ = errno;
  if (error_ == 0) return std::nullopt;
  return WriteFault{
      make_diagnostic(DiagnosticCode::kCannotWrite, {}, {path_, std::strerror(error_)}), false};
}

void Timings::add(const JobResult& result) {
  if (result.duration == 0) return;
  ++leaflets_;
  whole_ += result.duration;
  for (const auto& [name, duration] : result.stages) {
    auto known = std::ranges::find(stages_, name, &std::pair<std::string, std::int64_t>::first);
    if (known == stages_.end()) known = stages_.insert(stages_.end(), {name, 0});
    known->second += duration;
  }
}

std::string Timings::text() const {
  constexpr std::size_t kName = 22, kNumber = 12;
  std::string out = padded("stage", kName) + padded("ms in all", kNumber) +
                    padded("us a leaflet", kNumber + 2) + '\n';
  const auto row = [&](const std::string& name, std::int64_t duration) {
    const std::int64_t each = leaflets_ == 0 ? 0 : duration / static_cast<std::int64_t>(leaflets_);
    out += padded(name, kName) + padded(integer_text(duration / 1000), kNumber) +
           padded(integer_text(each), kNumber + 2) + '\n';
  };
  for (const auto& [name, duration] : stages_) row(name, duration);
  row("whole", whole_);
  return out;
}

}  // namespace bifolium

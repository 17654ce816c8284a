#include "batch/manifest.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/json_text.h"

namespace bifolium {
namespace {

void append_text(std::string& out, std::string_view name, std::string_view text) {
  append_json_string(out, name);
  out += ':';
  append_json_string(out, text);
  out += ',';
}

/// As append_text, but nothing for an empty text.
void append_given(std::string& out, std::string_view name, std::string_view text) {
  if (!text.empty()) append_text(out, name, text);
}

void append_count(std::string& out, std::string_view name, std::uint64_t count) {
  append_json_string(out, name);
  out += ':';
  append_integer(out, static_cast<std::int64_t>(count));
  out += ',';
}

void append_diagnostics(std::string& out, const std::vector<Diagnostic>& diagnostics) {
  out += "\"diagnostics\":[";
  for (const Diagnostic& diagnostic : diagnostics) {
    if (&diagnostic != diagnostics.data()) out += ',';
    out += diagnostic_json(diagnostic);
  }
  out += ']';
}

std::string_view words(Status status) {
  switch (status) {
    case Status::kDone:
      return "done";
    case Status::kInputWrong:
      return "input-wrong";
    case Status::kSystemFailed:
      return "system-failed";
    case Status::kInternalFault:
      return "internal-fault";
  }
  return "";
}

/// A message of the table, with "…" in the place of each argument.
std::string pattern_text(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_argument = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (is_argument) {
      out += "…";
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

}  // namespace

std::string manifest_row(const JobResult& result, const Document& document,
                         const std::string& as_of) {
  std::string out;
  append_text(out, "output", result.name);
  append_text(out, "sha256", result.sha256);
  append_count(out, "pages", document.pages);
  if (document.press.empty()) {
    // Leaves of the page's own size, printed on both sides.
    append_count(out, "sheets", (std::uint64_t{document.pages} + 1) / 2);
    out += "\"conformance\":[\"PDF/UA-1\",\"PDF/A-2a\"],";
  } else {
    append_count(out, "sheets", document.paper.sheets);
    out += document.pdfx ? "\"conformance\":[\"PDF/X-4\"]," : "\"conformance\":[],";
    append_text(out, "press", document.press);
  }
  append_text(out, "layout_hash", document.layout_hash);
  append_text(out, "content", result.content);
  append_text(out, "layout", document.layout);
  append_given(out, "edition", document.edition);
  append_given(out, "layout_sha256", result.layout_digest);
  append_given(out, "content_version", document.content_version);
  append_given(out, "review", document.review);
  append_given(out, "as_of", as_of);
  append_diagnostics(out, result.diagnostics);
  out += ",\"microseconds\":" + integer_text(result.duration) + '}';
  return out;
}

std::string manifest_line(std::uint64_t job, std::string_view row) {
  std::string out = "{\"job\":" + integer_text(static_cast<std::int64_t>(job)) + ',';
  out += row;
  return out;
}

std::string failure_line(const JobResult& result) {
  std::string out = "{";
  append_count(out, "job", result.job);
  if (result.line > 0) append_count(out, "line", result.line);
  append_given(out, "content", result.content);
  append_given(out, "output", result.name);
  append_text(out, "status", words(result.status));
  append_diagnostics(out, result.diagnostics);
  return out + '}';
}

std::string manifest_end_line(const ManifestEnd& end, const Sha256& digest) {
  std::string out = "{\"end\":true,\"complete\":";
  out += end.complete ? "true," : "false,";
  append_count(out, "jobs", end.jobs);
  append_count(out, "files", end.files);
  append_count(out, "failed", end.failed);
  append_count(out, "pages", end.pages);
  out += "\"sha256\":";
  append_json_string(out, hex_text(digest));
  return out + '}';
}

Diagnostic without_values(const Diagnostic& diagnostic) {
  const DiagnosticInfo& info = diagnostic_info(static_cast<DiagnosticCode>(diagnostic.code));
  Diagnostic out = diagnostic;
  out.message = pattern_text(info.message);
  out.help = pattern_text(info.help);
  return out;
}

LinesFile::LinesFile(std::string path, Descriptor file)
    : path_(std::move(path)), file_(std::move(file)), digest_(std::make_unique<Sha256Stream>()) {}

WriteFault LinesFile::fault(int error) const {
  return {make_diagnostic(DiagnosticCode::kCannotWrite, {}, {path_, std::strerror(error)}), true};
}

Expected<LinesFile, Diagnostic> LinesFile::open(const std::string& temporary) {
  constexpr int kHow = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
  LinesFile file(temporary, Descriptor(::open(temporary.c_str(), kHow, 0600)));
  if (!file.file_) return Unexpected<Diagnostic>{file.fault(errno).diagnostic};
  return file;
}

void LinesFile::add(std::string_view line) {
  pending_ += line;
  pending_ += '\n';
  digest_->add(line);
  digest_->add("\n");
}

MaybeFault LinesFile::flush() {
  if (pending_.empty()) return std::nullopt;
  if (!write_all(file_.get(), pending_)) return fault(errno);
  pending_.clear();
  return std::nullopt;
}

MaybeFault LinesFile::finish(const std::string& path, OutputFolder::Sync sync) {
  if (MaybeFault failed = flush()) return failed;
  if (sync == OutputFolder::Sync::kYes && ::fsync(file_.get()) != 0) return fault(errno);
  if (!file_.close() || ::rename(path_.c_str(), path.c_str()) != 0) return fault(errno);
  return std::nullopt;
}

}  // namespace bifolium

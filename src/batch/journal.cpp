#include "batch/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "batch/byte_source.h"
#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/hash.h"
#include "core/json_text.h"

namespace bifolium {
namespace {

constexpr std::string_view kHeader = "bifolium-batch-journal 1\n";
constexpr std::size_t kCheckDigits = 16;
/// Far above the longest row: diagnostics of one leaflet, each bounded by its text.
constexpr std::size_t kMaxLine = std::size_t{64} << 20;

std::string check_digits(std::string_view payload) {
  return hex_text(sha256(payload)).substr(0, kCheckDigits);
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  append_json_string(out, name);
  out += ':';
  append_json_string(out, text);
}

std::optional<std::string> text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

/// Reads up to a line end; true where one was found.
bool read_line(CharacterReader& input, std::string& line) {
  line.clear();
  for (int c = input.get(); c != CharacterReader::kEnd; c = input.get()) {
    if (c == '\n') return true;
    if (line.size() >= kMaxLine) return false;
    line.push_back(static_cast<char>(c));
  }
  return false;
}

}  // namespace

std::string journal_line(const JournalRecord& record) {
  std::string payload = "{";
  append_member(payload, "job", record.job_digest);
  payload += ',';
  append_member(payload, "output", record.output);
  payload += ',';
  append_member(payload, "sha256", record.sha256);
  payload += ",\"pages\":" + integer_text(static_cast<std::int64_t>(record.pages)) + ',';
  append_member(payload, "row", record.row);
  payload += '}';
  return check_digits(payload) + ' ' + payload + '\n';
}

std::optional<JournalRecord> parse_journal_line(std::string_view line) {
  if (line.size() <= kCheckDigits || line[kCheckDigits] != ' ') return std::nullopt;
  const std::string_view payload = line.substr(kCheckDigits + 1);
  if (line.substr(0, kCheckDigits) != check_digits(payload)) return std::nullopt;
  const nlohmann::json object = nlohmann::json::parse(payload, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return std::nullopt;
  const auto digest = text_of(object, "job"), output = text_of(object, "output"),
             hash = text_of(object, "sha256"), row = text_of(object, "row");
  const auto pages = object.find("pages");
  if (!digest || !output || !hash || !row || pages == object.end() ||
      !pages->is_number_unsigned()) {
    return std::nullopt;
  }
  return JournalRecord{*digest, *output, *hash, pages->get<std::uint64_t>(), *row};
}

Diagnostic Journal::fault(int error) const {
  return make_diagnostic(DiagnosticCode::kCannotWrite, {}, {path_, std::strerror(error)});
}

/// Writes the header of a new journal.
bool Journal::begin(Found& found) {
  found = Found();
  return ::ftruncate(file_.get(), 0) == 0 && write_all(file_.get(), kHeader);
}

Expected<Journal, Diagnostic> Journal::open(const std::string& path, const Visitor& visit,
                                            Found& found) {
  constexpr int kHow = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
  Journal journal(path, Descriptor(::open(path.c_str(), kHow, 0600)));
  if (!journal.file_) return Unexpected<Diagnostic>{journal.fault(errno)};
  DescriptorSource bytes(journal.file_.get(), -1);
  CharacterReader input(bytes);
  std::string line;
  const bool whole = read_line(input, line);
  if (!whole && kHeader.starts_with(line)) {  // New, or the last run ended in its first instant.
    if (journal.begin(found)) return journal;
    return Unexpected<Diagnostic>{journal.fault(errno)};
  }
  if (!whole || line + '\n' != kHeader) {
    return Unexpected<Diagnostic>{make_diagnostic(DiagnosticCode::kJournalForeign, {}, {path})};
  }
  std::uint64_t good = input.offset();
  while (read_line(input, line)) {
    const std::optional<JournalRecord> record = parse_journal_line(line);
    if (!record) break;
    if (!visit(good, *record)) break;
    ++found.records;
    good = input.offset();
  }
  found.bytes_cut = bytes.size() - good;
  if (found.bytes_cut > 0 && ::ftruncate(journal.file_.get(), static_cast<off_t>(good)) != 0) {
    return Unexpected<Diagnostic>{journal.fault(errno)};
  }
  return journal;
}

void Journal::add(const JournalRecord& record) { pending_ += journal_line(record); }

MaybeFault Journal::flush() {
  if (pending_.empty()) return std::nullopt;
  if (!write_all(file_.get(), pending_)) return WriteFault{fault(errno), true};
  pending_.clear();
  return std::nullopt;
}

MaybeFault Journal::sync() {
  if (::fdatasync(file_.get()) != 0) return WriteFault{fault(errno), true};
  return std::nullopt;
}

std::optional<JournalRecord> Journal::read_at(std::uint64_t offset) const {
  std::string line;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t n = ::pread(file_.get(), buffer.data(), buffer.size(),
                              static_cast<off_t>(offset + line.size()));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    const std::string_view got(buffer.data(), static_cast<std::size_t>(n));
    const std::size_t end = got.find('\n');
    line += got.substr(0, end);
    if (end != std::string_view::npos) return parse_journal_line(line);
    if (line.size() > kMaxLine) return std::nullopt;
  }
}

}  // namespace bifolium

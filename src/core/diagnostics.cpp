#include "core/diagnostics.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "core/json_text.h"

namespace bifolium {
namespace {

constexpr auto kTable = std::to_array<DiagnosticInfo>({
#define BIFOLIUM_DIAGNOSTIC(name, code, severity, message, help, cause) \
  {DiagnosticCode::name, #name, Severity::severity, message, help, cause},
#include "core/diagnostic_codes.def"
#undef BIFOLIUM_DIAGNOSTIC
});

constexpr bool ascends() {
  for (std::size_t i = 1; i < kTable.size(); ++i) {
    if (kTable[i - 1].code >= kTable[i].code) return false;
  }
  return true;
}
static_assert(ascends(), "diagnostic_codes.def: codes must ascend, each used once");

/// Puts args[n] for each {n}.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> args) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
        pattern[i + 1] >= '0' && pattern[i + 1] <= '9') {
      const auto n = static_cast<std::size_t>(pattern[i + 1] - '0');
      BIFOLIUM_CHECK(n < args.size(), "a diagnostic was reported with too few arguments");
      out += args.begin()[n];
      i += 2;
    } else {
      out.push_back(pattern[i]);
    }
  }
  return out;
}

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

std::string code_text(int code) { return "BF" + integer_text(code); }

}  // namespace

std::span<const DiagnosticInfo> diagnostic_table() { return kTable; }

const DiagnosticInfo& diagnostic_info(DiagnosticCode code) {
  const auto row = std::ranges::lower_bound(kTable, code, {}, &DiagnosticInfo::code);
  BIFOLIUM_CHECK(row != kTable.end() && row->code == code, "unknown diagnostic code");
  return *row;
}

Diagnostic make_diagnostic(DiagnosticCode code, const SourceSpan& where,
                           std::initializer_list<std::string_view> args) {
  const DiagnosticInfo& info = diagnostic_info(code);
  return {static_cast<int>(code),
          info.severity,
          where.file != nullptr ? where.file->path : std::string(),
          where.line,
          where.column,
          fill(info.message, args),
          fill(info.help, args)};
}

void Diagnostics::report(DiagnosticCode code, const SourceSpan& where,
                         std::initializer_list<std::string_view> args) {
  add(make_diagnostic(code, where, args));
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kError) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::sort() {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.file, d.line, d.column, d.code, d.message);
  };
  std::stable_sort(all_.begin(), all_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
}

std::string diagnostic_text(const Diagnostic& d) {
  std::string out;
  if (!d.file.empty()) {
    out += d.file;
    if (d.line > 0) {
      out += ':' + integer_text(d.line);
      if (d.column > 0) out += ':' + integer_text(d.column);
    }
    out += ": ";
  }
  out += severity_word(d.severity);
  out += '[' + code_text(d.code) + "]: " + d.message + '\n';
  if (!d.help.empty()) out += "  help: " + d.help + '\n';
  return out;
}

std::string diagnostic_json(const Diagnostic& d) {
  std::string out = "{\"code\":\"" + code_text(d.code) + "\",\"severity\":\"";
  out += severity_word(d.severity);
  out += "\",\"file\":";
  append_json_string(out, d.file);
  out += ",\"line\":" + integer_text(d.line) + ",\"column\":" + integer_text(d.column);
  out += ",\"message\":";
  append_json_string(out, d.message);
  if (!d.help.empty()) {
    out += ",\"help\":";
    append_json_string(out, d.help);
  }
  out += '}';
  return out;
}

}  // namespace bifolium

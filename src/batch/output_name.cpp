#include "batch/output_name.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/check.h"
#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".pdf";

/// A piece of a template: text as it is, or a field.
struct Piece {
  std::string text;
  bool is_field = false;
};

/// Cuts a template at its braces; `fault` says what is wrong with it.
std::vector<Piece> pieces_of(std::string_view text, std::string& fault) {
  std::vector<Piece> pieces(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      pieces.back().text += c;
      ++i;
    } else if (c == '}') {
      fault = "has a } without a {";
      return {};
    } else if (c == '{') {
      const std::size_t end = text.find_first_of("{}", i + 1);
      if (end == std::string_view::npos || text[end] == '{') {
        fault = "has a { without a }";
        return {};
      }
      if (end == i + 1) {
        fault = "has a field without a name";
        return {};
      }
      pieces.push_back({std::string(text.substr(i + 1, end - i - 1)), true});
      pieces.emplace_back();
      i = end;
    } else {
      pieces.back().text += c;
    }
  }
  return pieces;
}

std::string stem_of(const std::string& path) {
  const fs::path p(path);
  return p.extension() == ".xml" ? p.stem().string() : p.filename().string();
}

const std::string* value_of(const Job& job, std::string_view name) {
  for (const auto& [own, value] : job.values) {
    if (own == name) return &value;
  }
  return nullptr;
}

/// The name of the value that a field may stand for.
std::string_view value_name(std::string_view field) {
  constexpr std::string_view kPrefix = "values.";
  if (field.starts_with(kPrefix)) field.remove_prefix(kPrefix.size());
  return field;
}

/// What a field stands for; none where the job gives nothing for it.
std::optional<std::string> field_text(const Job& job, std::string_view field) {
  std::string text;
  if (field == "content") {
    text = stem_of(job.content);
  } else if (field == "edition") {
    text = job.edition;
  } else if (field == "press") {
    text = job.press;
  } else if (field == "pages") {
    text = job.pages;
  } else if (field == "layout") {
    text = stem_of(job.layout);
  } else if (field == "number") {
    text = integer_text(static_cast<std::int64_t>(job.number));
  } else {
    if (const std::string* value = value_of(job, value_name(field))) text = *value;
  }
  if (text.empty()) return std::nullopt;
  return text;
}

/// Characters that do something to a name besides being seen: controls, line and paragraph
/// separators, and formats such as those that turn the direction of writing. The joiners stay, for
/// Persian and the scripts of India are spelt with them.
bool acts_on_name(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  if (c == 0x200C || c == 0x200D) return false;
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR ||
         type == U_PARAGRAPH_SEPARATOR || type == U_UNASSIGNED || type == U_SURROGATE;
}

/// A part of a name with everything replaced that some system would not take.
void append_safe(std::string& out, std::string_view text, bool keep_slashes) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_scalar(text, i);
    constexpr std::u32string_view kRefused = U"\\:*?\"<>|";
    const bool refused = kRefused.find(c) != std::u32string_view::npos || acts_on_name(c) ||
                         (c == U'/' && !keep_slashes);
    append_utf8(out, refused ? U'_' : c);
  }
}

/// Names that Windows keeps for devices, whatever comes after a dot.
bool is_device(std::string_view part) {
  std::string stem(part.substr(0, part.find('.')));
  while (stem.ends_with(' ')) stem.pop_back();
  std::ranges::transform(stem, stem.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  constexpr std::array<std::string_view, 6> kDevices{"CON", "PRN",    "AUX",
                                                     "NUL", "CONIN$", "CONOUT$"};
  if (std::ranges::find(kDevices, stem) != kDevices.end()) return true;
  if (!stem.starts_with("COM") && !stem.starts_with("LPT")) return false;
  const std::string rest = stem.substr(3);
  // The superscript digits count as well.
  return (rest.size() == 1 && rest[0] >= '0' && rest[0] <= '9') || rest == "\u00B9" ||
         rest == "\u00B2" || rest == "\u00B3";
}

/// A whole part, without the dots, spaces and names that mean something to a system.
std::string safe_part(std::string part) {
  if (part.starts_with('.') || part.starts_with(' ')) part[0] = '_';
  for (std::size_t i = part.size(); i > 0 && (part[i - 1] == '.' || part[i - 1] == ' '); --i) {
    part[i - 1] = '_';
  }
  if (is_device(part)) part.insert(0, 1, '_');
  return part;
}

bool has_pdf_suffix(std::string_view name) {
  if (name.size() < kSuffix.size()) return false;
  return std::ranges::equal(name.substr(name.size() - kSuffix.size()), kSuffix, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

Unexpected<Diagnostic> unsafe(const std::string& text, std::string_view why) {
  return {make_diagnostic(DiagnosticCode::kOutputUnsafe, {}, {text, why})};
}

/// Makes each part of a filled-in template safe.
Expected<std::string, Diagnostic> checked(const std::string& text, const std::string& raw) {
  if (raw.starts_with('/')) return unsafe(text, "begins with a slash");
  std::string name;
  for (std::size_t begin = 0; begin <= raw.size();) {
    const std::size_t end = std::min(raw.find('/', begin), raw.size());
    std::string part = raw.substr(begin, end - begin);
    const bool is_last = end == raw.size();
    if (part.empty()) return unsafe(text, "has nothing between two slashes, or at its end");
    if (part == "." || part == "..") return unsafe(text, "leads out of the folder by dots");
    if (is_last && !has_pdf_suffix(part)) part += kSuffix;
    part = safe_part(std::move(part));
    if (part.size() > kMaxNamePart) {
      const std::string most = integer_text(static_cast<std::int64_t>(kMaxNamePart));
      return unsafe(text, "is longer than " + most + " bytes");
    }
    name += (name.empty() ? "" : "/") + part;
    begin = end + 1;
  }
  if (name.size() > kMaxName) {
    const std::string most = integer_text(static_cast<std::int64_t>(kMaxName));
    return unsafe(text, "is longer than " + most + " bytes with its folders");
  }
  return name;
}

std::u16string decomposed(const std::u16string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFDInstance(&error);
  std::u16string out(text.size() * 4 + 16, u'\0');
  const auto length = static_cast<std::int32_t>(text.size());
  std::int32_t n = unorm2_normalize(form, text.data(), length, out.data(),
                                    static_cast<std::int32_t>(out.size()), &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    out.resize(static_cast<std::size_t>(n));
    n = unorm2_normalize(form, text.data(), length, out.data(), n, &error);
  }
  BIFOLIUM_CHECK(U_SUCCESS(error) != 0, "ICU can't decompose a name");
  out.resize(static_cast<std::size_t>(n));
  return out;
}

}  // namespace

std::vector<std::string> values_in_name(const Job& job, const std::string& common) {
  std::string fault;
  std::vector<std::string> names;
  for (const Piece& piece : pieces_of(job.output.empty() ? common : job.output, fault)) {
    if (piece.is_field) names.emplace_back(value_name(piece.text));
  }
  return names;
}

std::string template_fault(std::string_view text) {
  std::string fault;
  static_cast<void>(pieces_of(text, fault));
  return fault;
}

Expected<std::string, Diagnostic> output_name(const Job& job, const std::string& common) {
  std::string text = job.output.empty() ? common : job.output;
  if (text.empty()) {
    text = "{content}";
    if (!job.edition.empty()) text += ".{edition}";
    if (!job.press.empty()) text += ".{press}";
  }
  std::string fault;
  const std::vector<Piece> pieces = pieces_of(text, fault);
  if (!fault.empty()) {
    return Unexpected<Diagnostic>{
        make_diagnostic(DiagnosticCode::kOutputTemplate, {}, {text, fault})};
  }
  std::string raw;
  for (const Piece& piece : pieces) {
    if (!piece.is_field) {
      append_safe(raw, piece.text, true);
      continue;
    }
    const std::optional<std::string> filled = field_text(job, piece.text);
    if (!filled) {
      return Unexpected<Diagnostic>{
          make_diagnostic(DiagnosticCode::kOutputField, {}, {text, piece.text})};
    }
    append_safe(raw, *filled, false);
  }
  return checked(text, raw);
}

std::string folded_name(const std::string& name) {
  const std::u16string text = decomposed(to_utf16(name));
  UErrorCode error = U_ZERO_ERROR;
  std::u16string folded(text.size() * 3 + 16, u'\0');  // No scalar folds to more than three units.
  const std::int32_t n =
      u_strFoldCase(folded.data(), static_cast<std::int32_t>(folded.size()), text.data(),
                    static_cast<std::int32_t>(text.size()), U_FOLD_CASE_DEFAULT, &error);
  BIFOLIUM_CHECK(U_SUCCESS(error) != 0, "ICU can't fold a name");
  folded.resize(static_cast<std::size_t>(n));
  return to_utf8(decomposed(folded));
}

}  // namespace bifolium

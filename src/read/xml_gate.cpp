#include "read/xml_gate.h"

#include <expat.h>

#include <memory>
#include <vector>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"
#include "read/xml.h"

namespace bifolium {
namespace {

/// Between namespace and name in what expat reports; no XML file can hold it.
constexpr char kNamespaceSeparator = '\x01';

struct DestroyParser {
  void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, DestroyParser>;

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

/// What a fault is, in words, where, and what to do.
struct Finding {
  std::string message;
  std::string help;
  std::size_t offset = 0;
};

/// The character at `at` in quotes, or its code point where it has no shape of its own.
std::string shown_character(std::string_view bytes, std::size_t at) {
  std::size_t end = at;
  const char32_t scalar = next_scalar(bytes, end);
  if (scalar <= 0x20 || (scalar >= 0x7F && scalar <= 0xA0)) return code_point_name(scalar);
  return "'" + std::string(bytes.substr(at, end - at)) + "'";
}

/// expat says "invalid token" of many faults; the bytes before the place tell them apart.
Finding explain_invalid_token(std::string_view bytes, std::size_t at) {
  const std::string_view before = bytes.substr(0, at);
  std::size_t name = at;
  while (name > 0 && (is_name_byte(bytes[name - 1]) || bytes[name - 1] == '#')) --name;
  if (name > 0 && bytes[name - 1] == '&') {
    return {"a bare '&'", "write &amp; for the sign &", name - 1};
  }
  if (at >= bytes.size()) return {"the file ends too early", "", at};
  if (bytes[at] == '<') {
    return {"a bare '<' in the value of an attribute", "write &lt; for the sign <", at};
  }
  if (before.ends_with("--")) {
    return {"'--' inside a comment", "write one hyphen, or a dash", at - 2};
  }
  if (bytes[at] == '>' && before.ends_with("]]")) {
    return {"']]>' in text", "write ]]&gt;", at - 2};
  }
  if (before.ends_with('<')) {
    return {"a bare '<'", "write &lt; for the sign <; the name of a tag starts with a letter",
            at - 1};
  }
  if (before.ends_with('=')) {
    return {"the value of an attribute is not in quotes", "write name=\"value\"", at};
  }
  return {shown_character(bytes, at) + " can't stand here", "", at};
}

/// One reading by expat; the handlers are its only callers.
class Gate {
 public:
  Gate(const SourceFile& file, std::string_view bytes, const LineIndex& lines,
       Diagnostics& diagnostics)
      : file_(file), bytes_(bytes), lines_(lines), diagnostics_(diagnostics) {}

  std::optional<XmlNamespaces> run() {
    // The encoding is given, so that a wrong declaration is a finding of ours and not expat's.
    parser_.reset(XML_ParserCreateNS("UTF-8", kNamespaceSeparator));
    BIFOLIUM_CHECK(parser_ != nullptr, "out of memory");
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), start_element, end_element);
    XML_SetXmlDeclHandler(parser_.get(), xml_declaration);
    XML_SetStartDoctypeDeclHandler(parser_.get(), doctype);
    const XML_Status status =
        XML_Parse(parser_.get(), bytes_.data(), static_cast<int>(bytes_.size()), XML_TRUE);
    if (status != XML_STATUS_OK && !stopped_) report_expat_error();
    if (stopped_ || refused_ || status != XML_STATUS_OK) return std::nullopt;
    return std::move(namespaces_);
  }

 private:
  static Gate& self(void* user_data) { return *static_cast<Gate*>(user_data); }

  static void XMLCALL start_element(void* user_data, const XML_Char* name, const XML_Char**) {
    self(user_data).on_start(name);
  }
  static void XMLCALL end_element(void* user_data, const XML_Char*) {
    self(user_data).open_.pop_back();
  }
  static void XMLCALL xml_declaration(void* user_data, const XML_Char* version,
                                      const XML_Char* encoding, int) {
    self(user_data).on_declaration(version != nullptr ? version : "",
                                   encoding != nullptr ? encoding : "");
  }
  static void XMLCALL doctype(void* user_data, const XML_Char*, const XML_Char*, const XML_Char*,
                              int) {
    self(user_data).stop(DiagnosticCode::kDoctype, {});
  }

  [[nodiscard]] std::size_t offset() const {
    const XML_Index index = XML_GetCurrentByteIndex(parser_.get());
    return index < 0 ? 0 : static_cast<std::size_t>(index);
  }
  [[nodiscard]] SourceSpan span(std::size_t at) const {
    const LineIndex::Place place = lines_.at(bytes_, at);
    return {&file_, place.line, place.column};
  }

  /// The name of the tag at `at` as written, with its prefix.
  [[nodiscard]] std::string_view name_at(std::size_t at) const {
    const std::size_t begin = bytes_.substr(at, 2) == "</" ? at + 2 : at + 1;
    std::size_t end = begin;
    while (end < bytes_.size() && is_name_byte(bytes_[end])) ++end;
    return bytes_.substr(begin, end - begin);
  }

  void stop(DiagnosticCode code, std::initializer_list<std::string_view> args) {
    if (stopped_) return;
    diagnostics_.report(code, span(offset()), args);
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void on_start(std::string_view name) {
    open_.push_back(offset());
    if (++elements_ > kMaxXmlElements) {
      stop(DiagnosticCode::kXmlTooManyElements, {integer_text(kMaxXmlElements)});
    } else if (open_.size() > static_cast<std::size_t>(kMaxXmlDepth)) {
      stop(DiagnosticCode::kXmlTooDeep, {integer_text(kMaxXmlDepth)});
    }
    const std::size_t separator = name.find(kNamespaceSeparator);
    const std::string_view uri =
        separator == std::string_view::npos ? std::string_view() : name.substr(0, separator);
    if (elements_ == 1) {
      namespaces_.root = uri;
    } else if (uri != namespaces_.root) {
      namespaces_.others.emplace_hint(namespaces_.others.end(), offset(), uri);
    }
  }

  void on_declaration(std::string_view version, std::string_view encoding) {
    if (version != "1.0") {
      diagnostics_.report(DiagnosticCode::kXmlVersion, span(offset()), {version});
      refused_ = true;
    }
    std::string small;
    for (const char c : encoding) {
      small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (!small.empty() && small != "utf-8") {
      diagnostics_.report(DiagnosticCode::kDeclaredEncoding, span(offset()), {encoding});
      refused_ = true;
    }
  }

  [[nodiscard]] Finding explain() const;

  void report_expat_error() {
    if (bytes_.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      diagnostics_.report(DiagnosticCode::kNotWellFormed, span(0), {"the file is empty", ""});
      return;
    }
    if (XML_GetErrorCode(parser_.get()) == XML_ERROR_UNDEFINED_ENTITY) {
      diagnostics_.report(DiagnosticCode::kUndefinedEntity, span(offset()), {name_at(offset())});
      return;
    }
    const Finding finding = explain();
    diagnostics_.report(DiagnosticCode::kNotWellFormed, span(finding.offset),
                        {finding.message, finding.help});
  }

  const SourceFile& file_;
  std::string_view bytes_;
  const LineIndex& lines_;
  Diagnostics& diagnostics_;
  Parser parser_;
  XmlNamespaces namespaces_;
  std::vector<std::size_t> open_;  ///< Offsets of the open elements' start tags.
  int elements_ = 0;
  bool stopped_ = false;  ///< A fault was reported and expat told to stop.
  bool refused_ = false;  ///< A fault was reported that lets expat go on.
};

Finding Gate::explain() const {
  const std::size_t at = offset();
  const auto element = [&](std::size_t tag) { return "<" + std::string(name_at(tag)) + ">"; };
  switch (XML_GetErrorCode(parser_.get())) {
    case XML_ERROR_INVALID_TOKEN:
      return explain_invalid_token(bytes_, at);
    case XML_ERROR_TAG_MISMATCH: {
      // expat's place is that of the name in the end tag.
      const std::size_t tag = at >= 2 ? at - 2 : 0;
      const std::string opened = element(open_.back());
      return {"</" + std::string(name_at(tag)) + "> stands where " + opened + " of line " +
                  integer_text(lines_.at(bytes_, open_.back()).line) + " is still open",
              "close " + opened + " first", tag};
    }
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
      if (at < bytes_.size() && XML_GetErrorCode(parser_.get()) == XML_ERROR_UNCLOSED_TOKEN) {
        return {"what starts here has no end", "", at};
      }
      if (!open_.empty()) {
        return {"the file ends while " + element(open_.back()) + " of line " +
                    integer_text(lines_.at(bytes_, open_.back()).line) + " is open",
                "the file may have been cut off; close what is open", at};
      }
      return {"the file has no element", "", at};
    case XML_ERROR_SYNTAX:
      return {"text stands before the first element", "", at};
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
      return {"something follows the root element's end",
              "a file has one root element, and nothing after it", at};
    case XML_ERROR_DUPLICATE_ATTRIBUTE:
      return {"an attribute stands twice in one tag", "keep one of the two", at};
    case XML_ERROR_BAD_CHAR_REF:
      return {"a character reference to what is no character of XML", "", at};
    case XML_ERROR_MISPLACED_XML_PI:
      return {"<?xml …?> is not at the very start of the file",
              "delete what stands before it, or delete it", at};
    case XML_ERROR_UNBOUND_PREFIX:
      return {"the prefix in " + element(at) + " or in one of its attributes is not declared",
              "declare it with xmlns:prefix=\"…\", or leave it out", at};
    default:
      return {XML_ErrorString(XML_GetErrorCode(parser_.get())), "", at};
  }
}

/// The offset of the first byte that is not part of well-formed UTF-8; npos if there is none.
std::size_t first_ill_formed_byte(std::string_view bytes) {
  constexpr std::size_t kReplacementSize = 3;  // U+FFFD itself, written in the file
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    if (next_scalar(bytes, at) == kReplacementCharacter && at - start != kReplacementSize) {
      return start;
    }
  }
  return std::string_view::npos;
}

/// The name of a UTF-16 or UTF-32 encoding that the first bytes show; empty for none.
/// Source: XML 1.0, appendix F.1.
std::string_view wide_encoding(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("<\0\0\0"sv) || bytes.starts_with("\0\0\0<"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  if (bytes.starts_with("<\0"sv) || bytes.starts_with("\0<"sv)) return "UTF-16";
  return {};
}

}  // namespace

bool check_utf8(const SourceFile& file, std::string_view bytes, Diagnostics& diagnostics) {
  if (const std::string_view wide = wide_encoding(bytes); !wide.empty()) {
    diagnostics.report(DiagnosticCode::kWideEncoding, {&file, 0, 0}, {wide});
    return false;
  }
  const std::size_t bad = first_ill_formed_byte(bytes);
  if (bad == std::string_view::npos) return true;
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(bytes[bad]);
  const std::string hex{kHex[value >> 4U], kHex[value & 0xFU]};
  const LineIndex::Place place = LineIndex(bytes.substr(0, bad)).at(bytes.substr(0, bad), bad);
  diagnostics.report(DiagnosticCode::kNotUtf8, {&file, place.line, place.column}, {hex});
  return false;
}

std::optional<XmlNamespaces> pass_xml_gate(const SourceFile& file, std::string_view bytes,
                                           const LineIndex& lines, Diagnostics& diagnostics) {
  return Gate(file, bytes, lines, diagnostics).run();
}

}  // namespace bifolium

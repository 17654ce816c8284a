#include "read/xml.h"

#include <algorithm>
#include <array>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

/// Escapes, line ends and attribute white space as XML 1.0 (2.11, 3.3.3) has them; white space
/// between elements is kept, since it counts between inline elements.
constexpr unsigned kParseOptions = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                                   pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;

/// Where the name that starts at `at` ends, in a start tag.
std::size_t name_end(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && !is_xml_space(bytes[at]) && bytes[at] != '=' && bytes[at] != '>' &&
         bytes[at] != '/') {
    ++at;
  }
  return at;
}

std::size_t skip_space(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && is_xml_space(bytes[at])) ++at;
  return at;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The bytes of the file that the next byte or character of an attribute's value was read from: an
/// escape, a line end of two, or the byte itself.
std::size_t source_length(std::string_view bytes) {
  if (bytes.starts_with("\r\n")) return 2;
  if (!bytes.starts_with('&')) return 1;
  const std::size_t end = bytes.find(';');
  return end == std::string_view::npos ? 1 : end + 1;
}

/// How many bytes of the value such a piece of the file became.
std::size_t value_length(std::string_view piece) {
  if (!piece.starts_with("&#")) return 1;
  const bool hex = piece.starts_with("&#x");
  char32_t scalar = 0;
  for (const char c : piece.substr(hex ? 3 : 2)) {
    if (c == ';') break;
    const int digit = c <= '9' ? c - '0' : lower(c) - 'a' + 10;
    scalar = scalar * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  std::string text;
  append_utf8(text, scalar);
  return text.size();
}

/// The optimal string alignment distance: insertions, deletions, substitutions, and swaps of
/// neighbours, each letter edited once. Source: Damerau 1964; Levenshtein 1966.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1])) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<XmlDocument> XmlDocument::parse(std::shared_ptr<const SourceFile> file,
                                              std::string_view bytes, Diagnostics& diagnostics) {
  if (bytes.size() > kMaxXmlBytes) {
    diagnostics.report(DiagnosticCode::kXmlTooLarge, {file.get(), 0, 0},
                       {integer_text(static_cast<std::int64_t>(kMaxXmlBytes >> 20))});
    return std::nullopt;
  }
  if (bytes.starts_with(kUtf8ByteOrderMark)) bytes.remove_prefix(kUtf8ByteOrderMark.size());
  if (!check_utf8(*file, bytes, diagnostics)) return std::nullopt;

  XmlDocument document;
  document.file_ = std::move(file);
  document.bytes_ = bytes;
  document.lines_ = LineIndex(document.bytes_);
  auto namespaces = pass_xml_gate(*document.file_, document.bytes_, document.lines_, diagnostics);
  if (!namespaces) return std::nullopt;
  document.namespaces_ = std::move(*namespaces);
  document.document_ = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result = document.document_->load_buffer(
      document.bytes_.data(), document.bytes_.size(), kParseOptions, pugi::encoding_utf8);
  BIFOLIUM_CHECK(result, "pugixml refused what expat let pass");
  return document;
}

SourceSpan XmlDocument::span_at(std::size_t offset) const {
  const LineIndex::Place place = lines_.at(bytes_, offset);
  return {file_.get(), place.line, place.column};
}

SourceSpan XmlDocument::span(pugi::xml_node node) const {
  const auto offset = node.offset_debug();
  if (offset < 0) return {file_.get(), 0, 0};
  const auto at = static_cast<std::size_t>(offset);
  // pugixml's offset is that of the name, one after the '<'.
  if (node.type() == pugi::node_element) return span_at(at - 1);
  const std::size_t first = skip_space(bytes_, at);
  return span_at(first < bytes_.size() && bytes_[first] != '<' ? first : at);
}

std::optional<std::size_t> XmlDocument::offset_of(pugi::xml_node node,
                                                  pugi::xml_attribute attribute) const {
  const auto offset = node.offset_debug();
  if (offset < 0) return std::nullopt;
  const std::string_view wanted = attribute.name();
  std::size_t at = name_end(bytes_, static_cast<std::size_t>(offset));
  while (true) {
    at = skip_space(bytes_, at);
    const std::size_t end = name_end(bytes_, at);
    if (end == at) return std::nullopt;  // the tag's end
    if (std::string_view(bytes_).substr(at, end - at) == wanted) return at;
    const std::size_t quote = skip_space(bytes_, skip_space(bytes_, end) + 1);
    if (quote >= bytes_.size()) return std::nullopt;
    const std::size_t close = bytes_.find(bytes_[quote], quote + 1);
    if (close == std::string::npos) return std::nullopt;
    at = close + 1;
  }
}

SourceSpan XmlDocument::span(pugi::xml_node node, pugi::xml_attribute attribute) const {
  const std::optional<std::size_t> at = offset_of(node, attribute);
  return at ? span_at(*at) : span(node);
}

SourceSpan XmlDocument::span(pugi::xml_node node, pugi::xml_attribute attribute,
                             std::size_t at) const {
  const std::optional<std::size_t> name = offset_of(node, attribute);
  if (!name) return span(node);
  std::size_t source = skip_space(bytes_, name_end(bytes_, *name));  // the equals sign
  source = skip_space(bytes_, source + 1) + 1;                       // past the quotation mark
  for (std::size_t value = 0; value < at && source < bytes_.size();) {
    const std::size_t length = source_length(std::string_view(bytes_).substr(source));
    value += value_length(std::string_view(bytes_).substr(source, length));
    source += length;
  }
  return span_at(source);
}

std::string_view XmlDocument::namespace_of(pugi::xml_node element) const {
  if (!namespaces_.others.empty()) {
    const auto at = static_cast<std::size_t>(element.offset_debug() - 1);
    if (const auto other = namespaces_.others.find(at); other != namespaces_.others.end()) {
      return other->second;
    }
  }
  return namespaces_.root;
}

std::string_view XmlDocument::local_name(pugi::xml_node element) {
  const std::string_view name = element.name();
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

bool XmlDocument::is_namespace_declaration(pugi::xml_attribute attribute) {
  const std::string_view name = attribute.name();
  return name == "xmlns" || name.starts_with("xmlns:");
}

std::string XmlDocument::text(pugi::xml_node element) {
  std::string joined;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      joined += child.value();
    }
  }
  return joined;
}

bool XmlDocument::check_root(std::string_view name, std::string_view name_space,
                             Diagnostics& diagnostics) const {
  if (local_name(root()) != name) {
    diagnostics.report(DiagnosticCode::kWrongRoot, span(root()), {root().name(), name});
    return false;
  }
  if (namespaces_.root.empty()) {
    diagnostics.report(DiagnosticCode::kNoNamespace, span(root()), {name, name_space});
  } else if (namespaces_.root != name_space) {
    diagnostics.report(DiagnosticCode::kWrongNamespace, span(root()),
                       {name, namespaces_.root, name_space});
  }
  return true;
}

bool XmlDocument::check_namespace(pugi::xml_node element, Diagnostics& diagnostics) const {
  const std::string_view own = namespace_of(element);
  if (own == namespaces_.root) return true;
  diagnostics.report(DiagnosticCode::kForeignElement, span(element),
                     {element.name(), own.empty() ? "no namespace" : "'" + std::string(own) + "'",
                      namespaces_.root});
  return false;
}

std::string_view trim_xml_space(std::string_view text) {
  while (!text.empty() && is_xml_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_xml_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& known) {
  std::size_t best = std::max<std::size_t>(1, name.size() / 3) + 1;
  std::string_view nearest;
  // A name of a thousand letters is no slip of the pen, and the distance takes a * b steps.
  constexpr std::size_t kLongestName = 64;
  if (name.size() > kLongestName) return {};
  for (const std::string_view candidate : known) {
    if (candidate == name || candidate.size() > kLongestName) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best && distance < name.size()) {
      best = distance;
      nearest = candidate;
    }
  }
  return std::string(nearest);
}

}  // namespace bifolium

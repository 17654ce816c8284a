#include "read/words.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "read/content_values.h"
#include "read/plain_element.h"
#include "read/xml.h"

namespace bifolium {
namespace {

constexpr std::string_view kNamespace = "urn:bifolium:words:1";
constexpr std::size_t kMostFields = 2;

/// A word that the program prints or speaks, and the fields that its pattern must have.
struct WordRule {
  std::string_view name;
  std::array<std::string_view, kMostFields> fields{};
};

constexpr auto kWords = std::to_array<WordRule>({
    // pages and parts
    {"page-of", {"page", "pages"}},
    {"notes", {}},
    // beside printed sheets
    {"sheet-of", {"sheet", "sheets"}},
    {"sheet-front", {}},
    {"sheet-back", {}},
    {"references", {}},
    {"references-intro", {}},
    {"key-points", {}},
    // boxes without a title of their own
    {"information", {}},
    {"important", {}},
    {"warning", {}},
    {"emergency", {}},
    // the kind of leaflet
    {"kind-condition", {}},
    {"kind-procedure", {}},
    {"kind-medicine", {}},
    {"kind-discharge", {}},
    {"kind-consent", {}},
    {"kind-general", {}},
    // the trace block
    {"reference-number", {}},
    {"version", {}},
    {"reference-version", {"reference", "version"}},
    {"issued", {}},
    {"review", {}},
    {"publisher", {}},
    {"department", {}},
    {"author", {}},
    {"reviewer", {}},
    {"audience", {}},
    {"evidence", {}},
    {"feedback", {}},
    {"other-formats", {}},
    {"translator", {}},
    {"translation-of", {}},
    {"title-en", {}},
    {"copyright", {}},
    // contacts
    {"telephone", {}},
    {"email", {}},
    {"website", {}},
    {"address", {}},
    {"hours", {}},
    // cross-references and citations
    {"xref-page", {"page"}},
    {"xref-title", {"title", "page"}},
    {"xref-text", {"text", "page"}},
    {"cite", {"number"}},
    {"accessed", {"date"}},
    // what a link does
    {"link-web", {"address"}},
    {"link-email", {"address"}},
    {"link-phone", {"number"}},
    {"link-page", {"title"}},
    {"link-reference", {"number"}},
    // quotation marks
    {"quote-open", {}},
    {"quote-close", {}},
    {"quote-inner-open", {}},
    {"quote-inner-close", {}},
});

const WordRule* rule_named(std::string_view name) {
  const auto found = std::ranges::find(kWords, name, &WordRule::name);
  return found != kWords.end() ? &*found : nullptr;
}

std::string nearest_word(std::string_view name) {
  std::vector<std::string_view> known;
  for (const WordRule& rule : kWords) known.push_back(rule.name);
  return nearest_name(name, known);
}

/// Holds the fields of `pattern`, "{page} of {pages}", to those of its rule.
void check_fields(const WordRule& rule, std::string_view pattern, const SourceSpan& span,
                  Diagnostics& diagnostics) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = pattern.find_first_of("{}", at);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find_first_of("{}", open + 1);
    if (pattern[open] == '}' || close == std::string_view::npos || pattern[close] == '{') {
      diagnostics.report(DiagnosticCode::kWordBrace, span, {rule.name});
      return;
    }
    found.push_back(pattern.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  for (const std::string_view field : found) {
    const bool known = !field.empty() && std::ranges::find(rule.fields, field) != rule.fields.end();
    if (!known || std::ranges::count(found, field) > 1) {
      diagnostics.report(DiagnosticCode::kWordFieldUnknown, span,
                         {rule.name, "{" + std::string(field) + "}"});
    }
  }
  for (const std::string_view field : rule.fields) {
    if (!field.empty() && std::ranges::find(found, field) == found.end()) {
      diagnostics.report(DiagnosticCode::kWordFieldMissing, span,
                         {rule.name, "{" + std::string(field) + "}"});
    }
  }
}

void read_word(const XmlDocument& xml, pugi::xml_node node, Words& words,
               Diagnostics& diagnostics) {
  const PlainElement element(xml, node, diagnostics, {"name"});
  const std::optional<std::string> name = element.required("name");
  const std::string pattern = element.text();
  if (!name) return;
  const WordRule* rule = rule_named(*name);
  if (rule == nullptr) {
    std::string help = nearest_word(*name);
    if (!help.empty()) help = "did you mean \"" + help + "\"?";
    diagnostics.report(DiagnosticCode::kWordUnknown, element.span("name"), {*name, help});
    return;
  }
  check_fields(*rule, pattern, element.span(), diagnostics);
  if (!words.patterns.emplace(*name, pattern).second) {
    diagnostics.report(DiagnosticCode::kWordTwice, element.span(), {*name});
  }
}

}  // namespace

const std::string* Words::find(std::string_view name) const {
  const auto found = patterns.find(name);
  return found != patterns.end() ? &found->second : nullptr;
}

std::optional<Words> read_words(const std::string& path, std::string_view bytes,
                                Diagnostics& diagnostics) {
  Words words;
  words.file = std::make_shared<const SourceFile>(SourceFile{path});
  const std::optional<XmlDocument> xml = XmlDocument::parse(words.file, bytes, diagnostics);
  if (!xml || !xml->check_root("words", kNamespace, diagnostics)) return std::nullopt;
  const PlainElement root(*xml, xml->root(), diagnostics, {"xml:lang"});
  if (const auto language = root.required("xml:lang")) {
    check_value(ValueForm::kLanguage, {}, *language, "@xml:lang of <words>", root.span("xml:lang"),
                diagnostics);
    words.language = *language;
  }
  root.children({"word"}, [&](std::string_view, pugi::xml_node node) {
    read_word(*xml, node, words, diagnostics);
  });
  for (const WordRule& rule : kWords) {
    if (words.find(rule.name) == nullptr) {
      diagnostics.report(DiagnosticCode::kWordMissing, root.span(), {rule.name});
      // A stand-in, so that what is set from these words can go on and show its own faults.
      words.patterns.emplace(rule.name, rule.name);
    }
  }
  return words;
}

}  // namespace bifolium

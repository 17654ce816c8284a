#include "read/plain_element.h"

#include <algorithm>

#include "read/content_values.h"

namespace bifolium {
namespace {

bool is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

std::string element_list(const std::vector<std::string_view>& names) {
  std::string words = "here may stand ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) words += i + 1 == names.size() ? " or " : ", ";
    words += '<' + std::string(names[i]) + '>';
  }
  return words;
}

}  // namespace

PlainElement::PlainElement(const XmlDocument& xml, pugi::xml_node node, Diagnostics& diagnostics,
                           std::initializer_list<std::string_view> attributes)
    : xml_(xml), node_(node), diagnostics_(diagnostics) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (XmlDocument::is_namespace_declaration(attribute)) continue;
    if (std::ranges::find(attributes, name) != attributes.end()) continue;
    std::string help = nearest_name(name, attributes);
    if (!help.empty()) help = "did you mean @" + help + '?';
    diagnostics.report(DiagnosticCode::kUnknownAttribute, xml.span(node, attribute),
                       {XmlDocument::local_name(node), name, help});
  }
}

SourceSpan PlainElement::span(std::string_view attribute) const {
  const pugi::xml_attribute found = node_.attribute(std::string(attribute).c_str());
  return found ? xml_.span(node_, found) : xml_.span(node_);
}

std::optional<std::string> PlainElement::required(std::string_view name) const {
  if (!node_.attribute(std::string(name).c_str())) {
    diagnostics_.report(DiagnosticCode::kMissingAttribute, span(),
                        {XmlDocument::local_name(node_), name});
    return std::nullopt;
  }
  return optional(name);
}

std::optional<std::string> PlainElement::optional(std::string_view name) const {
  const pugi::xml_attribute attribute = node_.attribute(std::string(name).c_str());
  if (!attribute) return std::nullopt;
  std::string value = collapse_xml_space(attribute.value());
  if (!value.empty()) return value;
  diagnostics_.report(
      DiagnosticCode::kEmptyValue, span(name),
      {"@" + std::string(name) + " of <" + std::string(XmlDocument::local_name(node_)) + ">"});
  return std::nullopt;
}

void PlainElement::children(
    std::initializer_list<std::string_view> names,
    const std::function<void(std::string_view, pugi::xml_node)>& take) const {
  for (const pugi::xml_node child : node_.children()) {
    if (is_text(child)) {
      if (trim_xml_space(child.value()).empty()) continue;
      diagnostics_.report(DiagnosticCode::kTextNotAllowed, xml_.span(child),
                          {XmlDocument::local_name(node_),
                           names.size() == 0 ? std::string("delete it") : element_list(names)});
      continue;
    }
    if (!xml_.check_namespace(child, diagnostics_)) continue;
    const std::string_view name = XmlDocument::local_name(child);
    if (std::ranges::find(names, name) != names.end()) {
      take(name, child);
      continue;
    }
    std::string help = nearest_name(name, names);
    if (!help.empty()) {
      help = "did you mean <" + help + ">?";
    } else if (names.size() > 0) {
      help = element_list(names);
    }
    diagnostics_.report(DiagnosticCode::kMisplacedElement, xml_.span(child),
                        {name, XmlDocument::local_name(node_), help});
  }
}

std::string PlainElement::text() const {
  for (const pugi::xml_node child : node_.children()) {
    if (is_text(child)) continue;
    diagnostics_.report(DiagnosticCode::kMisplacedElement, xml_.span(child),
                        {child.name(), XmlDocument::local_name(node_), "write text alone"});
  }
  std::string text = collapse_xml_space(XmlDocument::text(node_));
  if (text.empty()) {
    diagnostics_.report(DiagnosticCode::kEmptyElement, span(), {XmlDocument::local_name(node_)});
  }
  return text;
}

}  // namespace bifolium

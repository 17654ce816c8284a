#include "read/layout_element.h"

namespace bifolium {

LayoutAttributes::LayoutAttributes(const XmlDocument& document, pugi::xml_node element,
                                   std::span<const std::string_view> known,
                                   Diagnostics& diagnostics)
    : element_(XmlDocument::local_name(element)),
      span_(document.span(element)),
      diagnostics_(&diagnostics) {
  for (const pugi::xml_attribute attribute : element.attributes()) {
    if (XmlDocument::is_namespace_declaration(attribute)) continue;
    const std::string_view name = attribute.name();
    const SourceSpan span = document.span(element, attribute);
    if (std::ranges::find(known, name) == known.end()) {
      diagnostics.report(DiagnosticCode::kLayoutUnknownAttribute, span,
                         {element_, name, known_names_help(name, known)});
      continue;
    }
    found_.push_back({name, attribute.value(), span});
  }
}

std::optional<LayoutAttribute> LayoutAttributes::find(std::string_view name) const {
  const auto found = std::ranges::find(found_, name, &LayoutAttribute::name);
  if (found == found_.end()) return std::nullopt;
  return *found;
}

std::optional<LayoutAttribute> LayoutAttributes::require(std::string_view name) const {
  std::optional<LayoutAttribute> found = find(name);
  if (!found) {
    diagnostics_->report(DiagnosticCode::kLayoutMissingAttribute, span_, {element_, name});
  }
  return found;
}

std::vector<pugi::xml_node> LayoutElements::children_of(pugi::xml_node parent) const {
  std::vector<pugi::xml_node> out;
  for (const pugi::xml_node child : parent.children()) {
    if (child.type() == pugi::node_element) {
      if (document_.check_namespace(child, diagnostics_)) out.push_back(child);
    } else if (!trim_xml_space(child.value()).empty()) {
      report(DiagnosticCode::kLayoutUnexpectedText, document_.span(child),
             {XmlDocument::local_name(parent)});
    }
  }
  return out;
}

void LayoutElements::refuse_children(pugi::xml_node parent) const {
  for (const pugi::xml_node child : children_of(parent)) report_unknown(child, {});
}

void LayoutElements::report_unknown(pugi::xml_node child,
                                    std::span<const std::string_view> known) const {
  const std::string_view name = XmlDocument::local_name(child);
  report(DiagnosticCode::kLayoutUnknownElement, document_.span(child),
         {name, XmlDocument::local_name(child.parent()), known_names_help(name, known)});
}

void LayoutElements::set_length(const LayoutAttributes& attributes, std::string_view name,
                                const LengthBounds& bounds,
                                std::optional<LengthSpec>& target) const {
  if (const auto attribute = attributes.find(name)) {
    target = read_length(*attribute, bounds, diagnostics_).value_or(LengthSpec{});
  }
}

void LayoutElements::set_page_kinds(const LayoutAttributes& attributes,
                                    std::optional<PageKindSet>& target) const {
  if (const auto attribute = attributes.find("pages")) {
    target = read_page_kinds(*attribute, diagnostics_).value_or(PageKindSet{});
  }
}

bool LayoutElements::read_remove(pugi::xml_node element, const LayoutAttributes& attributes) const {
  const auto remove = attributes.find("remove");
  if (!remove || !read_word(*remove, "yes", diagnostics_)) return false;
  const bool holds_more =
      attributes.all().size() > (attributes.find("name") ? 2U : 1U) ||
      element.find_child([](pugi::xml_node child) {
        return child.type() == pugi::node_element || !trim_xml_space(child.value()).empty();
      });
  if (holds_more) {
    report(DiagnosticCode::kLayoutRemoveWithMore, remove->span, {XmlDocument::local_name(element)});
  }
  return true;
}

std::string LayoutElements::required_name(const LayoutAttributes& attributes) const {
  const auto name = attributes.require("name");
  return name ? read_name(*name, diagnostics_).value_or("") : "";
}

}  // namespace bifolium

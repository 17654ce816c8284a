#include "read/content.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bifolium {
namespace {

/// In the order of Element.
constexpr auto kElementNames = std::to_array<std::string_view>({
    "#text",
    // structure
    "leaflet",
    "meta",
    "section",
    "title",
    // meta
    "subtitle",
    "short-title",
    "title-en",
    "author",
    "department",
    "publisher",
    "reference-number",
    "version",
    "issued",
    "review",
    "audience",
    "reviewer",
    "evidence",
    "feedback",
    "other-formats",
    "keywords",
    "copyright",
    "disclaimer",
    "translator",
    "translation-of",
    "values",
    "value",
    // blocks
    "p",
    "list",
    "item",
    "steps",
    "step",
    "definitions",
    "term",
    "definition",
    "faq",
    "question",
    "answer",
    "key-points",
    "callout",
    "quote",
    "contacts",
    "contact",
    "name",
    "address",
    "hours",
    "references",
    "reference",
    "source",
    // inline
    "em",
    "strong",
    "lead",
    "link",
    "xref",
    "cite",
    "abbr",
    "foreign",
    "q",
    "sub",
    "sup",
    "br",
    "phone",
    "email",
    "date",
    "measure",
    "value",
});
static_assert(kElementNames.size() == static_cast<std::size_t>(Element::kValue) + 1);
static_assert(kElementNames[static_cast<std::size_t>(Element::kP)] == "p");
static_assert(kElementNames[static_cast<std::size_t>(Element::kEm)] == "em");
static_assert(kElementNames.back() == "value");

/// In the order of Attribute.
constexpr auto kAttributeNames = std::to_array<std::string_view>({
    "xml:id",  "xml:lang", "dir",   "layout",  "type",
    "role",    "kind",     "start", "to",      "href",
    "print",   "accessed", "title", "iso",     "reference-number",
    "version", "when",     "name",  "default", "required",
    "unit",
});
static_assert(kAttributeNames.size() == static_cast<std::size_t>(Attribute::kUnit) + 1);

using NamedElement = std::pair<std::string_view, Element>;

constexpr auto sorted_elements() {
  std::array<NamedElement, kElementNames.size()> sorted{};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    sorted[i] = {kElementNames[i], static_cast<Element>(i)};
  }
  std::ranges::sort(sorted);
  return sorted;
}
constexpr auto kSortedElements = sorted_elements();

}  // namespace

std::string_view element_name(Element element) {
  return kElementNames.at(static_cast<std::size_t>(element));
}

Element element_named(std::string_view name) {
  // Two elements are called "value"; the later one is the one in text.
  const auto after = std::ranges::upper_bound(kSortedElements, name, {}, &NamedElement::first);
  if (after == kSortedElements.begin()) return Element::kText;
  const NamedElement& found = *(after - 1);
  return found.first == name ? found.second : Element::kText;
}

std::string_view attribute_name(Attribute attribute) {
  return kAttributeNames.at(static_cast<std::size_t>(attribute));
}

const std::string* ContentTree::attribute(NodeId id, Attribute name) const {
  for (const ContentAttribute& attribute : nodes[id].attributes) {
    if (attribute.name == name) return &attribute.value;
  }
  return nullptr;
}

NodeId ContentTree::child(NodeId id, Element element) const {
  for (NodeId child = nodes[id].first_child; child; child = nodes[child].next_sibling) {
    if (nodes[child].element == element) return child;
  }
  return {};
}

NodeId ContentTree::meta(Element field) const {
  if (nodes.empty()) return {};
  const NodeId meta = child(root(), Element::kMeta);
  return meta ? child(meta, field) : NodeId();
}

std::optional<std::size_t> ContentTree::value_of(NodeId id) const {
  const std::string* name = attribute(id, Attribute::kName);
  return name != nullptr ? values.find(*name) : std::nullopt;
}

std::string ContentTree::text_of(NodeId id) const {
  std::string text = nodes[id].text;
  for (NodeId child = nodes[id].first_child; child; child = nodes[child].next_sibling) {
    // A forced line break parts words as a space does.
    text += nodes[child].element == Element::kBr ? " " : text_of(child);
  }
  return text;
}

}  // namespace bifolium

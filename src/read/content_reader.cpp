#include "read/content_reader.h"

#include <algorithm>
#include <utility>

#include "core/decimal.h"
#include "core/unicode.h"
#include "read/content_grammar.h"
#include "read/content_parts.h"
#include "read/content_text.h"
#include "read/content_values.h"
#include "read/declared_values.h"
#include "read/xml.h"

namespace bifolium {
namespace {

constexpr std::string_view kNamespace = "urn:bifolium:content:1";
constexpr int kDeepestSection = 5;

using Linked = ContentBuilder::Linked;
using Code = DiagnosticCode;

bool is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool is_blank(std::string_view text) { return std::ranges::all_of(text, is_xml_space); }

/// What an element's ancestors say of it.
struct Place {
  NodeId parent;
  Linked linked = Linked::kYes;
  int sections = 0;  ///< How many it stands in.
  Element links_end =
      Element{};  ///< The innermost element in which no link may stand; kText: none.
};

/// One reading of one file.
class Reader {
 public:
  Reader(const XmlDocument& xml, ContentTree& tree, Diagnostics& diagnostics)
      : xml_(xml), tree_(tree), builder_(tree), diagnostics_(diagnostics) {}

  void run() {
    element(xml_.root(), Element::kLeaflet, {});
    check_targets();
    check_dates();
    read_values(tree_, diagnostics_);
    read_conditions();
  }

 private:
  void element(pugi::xml_node source, Element name, const Place& place);
  void attributes(pugi::xml_node source, NodeId node, const ElementRule& rule);
  void attribute(pugi::xml_node source, pugi::xml_attribute from, NodeId node,
                 const ElementRule& rule);
  void content(pugi::xml_node source, NodeId node, const ElementRule& rule, const Place& inside);
  void parts(pugi::xml_node source, NodeId node, const ElementRule& rule, const Place& inside);
  void paragraph(pugi::xml_node source, NodeId node, const ElementRule& rule, const Place& inside);
  void inlines(pugi::xml_node source, NodeId node, const ElementRule& rule, const Place& inside);
  void inline_child(pugi::xml_node child, Element name, const ElementRule& rule,
                    const Place& inside, bool first);
  [[nodiscard]] bool holds_blocks(pugi::xml_node source, const ElementRule& rule);

  [[nodiscard]] Element known(pugi::xml_node source, Element parent);
  void misplaced(pugi::xml_node source, Element name, Element parent, Place inside);
  void skip(pugi::xml_node source);
  void check_characters(std::string_view text, const SourceSpan& span);
  void check_targets();
  void check_dates();
  void read_conditions();

  const XmlDocument& xml_;
  ContentTree& tree_;
  ContentBuilder builder_;
  Diagnostics& diagnostics_;

  struct Target {
    NodeId node;
    std::string to;
    SourceSpan span;
    ValueForm form{};
  };
  std::vector<Target> targets_;
  /// A @when, to be read once the values are known.
  struct UnreadCondition {
    NodeId node;
    pugi::xml_node source;
    pugi::xml_attribute from;
  };
  std::vector<UnreadCondition> conditions_;
  /// Ids in parts that could not be read, so that links to them are not reported on top.
  std::vector<std::string> unread_ids_;
};

/// Words for an element as an author sees it.
std::string tag(Element element) { return '<' + std::string(element_name(element)) + '>'; }

void Reader::element(pugi::xml_node source, Element name, const Place& place) {
  const ElementRule& rule = rule_of(name);
  const SourceSpan span = xml_.span(source);
  const NodeId node = builder_.add(name, place.parent, span, place.linked);
  attributes(source, node, rule);

  Place inside{node, Linked::kYes, place.sections, place.links_end};
  if (name == Element::kSection && ++inside.sections == kDeepestSection + 1) {
    diagnostics_.report(Code::kSectionTooDeep, span, {integer_text(kDeepestSection)});
  }
  const bool ends_links = (rule.inlines & links_and_breaks()).empty();
  if (!is_inline(name)) inside.links_end = Element::kText;
  if (ends_links && rule.model == ContentModel::kInline) inside.links_end = name;
  content(source, node, rule, inside);
}

void Reader::attributes(pugi::xml_node source, NodeId node, const ElementRule& rule) {
  for (const pugi::xml_attribute from : source.attributes()) {
    if (!XmlDocument::is_namespace_declaration(from)) attribute(source, from, node, rule);
  }
  for (const AttributeRule& wanted : rule.attributes) {
    if (wanted.required && source.attribute(attribute_name(wanted.name).data()).empty()) {
      diagnostics_.report(Code::kMissingAttribute, tree_[node].span,
                          {element_name(rule.element), attribute_name(wanted.name)});
    }
  }
  const std::string* start = tree_.attribute(node, Attribute::kStart);
  if (start != nullptr) {
    const std::string* kind = tree_.attribute(node, Attribute::kKind);
    const std::string_view shown = kind != nullptr ? std::string_view(*kind) : "bullet";
    if (shown != "number" && shown != "letter" && shown != "roman") {
      diagnostics_.report(Code::kStartWithoutNumbers, tree_[node].span, {shown});
    }
  }
}

void Reader::attribute(pugi::xml_node source, pugi::xml_attribute from, NodeId node,
                       const ElementRule& rule) {
  const SourceSpan span = xml_.span(source, from);
  const std::string_view element = element_name(rule.element);
  const auto wanted = std::ranges::find_if(rule.attributes, [&](const AttributeRule& r) {
    return attribute_name(r.name) == from.name();
  });
  if (wanted == rule.attributes.end()) {
    std::string help = suggested_attribute(from.name(), rule);
    if (!help.empty()) {
      help = "did you mean @" + help + '?';
    } else {
      help = rule.attributes.empty() ? "it has no attributes"
                                     : "it may have " + attributes_in_words(rule);
    }
    diagnostics_.report(Code::kUnknownAttribute, span, {element, from.name(), help});
    return;
  }
  const std::string value = collapse_xml_space(from.value());
  check_characters(value, span);
  const std::string what = '@' + std::string(from.name()) + " of " + tag(rule.element);
  if (!check_value(wanted->form, wanted->choices, value, what, span, diagnostics_)) return;
  if (wanted->form == ValueForm::kId) {
    const auto [found, added] = tree_.ids.emplace(value, node);
    if (!added) {
      diagnostics_.report(Code::kDuplicateId, span,
                          {value, integer_text(tree_[found->second].span.line)});
    }
  } else if (wanted->form == ValueForm::kTarget || wanted->form == ValueForm::kReference) {
    targets_.push_back({node, value, span, wanted->form});
  } else if (wanted->name == Attribute::kWhen) {
    conditions_.push_back({node, source, from});
  }
  tree_.nodes[node].attributes.push_back({wanted->name, value, span});
}

void Reader::content(pugi::xml_node source, NodeId node, const ElementRule& rule,
                     const Place& inside) {
  switch (rule.model) {
    case ContentModel::kParts:
      parts(source, node, rule, inside);
      return;
    case ContentModel::kInlineOrParts:
      if (holds_blocks(source, rule)) {
        parts(source, node, rule, inside);
      } else {
        paragraph(source, node, rule, inside);
      }
      return;
    case ContentModel::kEmpty:
    case ContentModel::kText:
    case ContentModel::kInline:
      if (is_inline(rule.element) && tree_[tree_[node].parent].element != Element::kContact) {
        inlines(source, node, rule, inside);
      } else {
        paragraph(source, node, rule, inside);
      }
      return;
  }
}

void Reader::parts(pugi::xml_node source, NodeId node, const ElementRule& rule,
                   const Place& inside) {
  const ElementSet allowed = children_of(rule);
  PartMatcher matcher(rule, tree_[node].span, diagnostics_);
  for (const pugi::xml_node child : source.children()) {
    if (is_text(child)) {
      if (is_blank(child.value())) continue;
      const bool takes_p = allowed.has(Element::kP);
      diagnostics_.report(
          Code::kTextNotAllowed, xml_.span(child),
          {element_name(rule.element),
           takes_p ? "put it into <p>" : "here may stand " + elements_in_words(allowed)});
      continue;
    }
    const Element name = known(child, rule.element);
    if (name == Element::kText) continue;
    bool takes = false;
    for (const ContentPart& part : rule.parts) takes = takes || part.elements.has(name);
    if (!takes) {
      misplaced(child, name, rule.element, inside);
      continue;
    }
    matcher.next(name, xml_.span(child));
    element(child, name, inside);
  }
  matcher.end();
}

bool Reader::holds_blocks(pugi::xml_node source, const ElementRule& rule) {
  pugi::xml_node first_text;
  pugi::xml_node first_block;
  for (const pugi::xml_node child : source.children()) {
    const Element name =
        is_text(child) ? Element::kText : element_named(XmlDocument::local_name(child));
    const bool block = name != Element::kText && !is_inline(name);
    const bool text = is_text(child) ? !is_blank(child.value()) : is_inline(name);
    if (block && !first_block) first_block = child;
    if (text && !first_text) first_text = child;
  }
  if (first_text && first_block) {
    diagnostics_.report(Code::kTextAndBlocks, xml_.span(first_block),
                        {element_name(rule.element), first_block.name()});
  }
  return first_block && !first_text;
}

void Reader::paragraph(pugi::xml_node source, NodeId node, const ElementRule& rule,
                       const Place& inside) {
  // A paragraph may stand, misplaced, within another.
  const ContentBuilder::State outer = builder_.state();
  builder_.begin_paragraph();
  inlines(source, node, rule, inside);
  builder_.end_paragraph();
  builder_.resume(outer);
}

void Reader::inlines(pugi::xml_node source, NodeId node, const ElementRule& rule,
                     const Place& inside) {
  if (rule.element == Element::kBr) builder_.break_line();
  const std::size_t before = builder_.printed();
  for (const pugi::xml_node child : source.children()) {
    if (is_text(child)) {
      if (rule.model != ContentModel::kEmpty) {
        const SourceSpan span = xml_.span(child);
        check_characters(child.value(), span);
        builder_.add_text(node, child.value(), span);
      } else if (!is_blank(child.value())) {
        diagnostics_.report(Code::kTextNotAllowed, xml_.span(child),
                            {element_name(rule.element),
                             "write <" + std::string(element_name(rule.element)) + "/>"});
      }
      continue;
    }
    const Element name = known(child, rule.element);
    if (name == Element::kText) {
      builder_.add_mark();
      continue;
    }
    inline_child(child, name, rule, inside, builder_.printed() == before);
  }
  const bool printed = builder_.printed() != before;
  if (rule.element == Element::kCite || rule.element == Element::kValue ||
      (rule.element == Element::kXref && !printed)) {
    builder_.add_mark();
  }
  if (!printed && !rule.may_be_empty) {
    diagnostics_.report(Code::kEmptyElement, tree_[node].span, {element_name(rule.element)});
  }
  // What a value will bring is held against its type when it is given.
  const bool has_value = tree_.child(node, Element::kValue).valid();
  if (printed && !has_value && rule.model == ContentModel::kText && rule.text != ValueForm::kText) {
    check_value(rule.text, {}, trim_xml_space(tree_.text_of(node)), tag(rule.element),
                tree_[node].span, diagnostics_);
  }
}

void Reader::inline_child(pugi::xml_node child, Element name, const ElementRule& rule,
                          const Place& inside, bool first) {
  if (name == Element::kLead && rule.lead_first) {
    if (!first)
      diagnostics_.report(Code::kLeadNotFirst, xml_.span(child), {element_name(rule.element)});
    element(child, name, inside);
    return;
  }
  if (!rule.inlines.has(name)) {
    // holds_blocks has said already that text and blocks are mixed.
    const bool said = rule.model == ContentModel::kInlineOrParts && !is_inline(name);
    if (said) {
      Place apart = inside;
      apart.linked = Linked::kNo;
      element(child, name, apart);
    } else {
      misplaced(child, name, rule.element, inside);
    }
    builder_.add_mark();
    return;
  }
  if (inside.links_end != Element::kText && links_and_breaks().has(name)) {
    misplaced(child, name, inside.links_end, inside);
    builder_.add_mark();
    return;
  }
  element(child, name, inside);
}

Element Reader::known(pugi::xml_node source, Element parent) {
  if (!xml_.check_namespace(source, diagnostics_)) {
    skip(source);
    return Element::kText;
  }
  const std::string_view name = XmlDocument::local_name(source);
  Element element = element_named(name);
  if (element == Element::kValue && parent == Element::kValues) element = Element::kDeclaredValue;
  const bool in_text = rule_of(parent).model != ContentModel::kParts;
  if (is_unsupported_element(name) || (element == Element::kTerm && in_text)) {
    diagnostics_.report(Code::kUnsupportedElement, xml_.span(source), {name});
    skip(source);
    return Element::kText;
  }
  if (element == Element::kText) {
    std::string help = suggested_element(name);
    if (!help.empty()) help = "did you mean <" + help + ">?";
    diagnostics_.report(Code::kUnknownElement, xml_.span(source), {name, help});
    skip(source);
  }
  return element;
}

void Reader::misplaced(pugi::xml_node source, Element name, Element parent, Place inside) {
  if (name == Element::kLeaflet) {
    diagnostics_.report(
        Code::kMisplacedElement, xml_.span(source),
        {element_name(name), element_name(parent), "it is the root element, and there is one"});
    skip(source);
    return;
  }
  std::string help;
  if (is_inline(name)) {
    help = rule_of(parent).model == ContentModel::kParts
               ? "it may stand within text: put it into <p>"
               : "it may stand in " + parents_in_words(name);
  } else {
    help = "it may stand in " + parents_in_words(name);
    if (parent == Element::kP) help += "; end the <p> before it";
  }
  diagnostics_.report(Code::kMisplacedElement, xml_.span(source),
                      {element_name(name), element_name(parent), help});
  inside.linked = Linked::kNo;
  const ContentBuilder::State outer = builder_.state();
  builder_.begin_paragraph();
  element(source, name, inside);
  builder_.resume(outer);
}

void Reader::skip(pugi::xml_node source) {
  const std::string_view id = source.attribute("xml:id").value();
  if (!id.empty()) unread_ids_.push_back(collapse_xml_space(id));
  for (const pugi::xml_node child : source.children()) {
    if (child.type() == pugi::node_element) skip(child);
  }
}

void Reader::check_characters(std::string_view text, const SourceSpan& span) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x7F) {
      ++at;
      continue;
    }
    const char32_t scalar = next_scalar(text, at);
    if (scalar >= 0x7F && scalar < 0xA0) {
      diagnostics_.report(Code::kControlCharacter, span, {code_point_name(scalar)});
    } else if (scalar == kReplacementCharacter) {
      diagnostics_.report(Code::kLostCharacter, span, {});
    }
  }
}

void Reader::check_targets() {
  for (const Target& target : targets_) {
    const std::string_view element = element_name(tree_[target.node].element);
    const auto found = tree_.ids.find(target.to);
    if (found == tree_.ids.end()) {
      if (std::ranges::find(unread_ids_, target.to) != unread_ids_.end()) continue;
      std::vector<std::string_view> ids;
      for (const auto& [id, node] : tree_.ids) {
        if (target.form == ValueForm::kTarget || tree_[node].element == Element::kReference) {
          ids.push_back(id);
        }
      }
      std::string help = nearest_name(target.to, ids);
      if (!help.empty()) help = "did you mean \"" + help + "\"?";
      diagnostics_.report(Code::kNoSuchId, target.span, {element, target.to, help});
    } else if (target.form == ValueForm::kReference &&
               tree_[found->second].element != Element::kReference) {
      diagnostics_.report(Code::kCiteNoReference, target.span,
                          {target.to, element_name(tree_[found->second].element)});
    }
  }
}

void Reader::check_dates() {
  const NodeId issued = tree_.meta(Element::kIssued);
  const NodeId review = tree_.meta(Element::kReview);
  if (!issued || !review) return;
  const std::string from = tree_.text_of(issued);
  const std::string until = tree_.text_of(review);
  // ISO dates compare as text.
  if (is_calendar_date(from) && is_calendar_date(until) && until < from) {
    diagnostics_.report(Code::kReviewBeforeIssued, tree_[review].span, {until, from});
  }
}

void Reader::read_conditions() {
  for (const UnreadCondition& unread : conditions_) {
    const auto place = [&](std::size_t at) { return xml_.span(unread.source, unread.from, at); };
    auto condition = read_condition(unread.from.value(), tree_.values, place, diagnostics_);
    if (!condition) continue;
    condition->node = unread.node;
    tree_.conditions.push_back(std::move(*condition));
  }
  check_use_of_values(tree_, diagnostics_);
}

}  // namespace

std::optional<ContentTree> read_content(const std::string& path, std::string_view bytes,
                                        Diagnostics& diagnostics) {
  ContentTree tree;
  tree.file = std::make_shared<const SourceFile>(SourceFile{path});
  const std::optional<XmlDocument> xml = XmlDocument::parse(tree.file, bytes, diagnostics);
  if (!xml || !xml->check_root("leaflet", kNamespace, diagnostics)) return std::nullopt;
  Reader(*xml, tree, diagnostics).run();
  return tree;
}

}  // namespace bifolium

#include "read/content_text.h"

#include "read/xml.h"

namespace bifolium {

NodeId ContentBuilder::add(Element element, NodeId parent, const SourceSpan& span, Linked linked) {
  ContentNode node;
  node.element = element;
  node.parent = parent;
  node.span = span;
  const NodeId id = tree_.nodes.add(std::move(node));
  last_child_.emplace_back();
  if (parent && linked == Linked::kYes) {
    NodeId& last = last_child_[parent.index()];
    (last ? tree_.nodes[last].next_sibling : tree_.nodes[parent].first_child) = id;
    last = id;
  }
  return id;
}

void ContentBuilder::begin_paragraph() {
  state_.skip_space = true;
  state_.trailing_space = {};
}

void ContentBuilder::end_paragraph() { drop_trailing_space(); }

void ContentBuilder::add_text(NodeId parent, std::string_view text, const SourceSpan& span) {
  NodeId node;
  const auto append = [&](std::string_view piece) {
    if (!node) node = text_node(parent, span);
    tree_.nodes[node].text += piece;
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (is_xml_space(text[at])) {
      while (end < text.size() && is_xml_space(text[end])) ++end;
      if (!state_.skip_space) {
        append(" ");
        state_.skip_space = true;
        state_.trailing_space = node;
      }
    } else {
      while (end < text.size() && !is_xml_space(text[end])) ++end;
      append(text.substr(at, end - at));
      add_mark();
    }
    at = end;
  }
}

void ContentBuilder::add_mark() {
  state_.skip_space = false;
  state_.trailing_space = {};
  ++state_.printed;
}

void ContentBuilder::break_line() {
  drop_trailing_space();
  state_.skip_space = true;
}

NodeId ContentBuilder::text_node(NodeId parent, const SourceSpan& span) {
  const NodeId last = last_child_[parent.index()];
  if (last && tree_.nodes[last].element == Element::kText) return last;
  return add(Element::kText, parent, span, Linked::kYes);
}

void ContentBuilder::drop_trailing_space() {
  const NodeId node = state_.trailing_space;
  state_.trailing_space = {};
  if (!node) return;
  tree_.nodes[node].text.pop_back();
  if (tree_.nodes[node].text.empty()) unlink(node);
}

void ContentBuilder::unlink(NodeId node) {
  const NodeId parent = tree_.nodes[node].parent;
  const NodeId next = tree_.nodes[node].next_sibling;
  NodeId before;
  for (NodeId child = tree_.nodes[parent].first_child; child != node;
       child = tree_.nodes[child].next_sibling) {
    before = child;
  }
  (before ? tree_.nodes[before].next_sibling : tree_.nodes[parent].first_child) = next;
  if (!next) last_child_[parent.index()] = before;
}

}  // namespace bifolium

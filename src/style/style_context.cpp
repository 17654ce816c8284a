#include "style/style_context.h"

#include <unicode/uloc.h>

#include "core/unicode.h"

namespace bifolium {

TextStyleId StyleContext::intern(const TextStyle& style) {
  // A document has a few dozen styles at most, and neighbours share them: look from the end.
  auto& styles = document.text_styles;
  for (std::size_t i = styles.size(); i-- > 0;) {
    if (styles[TextStyleId{i}] == style) return TextStyleId{i};
  }
  return styles.add(style);
}

std::string language_of(const ContentTree& tree, NodeId node, const std::string& inherited) {
  const std::string* language = tree.attribute(node, Attribute::kXmlLang);
  return language != nullptr && !language->empty() ? *language : inherited;
}

bool is_right_to_left(const std::string& language) {
  return uloc_isRightToLeft(language.c_str()) != 0;
}

std::string text_beyond_paragraphs(const StyleContext& context, NodeId node) {
  const ContentTree& tree = context.tree;
  std::string text = tree[node].text;
  for (NodeId child = tree[node].first_child; child; child = tree[child].next_sibling) {
    if (tree[child].element == Element::kBr) {
      text += ' ';  // A forced line break parts words as a space does.
    } else if (tree[child].element != Element::kValue) {
      text += text_beyond_paragraphs(context, child);
    } else if (const auto value = tree.value_of(child)) {
      StyledValue& styled = context.document.values[*value];
      styled.beyond_paragraphs = true;
      text += to_utf8(styled.text);
    }
  }
  return text;
}

NodeId title_of(const ContentTree& tree, NodeId node) {
  switch (tree[node].element) {
    case Element::kTitle:
    case Element::kQuestion:
    case Element::kTerm:
      return node;
    default:
      return tree.child(node, Element::kTitle);
  }
}

NodeId next_printed(const StyleContext& context, NodeId node) {
  NodeId next = context.tree[node].next_sibling;
  while (next && !context.values.prints(next)) next = context.tree[next].next_sibling;
  return next;
}

}  // namespace bifolium

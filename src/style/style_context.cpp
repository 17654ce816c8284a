#include "style/style_context.h"

#include <unicode/uloc.h>

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

std::string title_of(const ContentTree& tree, NodeId node) {
  switch (tree[node].element) {
    case Element::kTitle:
    case Element::kQuestion:
    case Element::kTerm:
      return tree.text_of(node);
    default:
      break;
  }
  const NodeId title = tree.child(node, Element::kTitle);
  return title ? tree.text_of(title) : std::string();
}

}  // namespace bifolium

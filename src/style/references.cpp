#include "style/references.h"

#include <algorithm>
#include <set>

namespace bifolium {

ReferenceOrder order_references(const ContentTree& tree, const ResolvedValues& values,
                                Diagnostics& diagnostics) {
  ReferenceOrder order;
  std::vector<NodeId> in_document_order;
  std::vector<NodeId> cited;
  std::set<NodeId> ever_cited;  ///< Also where it is left out this time.
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const NodeId id{i};
    switch (tree[id].element) {
      case Element::kReferences:
        order.list = id;
        break;
      case Element::kReference:
        in_document_order.push_back(id);
        break;
      case Element::kCite: {
        const std::string* to = tree.attribute(id, Attribute::kTo);
        const auto target = to != nullptr ? tree.ids.find(*to) : tree.ids.end();
        if (target == tree.ids.end()) break;
        ever_cited.insert(target->second);
        if (values.prints(id) && std::ranges::find(cited, target->second) == cited.end()) {
          cited.push_back(target->second);
        }
        break;
      }
      default:
        break;
    }
  }
  if (order.list) {
    const std::string* print = tree.attribute(order.list, Attribute::kPrint);
    if (print != nullptr && *print == "link") order.print = PrintReferences::kLink;
    const bool none = print != nullptr && *print == "none";
    if (none || !values.prints(order.list)) order.print = PrintReferences::kNone;
  }
  order.references = cited;
  for (const NodeId id : in_document_order) {
    if (std::ranges::find(cited, id) != cited.end()) continue;
    order.references.push_back(id);
    if (ever_cited.contains(id)) continue;
    diagnostics.report(DiagnosticCode::kReferenceNotCited, tree[id].span,
                       {tree.text_of(tree.child(id, Element::kTitle))});
  }
  for (const NodeId id : order.references) {
    order.numbers.emplace(id, static_cast<int>(order.numbers.size()) + 1);
  }
  return order;
}

}  // namespace bifolium

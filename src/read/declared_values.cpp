#include "read/declared_values.h"

#include <utility>

#include "core/decimal.h"
#include "read/xml.h"

namespace bifolium {
namespace {

using Code = DiagnosticCode;

std::string text_of(const ContentTree& tree, NodeId node, Attribute name) {
  const std::string* text = tree.attribute(node, name);
  return text != nullptr ? *text : std::string();
}

void check_default(const ValueDeclaration& value, const SourceSpan& span,
                   Diagnostics& diagnostics) {
  if (value.default_text.empty()) return;
  if (value.required) diagnostics.report(Code::kDefaultAndRequired, span, {value.name});
  const std::string fault = value_text_fault(value.default_text);
  if (!fault.empty()) {
    diagnostics.report(Code::kBadDefault, span, {value.name, fault, ""});
  } else if (!has_value_type(value.type, value.default_text)) {
    const std::string wanted(value_type_wanted(value.type));
    diagnostics.report(
        Code::kBadDefault, span,
        {value.name, "it is \"" + value.default_text + "\", not " + wanted, "write " + wanted});
  }
}

void read_value(ContentTree& tree, NodeId node, Diagnostics& diagnostics) {
  ValueDeclaration value;
  value.name = text_of(tree, node, Attribute::kName);
  value.unit = text_of(tree, node, Attribute::kUnit);
  value.default_text = text_of(tree, node, Attribute::kDefault);
  value.required = text_of(tree, node, Attribute::kRequired) == "yes";
  value.span = tree[node].span;
  if (value.name.empty()) return;  // Reported already.
  if (const auto type = value_type_named(text_of(tree, node, Attribute::kType))) {
    value.type = *type;
    check_default(value, value.span, diagnostics);
    if (!value.unit.empty() && value.type != ValueType::kNumber) {
      diagnostics.report(Code::kUnitWithoutNumber, value.span,
                         {value.name, value_type_name(value.type)});
    }
  }
  ValueTable& table = tree.values;
  const auto [found, added] = table.index.emplace(value.name, table.declarations.size());
  if (!added) {
    diagnostics.report(Code::kDuplicateValue, value.span,
                       {value.name, integer_text(table.declarations[found->second].span.line)});
    return;
  }
  table.declarations.push_back(std::move(value));
}

}  // namespace

void read_values(ContentTree& tree, Diagnostics& diagnostics) {
  const NodeId values = tree.meta(Element::kValues);
  if (!values) return;
  for (NodeId node = tree[values].first_child; node; node = tree[node].next_sibling) {
    if (tree[node].element == Element::kDeclaredValue) read_value(tree, node, diagnostics);
  }
}

void check_use_of_values(const ContentTree& tree, Diagnostics& diagnostics) {
  const ValueTable& table = tree.values;
  std::vector<bool> used(table.declarations.size(), false);
  for (const Condition& condition : tree.conditions) {
    for (const ConditionStep& step : condition.steps) {
      const bool tests =
          step.kind == ConditionStep::Kind::kGiven || step.kind == ConditionStep::Kind::kCompare;
      if (tests) used[step.value] = true;
    }
  }
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[NodeId{i}].element != Element::kValue) continue;
    const std::string* name = tree.attribute(NodeId{i}, Attribute::kName);
    if (name == nullptr) continue;  // Reported already.
    if (const auto value = table.find(*name)) {
      used[*value] = true;
      const ValueDeclaration& declared = table.declarations[*value];
      const NodeId parent = tree.nodes[NodeId{i}].parent;
      if (tree.nodes[parent].element == Element::kPhone && declared.type != ValueType::kPhone) {
        diagnostics.report(Code::kValueTypeInPhone, tree.nodes[NodeId{i}].span,
                           {*name, value_type_name(declared.type)});
      }
      continue;
    }
    std::string help = nearest_name(*name, table.names());
    help = help.empty() ? "declare it: <values><value name=\"" + *name +
                              "\" type=\"text\"/></values> in <meta>"
                        : "did you mean " + help + '?';
    diagnostics.report(Code::kNoSuchValue, tree.nodes[NodeId{i}].span, {*name, help});
  }
  // A faulty condition might have used what looks unused.
  if (diagnostics.has_errors()) return;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const ValueDeclaration& value = table.declarations[i];
    if (!used[i]) diagnostics.report(Code::kUnusedValue, value.span, {value.name});
  }
}

}  // namespace bifolium

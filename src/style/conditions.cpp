#include "style/conditions.h"

#include <algorithm>

#include "core/check.h"

namespace bifolium {
namespace {

template <class T>
bool compare(Comparison comparison, const T& a, const T& b) {
  switch (comparison) {
    case Comparison::kEqual:
      return a == b;
    case Comparison::kNotEqual:
      return a != b;
    case Comparison::kLess:
      return a < b;
    case Comparison::kLessOrEqual:
      return a <= b;
    case Comparison::kGreater:
      return a > b;
    case Comparison::kGreaterOrEqual:
      return a >= b;
  }
  return false;
}

bool test(const ConditionStep& step, const ValueDeclaration& declaration, const std::string& text) {
  if (step.kind == ConditionStep::Kind::kGiven) return !text.empty();
  if (text.empty()) return step.comparison == Comparison::kNotEqual;
  if (declaration.type == ValueType::kNumber) {
    return compare(step.comparison, number_in_millionths(text), step.number);
  }
  // ISO dates and times compare as text.
  return compare<std::string>(step.comparison, text, step.text);
}

/// Elements that stand with others and say nothing by themselves.
bool is_heading(Element element) {
  return element == Element::kTitle || element == Element::kTerm || element == Element::kQuestion ||
         element == Element::kName;
}

/// Whether a node that holds elements has nothing left but headings.
bool is_emptied(const ContentTree& tree, NodeId node, const std::vector<bool>& left_out) {
  bool any_out = false;
  for (NodeId child = tree[node].first_child; child; child = tree[child].next_sibling) {
    if (left_out[child.index()]) {
      any_out = true;
    } else if (!is_heading(tree[child].element)) {
      return false;
    }
  }
  return any_out;
}

/// What is explained or answered goes with its explanation or answer, and that with it.
void leave_out_pairs(const ContentTree& tree, NodeId node, std::vector<bool>& left_out) {
  NodeId before;
  for (NodeId child = tree[node].first_child; child; child = tree[child].next_sibling) {
    const Element element = tree[child].element;
    const bool explains = element == Element::kDefinition || element == Element::kAnswer;
    if (explains && before) {
      const bool out = left_out[child.index()] || left_out[before.index()];
      left_out[child.index()] = left_out[before.index()] = out;
    }
    before = child;
  }
}

}  // namespace

bool is_true(const Condition& condition, const std::vector<ValueDeclaration>& declarations,
             const std::vector<std::string>& texts) {
  std::vector<bool> stack;
  for (const ConditionStep& step : condition.steps) {
    using Kind = ConditionStep::Kind;
    if (step.kind == Kind::kGiven || step.kind == Kind::kCompare) {
      stack.push_back(test(step, declarations[step.value], texts[step.value]));
      continue;
    }
    if (step.kind == Kind::kNot) {
      stack.back() = !stack.back();
      continue;
    }
    const bool right = stack.back();
    stack.pop_back();
    stack.back() = step.kind == Kind::kAnd ? stack.back() && right : stack.back() || right;
  }
  BIFOLIUM_CHECK(stack.size() == 1, "a condition does not come to one outcome");
  return stack.back();
}

std::vector<bool> left_out_nodes(const ContentTree& tree, const std::vector<bool>& outcomes) {
  if (std::ranges::find(outcomes, false) == outcomes.end()) return {};
  std::vector<bool> left_out(tree.nodes.size(), false);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i]) left_out[tree.conditions[i].node.index()] = true;
  }
  // Nodes are in document order: children first is from the end, parents first from the start.
  for (std::size_t i = tree.nodes.size(); i-- > 1;) {
    leave_out_pairs(tree, NodeId{i}, left_out);
    if (is_emptied(tree, NodeId{i}, left_out)) left_out[i] = true;
  }
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    const NodeId parent = tree[NodeId{i}].parent;
    if (parent && left_out[parent.index()]) left_out[i] = true;
  }
  return left_out;
}

bool prints_nothing(const ContentTree& tree, const std::vector<bool>& left_out) {
  if (left_out.empty()) return false;
  for (NodeId child = tree[tree.root()].first_child; child; child = tree[child].next_sibling) {
    const Element element = tree[child].element;
    if (element == Element::kMeta || element == Element::kReferences) continue;
    if (!left_out[child.index()]) return false;
  }
  return true;
}

}  // namespace bifolium

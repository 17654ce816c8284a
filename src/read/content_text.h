#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/source.h"
#include "read/content.h"

namespace bifolium {

/// Adds nodes to a ContentTree, in document order, and collapses the white space of text as
/// ContentNode::text promises: a space goes to the text where it was first met, and what follows of
/// it is dropped, also in the next element. So "a <em> b</em>" has one space, outside the <em>.
class ContentBuilder {
 public:
  explicit ContentBuilder(ContentTree& tree) : tree_(tree) {}

  /// Whether a node becomes a child of its parent, or only knows it.
  enum class Linked : bool { kNo, kYes };
  NodeId add(Element element, NodeId parent, const SourceSpan& span, Linked linked);

  /// A paragraph's text begins; what was begun before must have ended, or be held by the caller
  /// with state() and resume().
  void begin_paragraph();
  void end_paragraph();
  /// Text of one element; `span` is its place. Neighbouring texts become one node.
  void add_text(NodeId parent, std::string_view text, const SourceSpan& span);
  /// What prints without text of its own in the content: a citation.
  void add_mark();
  /// A forced line break is about to be added: no space stands before or after it.
  void break_line();

  /// Grows with every stretch of text that is more than white space, and every mark.
  [[nodiscard]] std::size_t printed() const { return state_.printed; }

  struct State {
    bool skip_space = true;  ///< At a start, or after a space.
    NodeId trailing_space;   ///< The text that ends in a space, while nothing follows it.
    std::size_t printed = 0;
  };
  [[nodiscard]] const State& state() const { return state_; }
  void resume(const State& state) { state_ = state; }

 private:
  [[nodiscard]] NodeId text_node(NodeId parent, const SourceSpan& span);
  void drop_trailing_space();
  void unlink(NodeId node);

  ContentTree& tree_;
  std::vector<NodeId> last_child_;  ///< By the index of the node.
  State state_;
};

}  // namespace bifolium

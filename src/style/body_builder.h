#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "style/block_builder.h"

namespace bifolium {

/// Turns the content's blocks into the document's: sections, paragraphs, lists, boxes and the rest
/// of the vocabulary, with structure as ALGORITHMS section 4 says.
class BodyBuilder {
 public:
  /// `references_apart`: the layout has a part for the references, so they are left out here.
  BodyBuilder(BlockBuilder& blocks, bool references_apart)
      : blocks_(blocks), references_apart_(references_apart) {}

  /// Adds all blocks that are children of `parent` (meta and titles are passed over).
  void children(NodeId parent);

  /// Adds the references: title, introduction and list, below the heading level `depth`.
  void references();

 private:
  void block(NodeId node);
  void section(NodeId node);
  void paragraph(NodeId node);
  void list(NodeId node);
  /// Gives the kind of label that the item has.
  ListNumbering item(NodeId node, std::string_view list_kind, std::int64_t number);
  void definitions(NodeId node);
  void faq(NodeId node);
  void key_points(NodeId node);
  void callout(NodeId node);
  void quote(NodeId node);
  void contacts(NodeId node);
  void contact_line(NodeId node);
  void reference(NodeId node, int number);
  /// Inline content as one P, or blocks, of the box now open.
  void flow(NodeId node);
  void title(NodeId title, std::string_view default_word, int level);

  [[nodiscard]] Frame frame(NodeId node) const;
  [[nodiscard]] bool prints(NodeId node) const { return blocks_.context().values.prints(node); }
  [[nodiscard]] const ContentTree& tree() const { return blocks_.context().tree; }

  BlockBuilder& blocks_;
  bool references_apart_;
  int depth_ = 0;  ///< Sections now open.
};

/// Hn for n = level; P below H6, where no heading can stand.
[[nodiscard]] StructType heading_type(int level);

}  // namespace bifolium

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "style/paragraph_builder.h"
#include "style/style_context.h"

namespace bifolium {

/// Appends blocks to the document in reading order, keeping cascade, language and tree in step.
class BlockBuilder {
 public:
  BlockBuilder(StyleContext& context, std::string language);

  using Fill = std::function<void(ParagraphBuilder&)>;

  /// Opens a box of children, styled by `frame`. Where the layout does not display it, returns no
  /// id and opens nothing: the caller then leaves it out.
  [[nodiscard]] BlockId open(const Frame& frame, StructType structure, NodeId node = {});
  void close();

  /// Opens a box that exists for the structure alone and looks like nothing.
  BlockId open_plain(StructType structure, NodeId node = {});
  void close_plain();

  /// Adds a paragraph styled by `frame`; no id where the layout does not display it.
  BlockId paragraph(const Frame& frame, StructType structure, const Fill& fill, NodeId node = {});

  /// Adds a paragraph that looks as the box now open says.
  BlockId paragraph_here(StructType structure, const Fill& fill, NodeId node = {});

  /// Adds a label that hangs in the gutter of the box now open, at the first line of what follows.
  BlockId hung_label(const Computed& looks, const Fill& fill);

  /// The block that was added last, to set what only the caller knows.
  [[nodiscard]] Block& operator[](BlockId id) { return context_.document.blocks[id]; }
  [[nodiscard]] StyleContext& context() { return context_; }
  [[nodiscard]] const Computed& computed() const { return context_.cascade.top(); }

 private:
  BlockId add(Block block, NodeId node);
  [[nodiscard]] bool hidden(const Frame& frame, NodeId node);

  StyleContext& context_;
  struct OpenBlock {
    BlockId id;
    BlockId last_child;
    std::string language;
  };
  std::vector<OpenBlock> open_;
  std::string language_;  ///< Of the document.
};

}  // namespace bifolium

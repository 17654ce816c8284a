#include "style/block_builder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/check.h"

namespace bifolium {
namespace {

bool is_heading(StructType type) { return type >= StructType::kH1 && type <= StructType::kH6; }

/// Boxes of the program's own in which reviewed text stands.
bool holds_reviewed_text(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {
      "cover",           "cover-banner",    "heading",         "body",
      "references-page", "reference-title", "reference-source"};
  return std::ranges::find(kNames, name) != kNames.end();
}

}  // namespace

BlockBuilder::BlockBuilder(StyleContext& context, std::string language)
    : context_(context), language_(std::move(language)) {}

BlockId BlockBuilder::add(Block block, NodeId node) {
  const std::string& inherited = open_.empty() ? language_ : open_.back().language;
  block.language = node ? language_of(context_.tree, node, inherited) : inherited;
  if (node) {
    block.span = context_.tree[node].span;
    if (const std::string* id = context_.tree.attribute(node, Attribute::kXmlId)) {
      block.destination = *id;
    }
  }
  // A heading alone at a page's foot is never wanted, whatever a layout forgets to say.
  if (is_heading(block.structure)) block.style.keep_with_next = true;
  if (!open_.empty()) block.parent = open_.back().id;
  const BlockId id = context_.document.blocks.add(std::move(block));
  if (!open_.empty()) {
    OpenBlock& parent = open_.back();
    if (parent.last_child) {
      context_.document.blocks[parent.last_child].next_sibling = id;
    } else {
      context_.document.blocks[parent.id].first_child = id;
    }
    parent.last_child = id;
  }
  return id;
}

bool BlockBuilder::hidden(const Frame& frame, NodeId node) {
  if (context_.cascade.push(frame).displayed) return false;
  if (node || holds_reviewed_text(frame.name)) {
    // Reviewed text is never left out by a layout.
    const NodeId place = node ? node : context_.tree.root();
    context_.diagnostics.report(DiagnosticCode::kContentHidden, context_.tree[place].span,
                                {frame.name});
    return false;
  }
  context_.cascade.pop();
  return true;
}

BlockId BlockBuilder::open(const Frame& frame, StructType structure, NodeId node) {
  if (hidden(frame, node)) return {};
  Block block;
  block.structure = structure;
  block.style = context_.cascade.top().block;
  const BlockId id = add(std::move(block), node);
  open_.push_back({id, {}, context_.document.blocks[id].language});
  return id;
}

void BlockBuilder::close() {
  close_plain();
  context_.cascade.pop();
}

BlockId BlockBuilder::open_plain(StructType structure, NodeId node) {
  Block block;
  block.structure = structure;
  const BlockId id = add(std::move(block), node);
  open_.push_back({id, {}, context_.document.blocks[id].language});
  return id;
}

void BlockBuilder::close_plain() {
  BIFOLIUM_CHECK(!open_.empty(), "a block was closed that was never opened");
  open_.pop_back();
}

BlockId BlockBuilder::paragraph(const Frame& frame, StructType structure, const Fill& fill,
                                NodeId node) {
  if (hidden(frame, node)) return {};
  const BlockId id = paragraph_here(structure, fill, node);
  context_.document.blocks[id].style = context_.cascade.top().block;
  if (is_heading(structure)) context_.document.blocks[id].style.keep_with_next = true;
  context_.cascade.pop();
  return id;
}

BlockId BlockBuilder::paragraph_here(StructType structure, const Fill& fill, NodeId node) {
  Block block;
  block.structure = structure;
  const BlockId id = add(std::move(block), node);
  const Block& added = context_.document.blocks[id];
  const SourceSpan span = added.span.file != nullptr || !added.parent
                              ? added.span
                              : context_.document.blocks[added.parent].span;
  ParagraphBuilder builder(context_, context_.cascade.top(), added.language, span);
  fill(builder);
  Paragraph paragraph = builder.finish();
  if (is_heading(structure)) paragraph.variants = false;
  context_.document.blocks[id].paragraph = context_.document.paragraphs.add(std::move(paragraph));
  return id;
}

BlockId BlockBuilder::hung_label(const Computed& looks, const Fill& fill) {
  BIFOLIUM_CHECK(!open_.empty(), "a label hangs in no block");
  const BlockId owner = open_.back().id;
  Block block;
  block.structure = StructType::kLbl;
  block.hung_label = true;
  block.label_width = context_.document.blocks[owner].style.hang;
  const BlockId id = add(std::move(block), {});
  ParagraphBuilder builder(context_, looks, context_.document.blocks[id].language,
                           context_.document.blocks[owner].span);
  fill(builder);
  Paragraph paragraph = builder.finish();
  paragraph.variants = false;
  context_.document.blocks[id].paragraph = context_.document.paragraphs.add(std::move(paragraph));
  return id;
}

}  // namespace bifolium

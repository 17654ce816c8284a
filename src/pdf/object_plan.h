#pragma once

#include <cstdint>
#include <vector>

#include "pdf/file_frame.h"
#include "press/sheet.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// Object numbers and structure keys of what refers to each other: pages, structure elements and
/// annotations. Fixed before anything is written, so that each part can be written by itself.
class ObjectPlan {
 public:
  ObjectPlan(const StructTree& tree, FileFrame& frame) : ObjectPlan(tree, nullptr, frame) {}
  /// Of a press copy: pages are forms on the sides of sheets, and there are no annotations.
  ObjectPlan(const StructTree& tree, const Sheets& sheets, FileFrame& frame)
      : ObjectPlan(tree, &sheets, frame) {}

  [[nodiscard]] ObjectNumber page_tree() const { return page_tree_; }
  [[nodiscard]] ObjectNumber resources() const { return resources_; }
  [[nodiscard]] ObjectNumber structure_root() const { return structure_root_; }
  /// The PDF page that shows a page: itself, or the side of a sheet.
  [[nodiscard]] ObjectNumber page(std::uint32_t index) const;
  /// A page's content stream, or its form.
  [[nodiscard]] ObjectNumber content(std::uint32_t page_index) const;
  [[nodiscard]] bool is_imposed() const { return !side_of_page_.empty(); }
  [[nodiscard]] ObjectNumber side(std::uint32_t index) const;
  [[nodiscard]] ObjectNumber side_content(std::uint32_t index) const;
  /// The form of a page where it stands a second time, without its structure.
  [[nodiscard]] ObjectNumber repeated(std::uint32_t page_index) const;
  [[nodiscard]] const std::vector<std::uint32_t>& repeated_pages() const { return repeated_pages_; }
  [[nodiscard]] ObjectNumber element(StructId id) const;
  [[nodiscard]] ObjectNumber annotation(AnnotationRef ref) const;

  /// Keys of the parent tree: pages first, then annotations, from one counter
  /// (ISO 32000-1, 14.7.4.4).
  [[nodiscard]] int page_key(std::uint32_t index) const { return static_cast<int>(index); }
  [[nodiscard]] int annotation_key(AnnotationRef ref) const;
  [[nodiscard]] int next_key() const { return static_cast<int>(pages_ + annotations_); }

 private:
  ObjectPlan(const StructTree& tree, const Sheets* sheets, FileFrame& frame);
  [[nodiscard]] std::size_t annotation_index(AnnotationRef ref) const;

  std::size_t pages_ = 0, elements_ = 0, annotations_ = 0, sides_ = 0;
  std::vector<std::uint32_t> side_of_page_;    ///< Where it is read; empty for a reading copy.
  std::vector<std::uint32_t> repeated_pages_;  ///< In their order.
  std::vector<std::size_t> first_annotation_of_page_;
  ObjectNumber page_tree_ = 0, resources_ = 0, structure_root_ = 0;
  ObjectNumber first_page_ = 0, first_content_ = 0, first_element_ = 0, first_annotation_ = 0;
  ObjectNumber first_side_content_ = 0, first_repeated_ = 0;
};

}  // namespace bifolium

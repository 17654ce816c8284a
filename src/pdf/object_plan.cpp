#include "pdf/object_plan.h"

#include "core/check.h"

namespace bifolium {
namespace {
ObjectNumber nth(ObjectNumber first, std::size_t index, std::size_t count) {
  BIFOLIUM_CHECK(index < count, "a reference leads to no page, element or annotation");
  return first + static_cast<ObjectNumber>(index);
}
}  // namespace

ObjectPlan::ObjectPlan(const StructTree& tree, FileFrame& frame)
    : pages_(tree.pages.size()), elements_(tree.elements.size()) {
  for (const TaggedPage& page : tree.pages) {
    first_annotation_of_page_.push_back(annotations_);
    annotations_ += page.links.size();
  }
  first_annotation_of_page_.push_back(annotations_);
  page_tree_ = frame.reserve();
  resources_ = frame.reserve();
  structure_root_ = frame.reserve();
  first_page_ = frame.reserve(static_cast<int>(pages_));
  first_content_ = frame.reserve(static_cast<int>(pages_));
  first_element_ = frame.reserve(static_cast<int>(elements_));
  first_annotation_ = frame.reserve(static_cast<int>(annotations_));
}

ObjectNumber ObjectPlan::page(std::uint32_t index) const { return nth(first_page_, index, pages_); }

ObjectNumber ObjectPlan::content(std::uint32_t page_index) const {
  return nth(first_content_, page_index, pages_);
}

ObjectNumber ObjectPlan::element(StructId id) const {
  return nth(first_element_, id.index(), elements_);
}

std::size_t ObjectPlan::annotation_index(AnnotationRef ref) const {
  BIFOLIUM_CHECK(ref.page < pages_, "an annotation on no page");
  const std::size_t index = first_annotation_of_page_[ref.page] + ref.annotation;
  BIFOLIUM_CHECK(index < first_annotation_of_page_[ref.page + 1], "no such annotation on a page");
  return index;
}

ObjectNumber ObjectPlan::annotation(AnnotationRef ref) const {
  return nth(first_annotation_, annotation_index(ref), annotations_);
}

int ObjectPlan::annotation_key(AnnotationRef ref) const {
  return static_cast<int>(pages_ + annotation_index(ref));
}

}  // namespace bifolium

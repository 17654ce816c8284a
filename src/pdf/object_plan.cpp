#include "pdf/object_plan.h"

#include <algorithm>
#include <set>

#include "core/check.h"

namespace bifolium {
namespace {
ObjectNumber nth(ObjectNumber first, std::size_t index, std::size_t count) {
  BIFOLIUM_CHECK(index < count, "a reference leads to no page, element or annotation");
  return first + static_cast<ObjectNumber>(index);
}

/// The side on which each page is read: where it stands first.
std::vector<std::uint32_t> sides_of_pages(const Sheets& sheets, std::size_t pages) {
  constexpr std::uint32_t kNowhere = 0xFFFF'FFFF;
  std::vector<std::uint32_t> out(pages, kNowhere);
  for (std::uint32_t side = 0; side < sheets.sides.size(); ++side) {
    for (const SheetSlot& slot : sheets.sides[side].slots) {
      if (!slot.repeated) out.at(slot.page) = side;
    }
  }
  BIFOLIUM_CHECK(std::ranges::find(out, kNowhere) == out.end(), "a page stands on no sheet");
  return out;
}
std::vector<std::uint32_t> pages_that_repeat(const Sheets& sheets) {
  std::set<std::uint32_t> pages;
  for (const SheetSide& side : sheets.sides) {
    for (const SheetSlot& slot : side.slots) {
      if (slot.repeated) pages.insert(slot.page);
    }
  }
  return {pages.begin(), pages.end()};
}
}  // namespace

ObjectPlan::ObjectPlan(const StructTree& tree, const Sheets* sheets, FileFrame& frame)
    : pages_(tree.pages.size()), elements_(tree.elements.size()) {
  for (const TaggedPage& page : tree.pages) {
    first_annotation_of_page_.push_back(annotations_);
    if (sheets == nullptr) annotations_ += page.links.size();
  }
  first_annotation_of_page_.push_back(annotations_);
  page_tree_ = frame.reserve();
  resources_ = frame.reserve();
  structure_root_ = frame.reserve();
  if (sheets != nullptr) {
    sides_ = sheets->sides.size();
    side_of_page_ = sides_of_pages(*sheets, pages_);
    first_side_content_ = frame.reserve(static_cast<int>(sides_));
    repeated_pages_ = pages_that_repeat(*sheets);
    first_repeated_ = frame.reserve(static_cast<int>(repeated_pages_.size()));
  }
  first_page_ = frame.reserve(static_cast<int>(sheets != nullptr ? sides_ : pages_));
  first_content_ = frame.reserve(static_cast<int>(pages_));
  first_element_ = frame.reserve(static_cast<int>(elements_));
  first_annotation_ = frame.reserve(static_cast<int>(annotations_));
}

ObjectNumber ObjectPlan::page(std::uint32_t index) const {
  return is_imposed() ? side(side_of_page_.at(index)) : nth(first_page_, index, pages_);
}

ObjectNumber ObjectPlan::side(std::uint32_t index) const { return nth(first_page_, index, sides_); }

ObjectNumber ObjectPlan::side_content(std::uint32_t index) const {
  return nth(first_side_content_, index, sides_);
}

ObjectNumber ObjectPlan::repeated(std::uint32_t page_index) const {
  const auto found = std::ranges::lower_bound(repeated_pages_, page_index);
  BIFOLIUM_CHECK(found != repeated_pages_.end() && *found == page_index, "a page stands only once");
  return first_repeated_ + static_cast<ObjectNumber>(found - repeated_pages_.begin());
}

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

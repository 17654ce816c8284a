#include "lines/item.h"

namespace bifolium {

void ItemList::clear() {
  items_.clear();
  breaks_.clear();
  sums_ = {};
  discarding_ = false;
}

void ItemList::settle_discarded() {
  if (!discarding_) return;
  breaks_.back().after = sums_;
  discarding_ = false;
}

void ItemList::add_box(const Item& box) {
  settle_discarded();
  items_.push_back(box);
  sums_.width += box.width;
}

void ItemList::add_glue(const Item& glue) {
  items_.push_back(glue);
  sums_.width += glue.width;
  sums_.stretch += glue.stretch;
  sums_.shrink += glue.shrink;
  // A paragraph that ends in glue still has the right sums after its last break.
  if (discarding_) breaks_.back().after = sums_;
}

void ItemList::add_break(BreakPoint point) {
  settle_discarded();
  point.item = static_cast<std::uint32_t>(items_.size());
  point.before = sums_;
  point.after = sums_;
  Item penalty;
  penalty.kind = ItemKind::kPenalty;
  penalty.text_begin = penalty.text_end = point.text_begin;
  items_.push_back(penalty);
  breaks_.push_back(point);
  discarding_ = true;
}

}  // namespace bifolium

#include "pdf/pdf_workspace.h"

namespace bifolium {

const PdfWorkspace::Subset* PdfWorkspace::find(const SubsetKey& key) const {
  const auto found = subsets_.find(key);
  return found == subsets_.end() || !keeps() ? nullptr : &found->second;
}

const PdfWorkspace::Subset& PdfWorkspace::keep(SubsetKey key, Subset subset) {
  const std::size_t bytes =
      subset.deflated.size() + (key.second.size() + subset.new_glyphs.size()) * 4;
  if (subset_bytes_ + bytes > most_subset_bytes_) {
    subsets_.clear();
    subset_bytes_ = 0;
  }
  subset_bytes_ += bytes;
  return subsets_.insert_or_assign(std::move(key), std::move(subset)).first->second;
}

Subsetter& PdfWorkspace::subsetter(FaceId id, const Face& face) {
  if (!keeps()) subsetters_.erase(id);
  return subsetters_.try_emplace(id, face).first->second;
}

}  // namespace bifolium

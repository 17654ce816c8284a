#include "pdf/pdf_memory.h"

namespace bifolium {

std::string_view StreamMemory::deflated(ObjectNumber number, std::string_view bytes,
                                        Deflater& deflater) {
  if (most_ == 0 || (streams_.size() >= most_ && !streams_.contains(number))) streams_.clear();
  Stream& kept = streams_[number];
  if (kept.deflated.empty() || kept.bytes != bytes) {
    kept.deflated = deflater.compress(bytes, Effort::kOnce);
    kept.bytes = bytes;
  }
  return kept.deflated;
}

}  // namespace bifolium

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bifolium/cache_bounds.h"
#include "core/hash.h"
#include "pdf/deflate.h"
#include "pdf/embed_font.h"
#include "pdf/pdf_text.h"

namespace bifolium {

/// Streams of one document's files, deflated, by object number: what comes again is not deflated
/// again. At most so many: numbers move where values change the count of structure elements.
class StreamMemory {
 public:
  explicit StreamMemory(std::size_t most = CacheBounds().streams) : most_(most) {}

  /// The bytes deflated with Effort::kOnce. Good until the next call.
  [[nodiscard]] std::string_view deflated(ObjectNumber number, std::string_view bytes,
                                          Deflater& deflater);

 private:
  std::size_t most_;
  struct Stream {
    std::string bytes, deflated;
  };
  std::map<ObjectNumber, Stream> streams_;
};

/// What a document's file leaves for the next one of the same document with other values, whose
/// pages stand (DocumentSetter::pages_stand). Changes time, never bytes.
struct PdfMemory {
  /// CIDs of all text that no value reaches: they come first, so a value never renumbers them.
  std::optional<FontCids> fixed;
  /// Content of a page on which no value stands; empty for the others.
  struct Page {
    std::string deflated;
    Sha256 digest{};  ///< Of the content.
  };
  std::vector<Page> pages;
  StreamMemory streams = StreamMemory();
};

}  // namespace bifolium

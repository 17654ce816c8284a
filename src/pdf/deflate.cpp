#include "pdf/deflate.h"

#include <libdeflate.h>

#include "core/check.h"

namespace bifolium {
namespace {
constexpr int kOnceLevel = 1;
constexpr int kKeptLevel = 6;

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};
}  // namespace

struct Deflater::State {
  using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;
  Compressor once, kept;  ///< Made when first asked for.

  libdeflate_compressor* compressor(Effort effort) {
    Compressor& wanted = effort == Effort::kOnce ? once : kept;
    if (wanted == nullptr) {
      wanted.reset(libdeflate_alloc_compressor(effort == Effort::kOnce ? kOnceLevel : kKeptLevel));
    }
    BIFOLIUM_CHECK(wanted != nullptr, "no memory for a compressor");
    return wanted.get();
  }
};

Deflater::Deflater() : state_(std::make_unique<State>()) {}
Deflater::~Deflater() = default;

std::string Deflater::compress(std::string_view bytes, Effort effort) {
  libdeflate_compressor* compressor = state_->compressor(effort);
  std::string out(libdeflate_zlib_compress_bound(compressor, bytes.size()), '\0');
  const std::size_t size =
      libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size());
  BIFOLIUM_CHECK(size > 0, "libdeflate found its own bound too small");
  out.resize(size);
  return out;
}

}  // namespace bifolium

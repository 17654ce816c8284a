#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace bifolium {

/// How hard to look for repeats. Measured on the streams of a leaflet of seven pages: kOnce takes
/// less than half the time of kKept and makes the file 3 % larger.
enum class Effort : std::uint8_t {
  kOnce,  ///< For streams that one document alone has.
  kKept,  ///< For what is kept from document to document: subsets, the colour profile.
};

/// Compresses streams for FlateDecode. One a thread, for all its documents: it holds scratch memory
/// that takes longer to come by than a stream to compress.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  /// The bytes in zlib format (RFC 1950). The level follows from `effort` alone: the same input
  /// gives the same bytes.
  [[nodiscard]] std::string compress(std::string_view bytes, Effort effort);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bifolium

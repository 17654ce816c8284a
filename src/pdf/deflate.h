#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace bifolium {

/// Compresses streams for FlateDecode. One a document and thread: it holds scratch memory.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  /// The bytes in zlib format (RFC 1950). The level is fixed: the same input gives the same bytes.
  [[nodiscard]] std::string compress(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bifolium

#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "pdf/deflate.h"
#include "pdf/pdf_text.h"

namespace bifolium {

class StreamMemory;

/// The version in the file's header.
enum class PdfVersion : bool { k17, k16 };

enum class StreamFilter : bool { kNone, kFlate };

/// An entry of a stream's dictionary: a key without its slash, and its value as PDF text; one with
/// an empty value is left out.
struct StreamEntry {
  std::string_view key, value;
};

/// The file around the objects: header, body, object streams, cross-reference stream and file
/// identifier (ISO 32000-1, 7.5). PoDoFo owns the stream objects and writes them; what surrounds
/// them is ours, since its writer sets a wrong /Size, its own /ID, and has no object streams.
///
/// Numbers are reserved first and filled later, in any order; every number must be filled once.
class FileFrame {
 public:
  /// `memory`: of earlier files of the same document, or null.
  explicit FileFrame(Deflater& deflater, StreamMemory* memory = nullptr);
  ~FileFrame();
  FileFrame(const FileFrame&) = delete;
  FileFrame& operator=(const FileFrame&) = delete;

  /// The next free object number.
  [[nodiscard]] ObjectNumber reserve() { return reserve(1); }
  /// The first of `count` free numbers that follow each other.
  [[nodiscard]] ObjectNumber reserve(int count);

  /// Fills a number with an object that is no stream; `body` is its whole text, as
  /// "<</Type/Font>>". Goes into an object stream.
  void put(ObjectNumber number, std::string_view body);

  /// Fills a number with a stream. /Length and /Filter come by themselves.
  void put_stream(ObjectNumber number, std::initializer_list<StreamEntry> entries,
                  std::string_view bytes, StreamFilter filter = StreamFilter::kFlate);
  /// The same with bytes that Deflater::compress made.
  void put_deflated(ObjectNumber number, std::initializer_list<StreamEntry> entries,
                    std::string_view deflated);

  [[nodiscard]] Deflater& deflater();

  /// The whole file. `root` is the catalog; `info` the document information dictionary, or 0.
  /// Equal objects give equal bytes: /ID is a digest of all before it.
  [[nodiscard]] std::string finish(ObjectNumber root, ObjectNumber info,
                                   PdfVersion version = PdfVersion::k17);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bifolium

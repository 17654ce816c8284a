#pragma once

#include <cstdint>
#include <string>

#include "fonts/face.h"
#include "fonts/handles.h"

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace bifolium {

void close_freetype(FT_LibraryRec_* library);
void close_freetype_face(FT_FaceRec_* face);

/// Reads the glyphs of a face with CFF outlines, by FreeType, and writes each anew as a charstring
/// of 1000 units to the em. So subroutines, accents made of two other glyphs (`seac`) and a CID
/// font's own matrices are no longer there. What is lost: FreeType gives points in whole units of
/// the face, rounded down (they are whole in almost every face), and where the em is not 1000 they
/// are rounded to 1/64000 of it. Serves one thread.
class CffOutlines {
 public:
  explicit CffOutlines(const Face& face);

  /// The glyph with its advance; empty where its outline is damaged.
  [[nodiscard]] std::string charstring(std::uint32_t glyph) const;

 private:
  const Face& face_;
  HbBlob bytes_;  ///< Outlives what FreeType makes of it.
  std::unique_ptr<FT_LibraryRec_, Destroyer<close_freetype>> library_;
  std::unique_ptr<FT_FaceRec_, Destroyer<close_freetype_face>> outlines_;  ///< Null if unreadable.
};

}  // namespace bifolium

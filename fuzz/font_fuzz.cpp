#include <ft2build.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "choices.h"
#include "engine.h"
#include "fonts/face.h"
#include "fonts/subset.h"
#include FT_FREETYPE_H

namespace bifolium::fuzz {
namespace {

/// A file in memory alone, as long as this lives.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : handle_(::memfd_create("font", 0)) {
    require(handle_ >= 0, "a file in memory can be made");
    const auto size = static_cast<ssize_t>(bytes.size());
    require(::write(handle_, bytes.data(), bytes.size()) == size, "and written to");
  }
  ~MemoryFile() { ::close(handle_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(handle_); }

 private:
  int handle_;
};

/// Its glyphs for printable ASCII, ascending and unique, as a subset takes them.
std::vector<std::uint32_t> ascii_glyphs(const Face& face) {
  std::vector<std::uint32_t> glyphs;
  for (char32_t c = U' '; c <= U'~'; ++c) {
    if (face.covers(c)) glyphs.push_back(face.glyph(c));
  }
  std::sort(glyphs.begin(), glyphs.end());
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  return glyphs;
}

/// The written font before another library's eyes.
void check_cff(const FontSubset& subset) {
  static FT_Library library = [] {
    FT_Library made = nullptr;
    require(FT_Init_FreeType(&made) == 0, "FreeType starts");
    return made;
  }();
  FT_Face face = nullptr;
  require(FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(subset.bytes.data()),
                             static_cast<FT_Long>(subset.bytes.size()), 0, &face) == 0,
          "a written CFF font can be read");
  require(face->num_glyphs == static_cast<FT_Long>(subset.new_glyphs.size()) + 1,
          "a written CFF font has the glyphs and .notdef");
  for (FT_UInt g = 0; g < static_cast<FT_UInt>(face->num_glyphs); ++g) {
    require(FT_Load_Glyph(face, g, FT_LOAD_NO_SCALE) == 0, "a written glyph can be read");
  }
  FT_Done_Face(face);
}

void check_face(const Face& face) {
  require(face.metrics().upem > 0, "an em has units");
  require(!face.postscript_name().empty(), "a face has a name");
  const std::vector<std::uint32_t> glyphs = ascii_glyphs(face);
  for (const std::uint32_t glyph : glyphs) {
    (void)face.advance(glyph);
    (void)face.ink_box(glyph);
  }
  if (glyphs.empty()) return;
  const auto subset = subset_face(face, glyphs);
  if (!subset) return;
  require(!subset->bytes.empty(), "a subset is not empty");
  require(subset->new_glyphs.size() == glyphs.size(), "a subset has every glyph asked for");
  if (face.is_cff()) check_cff(*subset);
  Subsetter subsetter(face);
  for (int use = 0; use < 3; ++use) {
    const auto again = subsetter.subset(glyphs);
    require(again && again->bytes == subset->bytes, "a subset is the same on each use");
  }
}

}  // namespace
}  // namespace bifolium::fuzz

// A font file, as one may lie in a folder of --fonts: it is refused, or whatever is asked of it has
// an answer, and a subset that another library can read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  const fuzz::MemoryFile file(fuzz::as_text(data, size));
  const auto face = Face::load(file.path(), 0);
  if (face) {
    fuzz::check_face(*face);
  } else {
    fuzz::require(!face.error().message.empty(), "a refused font has a reason");
  }
  return 0;
}

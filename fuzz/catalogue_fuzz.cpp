#include <cstddef>
#include <cstdint>
#include <utility>

#include "choices.h"
#include "engine.h"
#include "fonts/font_library.h"

// A font catalogue's bytes. No font is opened: every family must be found, and its chain must end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  Diagnostics diagnostics;
  auto catalogue = read_font_catalogue("catalogue.xml", fuzz::as_text(data, size), diagnostics);
  fuzz::require(catalogue || diagnostics.has_errors(), "a catalogue not read has an error");
  if (!catalogue || diagnostics.has_errors()) return 0;
  const FontLibrary library(*std::move(catalogue), {});
  for (const CatalogueFamily& family : library.catalogue().families) {
    const FaceId face = library.find(family.name, 400, Slope::kItalic);
    fuzz::require(face.valid(), "a family has a face");
    fuzz::require(!library.chain(family.name, 700, Slope::kUpright).empty(),
                  "a chain begins with its own family");
  }
  return 0;
}

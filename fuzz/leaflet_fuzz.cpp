#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "choices.h"
#include "engine.h"
#include "generated_leaflet.h"

// The bytes choose a content file and a layout, both by their grammars, so that the stages behind
// the readers are reached. With BIFOLIUM_FUZZ_SHOW set, the two files are printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  fuzz::Choices choices(data, size);
  const std::string layout_text = fuzz::generated_layout(choices);
  const std::string content = fuzz::generated_content(choices);
  if (std::getenv("BIFOLIUM_FUZZ_SHOW") != nullptr) {
    std::printf("%s\n%s\n", layout_text.c_str(), content.c_str());
  }
  Diagnostics diagnostics;
  const auto layout = fuzz::read_layout_text(layout_text, "", diagnostics);
  if (layout == nullptr || diagnostics.has_errors()) return 0;
  fuzz::make_leaflet(content, layout);
  return 0;
}

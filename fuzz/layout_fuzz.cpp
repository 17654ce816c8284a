#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"

// A layout file's bytes, in its first edition and in one that may not be there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  const std::string_view text = fuzz::as_text(data, size);
  for (const char* edition : {"", "large-print"}) {
    Diagnostics diagnostics;
    (void)fuzz::read_layout_text(text, edition, diagnostics);
  }
  Diagnostics diagnostics;
  const auto parent = [text](const std::string& name) { return fuzz::find_layout(name, text); };
  const auto info = read_layout_info({"layout.xml", std::string(text)}, parent, diagnostics);
  fuzz::require(info || diagnostics.has_errors(), "a layout that can't be read has an error");
  return 0;
}

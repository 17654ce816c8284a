#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"

// A content file's bytes through every stage, in the shipped leaflet.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium::fuzz;
  make_leaflet(as_text(data, size), shipped_leaflet());
  return 0;
}

#include "read/path_data.h"

#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"
#include "pdf/path_data.h"

// Path data of a decoration. What the layout's reader lets pass can be drawn.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  const std::string_view path = fuzz::as_text(data, size);
  if (!path_data_fault(path).empty()) return 0;
  const Rect box{Length::points(-10), Length::points(20), Length::points(300), Length()};
  const auto steps = path_steps(path, 1, 99'999, box);
  fuzz::require(!steps.empty(), "path data without a fault draws something");
  fuzz::require(steps.front().kind == PathStep::Kind::kMove, "a path begins with a move");
  return 0;
}

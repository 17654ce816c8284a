#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "choices.h"
#include "engine.h"
#include "generated_leaflet.h"

namespace bifolium::fuzz {
namespace {

// A byte makes about ten of content, and time goes with that: many short inputs find more than few
// long ones. A seed is tried whole all the same.
constexpr std::size_t kMostMutated = 512;

// The layout, or null where it has errors. Most inputs differ from the last behind the bytes that
// choose it.
std::shared_ptr<const LayoutSpec> layout_of(const std::string& text) {
  static std::string last_text;
  static std::shared_ptr<const LayoutSpec> last;
  if (text == last_text) return last;
  Diagnostics diagnostics;
  auto layout = read_layout_text(text, "", diagnostics);
  last = diagnostics.has_errors() ? nullptr : std::move(layout);
  last_text = text;
  return last;
}

}  // namespace
}  // namespace bifolium::fuzz

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned /*seed*/) {
  using bifolium::fuzz::kMostMutated;
  return LLVMFuzzerMutate(data, std::min(size, kMostMutated), std::min(most, kMostMutated));
}

// The bytes choose a content file and a layout, both by their grammars, so that the stages behind
// the readers are reached. With BIFOLIUM_FUZZ_SHOW set, the two files are printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  fuzz::Choices choices(data, size);
  const std::string layout_text = fuzz::generated_layout(choices);
  const std::string content = fuzz::generated_content(choices);
  if (std::getenv("BIFOLIUM_FUZZ_SHOW") != nullptr) {
    std::printf("%s\n%s\n", layout_text.c_str(), content.c_str());
    std::fflush(stdout);  // A fault may follow.
  }
  const auto layout = fuzz::layout_of(layout_text);
  if (layout != nullptr) fuzz::make_leaflet(content, layout);
  return 0;
}

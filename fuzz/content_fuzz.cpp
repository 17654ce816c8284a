#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"
#include "read/content_reader.h"

// A content file's bytes. What is read without an error has a root and a title.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  Diagnostics diagnostics;
  const auto tree = read_content("content.xml", fuzz::as_text(data, size), diagnostics);
  fuzz::require(tree || diagnostics.has_errors(), "content that can't be read has an error");
  if (tree && !diagnostics.has_errors()) {
    fuzz::require(!tree->nodes.empty(), "content without errors has a root");
    fuzz::require(tree->meta(Element::kTitle).valid(), "content without errors has a title");
  }
  for (const Diagnostic& d : diagnostics.all()) {
    fuzz::require(!diagnostic_text(d).empty() && !d.message.empty(), "a diagnostic says something");
  }
  return 0;
}

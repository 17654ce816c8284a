#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"
#include "read/words.h"

// A words file's bytes. What is read without an error has every word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  Diagnostics diagnostics;
  const auto words = read_words("en.xml", fuzz::as_text(data, size), diagnostics);
  fuzz::require(words || diagnostics.has_errors(), "words not read have an error");
  if (words && !diagnostics.has_errors()) {
    fuzz::require(!words->language.empty(), "words have a language");
    fuzz::require(words->find("page-of") != nullptr, "no word is missing");
  }
  return 0;
}

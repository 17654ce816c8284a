// report_faults KIND < LIST: reads each file that a line of the list names, by the reader of KIND
// (content, words or catalogue), and prints a line for each: the codes of its errors.
#include <cstdio>
#include <iostream>
#include <string>

#include "core/files.h"
#include "read/content_reader.h"
#include "read/font_catalogue.h"
#include "read/words.h"

namespace {

using namespace bifolium;

std::string codes_of(const std::string& kind, const std::string& path) {
  constexpr std::size_t kLimit = 1U << 22;
  Diagnostics diagnostics;
  if (const auto bytes = read_file(path, kLimit)) {
    if (kind == "content") static_cast<void>(read_content(path, *bytes, diagnostics));
    if (kind == "words") static_cast<void>(read_words(path, *bytes, diagnostics));
    if (kind == "catalogue") static_cast<void>(read_font_catalogue(path, *bytes, diagnostics));
  } else {
    diagnostics.add(bytes.error());
  }
  std::string codes;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::kError) codes += ' ' + std::to_string(diagnostic.code);
  }
  return codes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::string path;
  while (std::getline(std::cin, path)) std::puts((path + codes_of(argv[1], path)).c_str());
  return 0;
}

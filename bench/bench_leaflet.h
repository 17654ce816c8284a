#pragma once

#include <memory>
#include <string>

#include "bifolium/typesetter.h"
#include "fonts/font_library.h"
#include "typeset/typeset.h"

namespace bifolium::bench {

/// Which of the texts that bench/variants.py wrote: only the order of words is new, or the words
/// themselves too.
enum class NewText { kWords, kLetters };

/// How many variants there are of each kind.
[[nodiscard]] int variant_count();
/// Path of variant `index`, from 0.
[[nodiscard]] std::string variant_path(NewText kind, int index);

/// The bench text (1,031 words, seven A5 pages).
[[nodiscard]] std::string content_path();
[[nodiscard]] Setup setup();
[[nodiscard]] Request request(const std::string& content);

/// The bytes of a file of the source tree or of the bench; ends the program where there is none.
[[nodiscard]] std::string bytes_of(const std::string& path);

/// The bench leaflet with what every stage made of it, for benchmarks of single stages. Ends the
/// program, with the diagnostics, where a stage refuses it: a figure of a refused leaflet would
/// mean nothing.
struct Leaflet {
  Leaflet();

  std::unique_ptr<const FontLibrary> fonts;
  Workspace workspace;
  Sources sources;
  SetDocument set;
};

/// Ends the program where `diagnostics` has an error.
void require_no_errors(const std::vector<Diagnostic>& diagnostics);

[[nodiscard]] ContentTree read_bench_content(const std::string& bytes);
[[nodiscard]] LayoutSpec read_bench_layout(const std::string& bytes);

}  // namespace bifolium::bench

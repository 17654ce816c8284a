#include "bench_leaflet.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "core/files.h"
#include "read/content_reader.h"
#include "read/font_catalogue.h"
#include "read/layout_reader.h"
#include "read/words.h"

namespace bifolium::bench {
namespace {

const std::string kSource = BIFOLIUM_SOURCE_DIR;
const std::string kLayoutPath = kSource + "/layouts/leaflet-a5.xml";

[[noreturn]] void give_up(std::string_view why) {
  std::fprintf(stderr, "bench: %.*s\n", static_cast<int>(why.size()), why.data());
  std::exit(1);
}

template <class T>
T required(std::optional<T> value, const Diagnostics& diagnostics) {
  require_no_errors(diagnostics.all());
  if (!value) give_up("a file of the bench could not be read");
  return std::move(*value);
}

}  // namespace

int variant_count() { return BIFOLIUM_BENCH_VARIANT_COUNT; }

std::string variant_path(NewText kind, int index) {
  char name[32];
  std::snprintf(name, sizeof name, "/%s-%03d.xml", kind == NewText::kWords ? "words" : "letters",
                index);
  return BIFOLIUM_BENCH_VARIANTS + std::string(name);
}

std::string content_path() { return BIFOLIUM_BENCH_CONTENT; }

Setup setup() {
  Setup setup;
  setup.data_folders = {kSource};
  return setup;
}

Request request(const std::string& content) {
  Request request;
  request.content = content;
  request.as_of = "2026-11-01";
  return request;
}

std::string bytes_of(const std::string& path) {
  constexpr std::size_t kLimit = std::size_t{1} << 24;
  auto bytes = read_file(path, kLimit);
  if (!bytes) give_up(diagnostic_text(bytes.error()));
  return std::move(*bytes);
}

void require_no_errors(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    if (d.severity == Severity::kError) text += diagnostic_text(d);
  }
  if (!text.empty()) give_up("the leaflet was refused\n" + text);
}

ContentTree read_bench_content(const std::string& bytes) {
  Diagnostics diagnostics;
  return required(read_content(content_path(), bytes, diagnostics), diagnostics);
}

LayoutSpec read_bench_layout(const std::string& bytes) {
  Diagnostics diagnostics;
  const auto no_parent = [](const std::string&) -> Expected<LayoutSource, Diagnostic> {
    give_up("leaflet-a5 has no parent");
  };
  return required(read_layout({kLayoutPath, bytes}, no_parent, "", diagnostics), diagnostics);
}

Leaflet::Leaflet()
    : workspace{StyleWorkspace(),
                ShapeWorkspace(),
                LineWorkspace(setup().hyphen_folder),
                PdfWorkspace(),
                {}} {
  Diagnostics diagnostics;
  const std::string catalogue_path = kSource + "/fonts/catalogue.xml";
  fonts = std::make_unique<const FontLibrary>(
      required(read_font_catalogue(catalogue_path, bytes_of(catalogue_path), diagnostics),
               diagnostics),
      std::vector<std::string>());
  const std::string words_path = kSource + "/layouts/words/en.xml";
  sources.content =
      std::make_shared<const ContentTree>(read_bench_content(bytes_of(content_path())));
  sources.layout = std::make_shared<const LayoutSpec>(read_bench_layout(bytes_of(kLayoutPath)));
  sources.words = std::make_shared<const Words>(
      required(read_words(words_path, bytes_of(words_path), diagnostics), diagnostics));
  set = required(set_document(sources, *fonts, false, workspace, diagnostics), diagnostics);
}

}  // namespace bifolium::bench

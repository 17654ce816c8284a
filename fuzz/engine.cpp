#include "engine.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "core/files.h"
#include "pdf/write_pdf.h"
#include "read/content_reader.h"
#include "read/words.h"

namespace bifolium::fuzz {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

std::string shipped_file(const std::string& path) {
  auto bytes = read_file(std::string(BIFOLIUM_SOURCE_DIR "/") + path, kMostBytes);
  require(bytes.has_value(), path.c_str());
  return *std::move(bytes);
}

FontCatalogue shipped_catalogue() {
  Diagnostics diagnostics;
  auto catalogue =
      read_font_catalogue("catalogue.xml", shipped_file("fonts/catalogue.xml"), diagnostics);
  require(catalogue && !diagnostics.has_errors(), "the shipped catalogue is right");
  return *std::move(catalogue);
}

std::shared_ptr<const Words> shipped_words(const char* path) {
  Diagnostics diagnostics;
  auto words = read_words(path, shipped_file(path), diagnostics);
  require(words && !diagnostics.has_errors(), "the shipped words are right");
  return std::make_shared<const Words>(*std::move(words));
}

void check_pdf(std::string_view pdf) {
  require(pdf.starts_with("%PDF-1.7"), "a PDF begins as one");
  require(pdf.ends_with("%%EOF\n") || pdf.ends_with("%%EOF"), "a PDF ends as one");
  require(pdf.find("/MarkInfo") != pdf.npos || pdf.find("/ObjStm") != pdf.npos,
          "a PDF has its catalogue");
}

}  // namespace

void require(bool kept, const char* promise) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

const FontLibrary& shipped_fonts() {
  static const FontLibrary library(shipped_catalogue(), {});
  return library;
}

Expected<LayoutSource, Diagnostic> find_layout(const std::string& name, std::string_view own) {
  if (name == "a" || name == "b") return LayoutSource{name + ".xml", std::string(own)};
  for (const char* shipped : {"leaflet-a5", "handout-a4"}) {
    if (name != shipped) continue;
    const std::string path = "layouts/" + name + ".xml";
    return LayoutSource{path, shipped_file(path)};
  }
  return Unexpected{make_diagnostic(DiagnosticCode::kLayoutNotFound, {}, {name, "nowhere"})};
}

std::shared_ptr<const LayoutSpec> read_layout_text(std::string_view text, std::string_view edition,
                                                   Diagnostics& diagnostics) {
  const auto parent = [text](const std::string& name) { return find_layout(name, text); };
  auto layout = read_layout({"layout.xml", std::string(text)}, parent, edition, diagnostics);
  if (!layout) {
    require(diagnostics.has_errors(), "a layout that can't be read has an error");
    return nullptr;
  }
  return std::make_shared<const LayoutSpec>(*std::move(layout));
}

std::shared_ptr<const LayoutSpec> shipped_leaflet() {
  static const std::shared_ptr<const LayoutSpec> layout = [] {
    Diagnostics diagnostics;
    return read_layout_text(shipped_file("layouts/leaflet-a5.xml"), "", diagnostics);
  }();
  return layout;
}

void make_leaflet(std::string_view content, const std::shared_ptr<const LayoutSpec>& layout) {
  static const std::shared_ptr<const Words> words = shipped_words("layouts/words/en.xml");
  static Workspace workspace{
      StyleWorkspace(), ShapeWorkspace(), LineWorkspace("/usr/share/hyphen"), PdfWorkspace(), {}};
  Diagnostics diagnostics;
  std::optional<ContentTree> tree = read_content("content.xml", content, diagnostics);
  require(tree || diagnostics.has_errors(), "content that can't be read has an error");
  if (!tree || diagnostics.has_errors() || tree->nodes.empty()) return;
  const Sources sources{
      std::make_shared<const ContentTree>(*std::move(tree)), layout, words, {}, nullptr, false, {}};
  const auto set = set_document(sources, shipped_fonts(), false, workspace, diagnostics);
  require(set || diagnostics.has_errors(), "a document that can't be set has an error");
  if (!set || diagnostics.has_errors()) return;
  PdfOptions options;
  options.icc_profile = "/usr/share/color/icc/sRGB.icc";
  options.producer = "fuzz";
  const std::string pdf = write_pdf(set->styled, set->text, set->pages, set->structure,
                                    shipped_fonts(), options, workspace.pdf, nullptr, diagnostics)
                              .bytes;
  if (!diagnostics.has_errors()) check_pdf(pdf);
}

}  // namespace bifolium::fuzz

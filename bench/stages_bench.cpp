// What each stage costs on the bench leaflet, once it runs warm.

#include <benchmark/benchmark.h>

#include "bench_leaflet.h"
#include "pages/contrast.h"
#include "pages/furniture.h"
#include "pages/lay_out.h"
#include "pages/measures.h"
#include "pdf/write_pdf.h"
#include "style/resolve_styles.h"
#include "tags/build_struct_tree.h"

namespace bifolium::bench {
namespace {

using benchmark::DoNotOptimize;
using benchmark::State;

void read_content(State& state) {
  const std::string bytes = bytes_of(content_path());
  for (auto _ : state) DoNotOptimize(read_bench_content(bytes));
}

void read_layout(State& state) {
  const std::string bytes = bytes_of(BIFOLIUM_SOURCE_DIR "/layouts/leaflet-a5.xml");
  for (auto _ : state) DoNotOptimize(read_bench_layout(bytes));
}

void style(State& state) {
  const Leaflet leaflet;
  const Sources& sources = leaflet.sources;
  StyleWorkspace workspace;
  for (auto _ : state) {
    Diagnostics diagnostics;
    const ResolvedValues values = resolve_values(*sources.content, {}, workspace, diagnostics);
    DoNotOptimize(resolve_styles(*sources.content, *sources.layout, *sources.words, *leaflet.fonts,
                                 values, workspace, diagnostics));
  }
}

void shape_all(const Leaflet& leaflet, ShapeWorkspace& workspace) {
  Diagnostics diagnostics;
  const StyledDocument& styled = leaflet.set.styled;
  for (const Paragraph& paragraph : styled.paragraphs) {
    DoNotOptimize(
        shape_paragraph(paragraph, styled.text_styles, *leaflet.fonts, workspace, diagnostics));
  }
}

/// With no word cached: the first leaflet of a process, fonts loaded.
void shape_cold(State& state) {
  const Leaflet leaflet;
  for (auto _ : state) {
    ShapeWorkspace workspace;
    shape_all(leaflet, workspace);
  }
}

/// With every word cached: as near as a process comes after many leaflets in one language.
void shape_warm(State& state) {
  Leaflet leaflet;
  for (auto _ : state) shape_all(leaflet, leaflet.workspace.shape);
}

void lines(State& state) {
  Leaflet leaflet;
  const StyledDocument& styled = leaflet.set.styled;
  const auto& shaped = leaflet.set.text.shaped;
  const BlockBoxes boxes = measure_blocks(styled, styled.page.measure(), shaped, *leaflet.fonts);
  for (auto _ : state) {
    Diagnostics diagnostics;
    for (std::size_t i = 0; i < styled.blocks.size(); ++i) {
      const ParagraphId paragraph = styled.blocks[BlockId{i}].paragraph;
      if (!paragraph) continue;
      DoNotOptimize(break_lines(styled.paragraphs[paragraph], shaped[paragraph], styled.text_styles,
                                *leaflet.fonts, {boxes[BlockId{i}].measure, Length()},
                                leaflet.workspace.shape, leaflet.workspace.lines, diagnostics));
    }
  }
}

/// Galley, page breaks and placing.
void pages(State& state) {
  const Leaflet leaflet;
  const StyledDocument& styled = leaflet.set.styled;
  const SetText& text = leaflet.set.text;
  for (auto _ : state) {
    Diagnostics diagnostics;
    const BlockBoxes boxes =
        measure_blocks(styled, styled.page.measure(), text.shaped, *leaflet.fonts);
    const HeightsOfStyles heights = heights_of_styles(styled, *leaflet.fonts);
    DoNotOptimize(lay_out(styled, text, boxes, heights, {}, diagnostics));
  }
}

/// Running heads and feet, and the check of contrast.
void furniture(State& state) {
  Leaflet leaflet;
  const StyledDocument& styled = leaflet.set.styled;
  const SetText& text = leaflet.set.text;
  Diagnostics diagnostics;
  const BlockBoxes boxes =
      measure_blocks(styled, styled.page.measure(), text.shaped, *leaflet.fonts);
  const HeightsOfStyles heights = heights_of_styles(styled, *leaflet.fonts);
  const Pages bare = lay_out(styled, text, boxes, heights, {}, diagnostics);
  for (auto _ : state) {
    Pages furnished = bare;
    furnish(furnished, styled, *leaflet.fonts, section_titles(styled, furnished),
            {leaflet.workspace.shape, leaflet.workspace.lines}, diagnostics);
    check_contrast(furnished, styled, text, diagnostics);
    DoNotOptimize(furnished);
  }
}

void tags(State& state) {
  const Leaflet leaflet;
  const SetDocument& set = leaflet.set;
  for (auto _ : state) {
    DoNotOptimize(build_struct_tree(set.styled, set.text, set.pages));
  }
}

std::size_t write(const Leaflet& leaflet, PdfWorkspace& workspace) {
  const SetDocument& set = leaflet.set;
  PdfOptions options;
  options.date = "2026-11-01T00:00:00Z";
  options.icc_profile = setup().icc_profile;
  options.producer = "Bifolium";
  Diagnostics diagnostics;
  const std::string bytes = write_pdf(set.styled, set.text, set.pages, set.structure,
                                      *leaflet.fonts, options, workspace, nullptr, diagnostics)
                                .bytes;
  require_no_errors(diagnostics.all());
  return bytes.size();
}

/// With no font subset kept: the first leaflet of a process, fonts loaded.
void pdf_cold(State& state) {
  const Leaflet leaflet;
  for (auto _ : state) {
    PdfWorkspace workspace;
    DoNotOptimize(write(leaflet, workspace));
  }
}

/// With all kept that one leaflet may leave for the next.
void pdf_warm(State& state) {
  Leaflet leaflet;
  std::size_t size = 0;
  for (auto _ : state) size = write(leaflet, leaflet.workspace.pdf);
  state.counters["bytes"] = static_cast<double>(size);
}

BENCHMARK(read_content)->Unit(benchmark::kMicrosecond);
BENCHMARK(read_layout)->Unit(benchmark::kMicrosecond);
BENCHMARK(style)->Unit(benchmark::kMicrosecond);
BENCHMARK(shape_cold)->Unit(benchmark::kMicrosecond);
BENCHMARK(shape_warm)->Unit(benchmark::kMicrosecond);
BENCHMARK(lines)->Unit(benchmark::kMicrosecond);
BENCHMARK(pages)->Unit(benchmark::kMicrosecond);
BENCHMARK(furniture)->Unit(benchmark::kMicrosecond);
BENCHMARK(tags)->Unit(benchmark::kMicrosecond);
BENCHMARK(pdf_cold)->Unit(benchmark::kMicrosecond);
BENCHMARK(pdf_warm)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bifolium::bench

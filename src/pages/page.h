#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/length.h"
#include "lines/line.h"
#include "style/style.h"

namespace bifolium {

enum class LineChoice : std::uint8_t { kOptimum, kFewer, kMore };

/// A set line on a page.
struct PlacedLine {
  BlockId block;          ///< The leaf block; none for furniture.
  ParagraphId paragraph;  ///< Of the document, or of Pages::furniture (PlacedLine::furniture).
  bool furniture = false;
  LineChoice choice = LineChoice::kOptimum;
  std::uint32_t line = 0;  ///< Index in that setting's lines.
  Point origin;            ///< Left edge of the measure, on the baseline.
  friend bool operator==(const PlacedLine&, const PlacedLine&) = default;
};

/// Why an unspoken mark is there: the artifact's type (ISO 32000-1, 14.8.2.2).
enum class ArtifactKind : std::uint8_t { kBackground, kLayout, kHeader, kFooter, kPage };

/// A filled rectangle: background, bar, rule or panel.
struct PlacedFill {
  Rect box;
  Color color;
  ArtifactKind kind = ArtifactKind::kLayout;
  friend bool operator==(const PlacedFill&, const PlacedFill&) = default;
};

/// A filled path (a logo), in its own units scaled into `box`.
struct PlacedPath {
  Rect box;
  std::string path;
  std::int64_t view_width = 0, view_height = 0;
  Color color;
  friend bool operator==(const PlacedPath&, const PlacedPath&) = default;
};

struct PlacedRunning {
  PlacedLine line;
  ArtifactKind kind = ArtifactKind::kHeader;
  friend bool operator==(const PlacedRunning&, const PlacedRunning&) = default;
};

/// One page. Marks are painted in the order of the members: fills, paths, lines, running.
struct Page {
  PageKind kind{};
  PartKind part{};
  bool padding = false;  ///< Added to fill a sheet.
  int number = 1;        ///< From 1, in the file.
  std::string folio;     ///< As printed and as page label.
  std::vector<PlacedFill> fills;
  std::vector<PlacedPath> paths;
  std::vector<PlacedLine> lines;  ///< In reading order.
  std::vector<PlacedRunning> running;
  friend bool operator==(const Page&, const Page&) = default;
};

/// Where a named destination or bookmark leads.
struct Anchor {
  std::uint32_t page = 0;  ///< Index in Pages::pages.
  Length y;                ///< From the top of the trim.
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// A paragraph of furniture with its own shaping and lines.
struct FurnitureText {
  Paragraph paragraph;
  ShapedParagraph shaped;
  ParagraphLines lines;
};

/// How far the face of a text style reaches over and under the baseline, at the style's size.
struct StyleHeights {
  Length ascent, descent;
};
using HeightsOfStyles = IdVector<TextStyleTag, StyleHeights>;

struct Pages {
  HeightsOfStyles heights;
  std::vector<Page> pages;
  /// How many begin by order, however little stands on them: parts, and breaks that are forced.
  std::size_t begun = 0;
  std::map<BlockId, Anchor> anchors;  ///< Of every block that starts on some page.
  IdVector<ParagraphTag, FurnitureText> furniture;
  /// What a proof calls each page; empty where none is asked for.
  std::vector<FurnitureText> proof_labels;
};

/// The document's paragraphs, shaped and broken: indexed by ParagraphId.
struct SetText {
  IdVector<ParagraphTag, ShapedParagraph> shaped;
  IdVector<ParagraphTag, ParagraphLines> lines;
};

[[nodiscard]] inline const LineSetting& setting_of(const ParagraphLines& lines, LineChoice choice) {
  switch (choice) {
    case LineChoice::kFewer:
      return lines.fewer.at(0);
    case LineChoice::kMore:
      return lines.more.at(0);
    case LineChoice::kOptimum:
      break;
  }
  return lines.optimum;
}

/// A placed line with all that is needed to draw and tag it.
struct LineView {
  const Paragraph& paragraph;
  const ShapedParagraph& shaped;
  const ParagraphLines& lines;
  const Line& line;
};

[[nodiscard]] inline LineView view(const PlacedLine& placed, const StyledDocument& document,
                                   const SetText& text, const Pages& pages) {
  if (placed.furniture) {
    const FurnitureText& f = pages.furniture[placed.paragraph];
    return {f.paragraph, f.shaped, f.lines,
            setting_of(f.lines, placed.choice).lines.at(placed.line)};
  }
  const ParagraphLines& lines = text.lines[placed.paragraph];
  return {document.paragraphs[placed.paragraph], text.shaped[placed.paragraph], lines,
          setting_of(lines, placed.choice).lines.at(placed.line)};
}

}  // namespace bifolium

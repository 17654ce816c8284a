#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "read/layout_press.h"
#include "read/layout_reader.h"
#include "read/layout_spec.h"

namespace bifolium {

/// What one <page> says; what it leaves out is a parent's.
struct PageLayer {
  std::optional<LengthSpec> width, height, inner, outer, top, bottom, bleed, column_gap;
  std::optional<bool> facing;
  std::optional<int> columns;
  std::optional<FoldKind> fold;
  std::optional<std::vector<LengthSpec>> panels;
  std::optional<std::string> background;  ///< Name, #RRGGBB or none.
  SourceSpan background_span;
  bool faulty = false;  ///< A value was reported; a stand-in is in its place.
  SourceSpan span;
};

/// What one <fit> says.
struct FitLayer {
  std::optional<PageTarget> pages;
  std::optional<FitRange> space, leading, size;
  std::optional<LengthSpec> floor;
  std::optional<bool> lines;
  SourceSpan span;
};

/// What one <running> says.
struct RunningLayer {
  std::string name;
  bool remove = false;
  std::optional<PageKindSet> pages;
  std::optional<RunningEdge> edge;
  std::optional<RunningPlace> place;
  std::optional<LengthSpec> baseline;
  std::optional<std::string> style;
  std::vector<RunningPiece> pieces;  ///< Empty: a parent's.
  SourceSpan span;
};

/// What one <decoration> says.
struct DecorationLayer {
  std::string name;
  bool remove = false;
  std::optional<PageKindSet> pages;
  std::optional<DecorationKind> kind;
  std::optional<LengthSpec> x, y, width, height, step, thickness;
  std::optional<std::string> color, path;
  std::optional<std::int64_t> view_width, view_height;
  SourceSpan span, color_span;
};

/// The declarations of a <layout>, or of one <edition>.
struct LayoutLayer {
  std::vector<ColorSpec> colors;
  std::optional<PageLayer> page;
  std::optional<FitLayer> fit;
  std::vector<StyleRule> rules;
  std::vector<RunningLayer> running;
  std::vector<DecorationLayer> decorations;
  std::vector<PressLayer> presses;
  std::vector<PartSpec> parts;
};

struct EditionLayer {
  std::string name, title;  ///< An empty title is a parent's.
  LayoutLayer layer;
  SourceSpan span;
};

/// One layout file as written, its values checked for form.
struct LayoutFile {
  std::shared_ptr<const SourceFile> file;
  std::string name, title;
  std::string extends;      ///< Empty: none.
  SourceSpan extends_span;  ///< Of the attribute.
  SourceSpan span;          ///< Of <layout>.
  LayoutLayer base;
  std::vector<EditionLayer> editions;
};

/// Reads one file, reporting every fault of form. None where it is no layout at all.
[[nodiscard]] std::optional<LayoutFile> read_layout_file(const LayoutSource& source,
                                                         Diagnostics& diagnostics);

}  // namespace bifolium

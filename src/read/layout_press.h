#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>

#include "core/diagnostics.h"
#include "read/layout_element.h"
#include "read/press_spec.h"

namespace bifolium {

struct LayoutLayer;
struct PageSpec;

/// What one <press> says; what it leaves out is a parent's.
struct PressLayer {
  std::string name;
  bool remove = false;
  std::optional<std::string> title;
  std::optional<PressKind> kind;
  std::optional<LengthSpec> sheet_width, sheet_height;
  std::optional<bool> sheet_auto;
  std::optional<Duplex> duplex;
  std::optional<Padding> padding;
  std::optional<int> signature, sheet_pages, columns, rows;
  std::optional<Creep> creep;
  std::optional<LengthSpec> thickness, safe, gap, gutter, milling;
  std::optional<PressMarks> marks;
  std::optional<int> grams;
  std::optional<std::string> tray, profile;
  SourceSpan profile_span;
  std::optional<int> ink_limit;
  SourceSpan span;
};

/// Reads a <press> into the layer.
void read_press(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer);

/// Lays what `above` says over `below`.
void lay_over(PressLayer& below, const PressLayer& above);

/// The whole <press> of a merged layout, with what is usual for what it leaves out. Reports what
/// lacks, and what makes no sense on this page.
[[nodiscard]] PressSpec complete_press(const PressLayer& item, const PageSpec& page,
                                       Diagnostics& diagnostics);

}  // namespace bifolium

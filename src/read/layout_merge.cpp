#include "read/layout_merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/color_text.h"
#include "core/decimal.h"
#include "read/layout_press.h"
#include "read/layout_values.h"
#include "read/override_with.h"
#include "read/selector.h"

namespace bifolium {
namespace {

/// One layer on its way into the whole: which file it stands in, 0 for the root ancestor.
struct RankedLayer {
  const LayoutLayer* layer = nullptr;
  std::size_t rank = 0;
};

/// All layers in the order in which they are laid on each other.
std::vector<RankedLayer> order_layers(const std::vector<LayoutFile>& files,
                                      std::string_view edition) {
  std::vector<RankedLayer> layers;
  const std::size_t count = files.size();
  for (std::size_t rank = 0; rank < count; ++rank) {
    layers.push_back({&files[count - 1 - rank].base, rank});
  }
  if (edition.empty()) return layers;
  for (std::size_t rank = 0; rank < count; ++rank) {
    const std::vector<EditionLayer>& editions = files[count - 1 - rank].editions;
    const auto found = std::ranges::find(editions, edition, &EditionLayer::name);
    if (found != editions.end()) layers.push_back({&found->layer, rank});
  }
  return layers;
}

void lay_over(PageLayer& below, const PageLayer& above) {
  override_with(below.width, above.width);
  override_with(below.height, above.height);
  override_with(below.facing, above.facing);
  override_with(below.inner, above.inner);
  override_with(below.outer, above.outer);
  override_with(below.top, above.top);
  override_with(below.bottom, above.bottom);
  override_with(below.bleed, above.bleed);
  override_with(below.columns, above.columns);
  override_with(below.column_gap, above.column_gap);
  override_with(below.fold, above.fold);
  override_with(below.panels, above.panels);
  override_with(below.background, above.background);
  if (above.background) below.background_span = above.background_span;
  below.faulty = below.faulty || above.faulty;
  below.span = above.span;
}

void lay_over(FitLayer& below, const FitLayer& above) {
  override_with(below.pages, above.pages);
  override_with(below.space, above.space);
  override_with(below.leading, above.leading);
  override_with(below.size, above.size);
  override_with(below.floor, above.floor);
  override_with(below.lines, above.lines);
  below.span = above.span;
}

void lay_over(RunningLayer& below, const RunningLayer& above) {
  override_with(below.pages, above.pages);
  override_with(below.edge, above.edge);
  override_with(below.place, above.place);
  override_with(below.baseline, above.baseline);
  override_with(below.style, above.style);
  if (!above.pieces.empty()) below.pieces = above.pieces;
  below.span = above.span;
}

void lay_over(DecorationLayer& below, const DecorationLayer& above) {
  override_with(below.pages, above.pages);
  override_with(below.kind, above.kind);
  override_with(below.x, above.x);
  override_with(below.y, above.y);
  override_with(below.width, above.width);
  override_with(below.height, above.height);
  override_with(below.step, above.step);
  override_with(below.thickness, above.thickness);
  override_with(below.color, above.color);
  override_with(below.path, above.path);
  override_with(below.view_width, above.view_width);
  override_with(below.view_height, above.view_height);
  if (above.color) below.color_span = above.color_span;
  below.span = above.span;
}

/// Collects which attributes a merged element lacks.
class Completeness {
 public:
  Completeness(std::string_view element, std::string_view name, const SourceSpan& span,
               Diagnostics& diagnostics)
      : owner_(element_text(element, name)), span_(span), diagnostics_(diagnostics) {}

  template <class T>
  T need(const std::optional<T>& value, std::string_view attribute) {
    if (value) return *value;
    if (!missing_.empty()) missing_ += ", ";
    missing_ += attribute;
    return T{};
  }

  /// Reports what was missing; true if nothing was.
  bool report() const {
    if (missing_.empty()) return true;
    diagnostics_.report(DiagnosticCode::kLayoutIncomplete, span_, {owner_, missing_});
    return false;
  }

 private:
  std::string owner_;
  std::string missing_;
  SourceSpan span_;
  Diagnostics& diagnostics_;
};

/// Lays the layers' items of one kind over each other by name.
template <class Item>
std::vector<Item> merge_named(const std::vector<RankedLayer>& layers,
                              std::vector<Item> LayoutLayer::*member, std::string_view element,
                              Diagnostics& diagnostics) {
  std::vector<Item> merged;
  std::map<std::string, std::size_t, std::less<>> removed_at;
  for (const RankedLayer& ranked : layers) {
    for (const Item& item : ranked.layer->*member) {
      const auto gone = removed_at.find(item.name);
      if (gone != removed_at.end() && gone->second > ranked.rank) continue;
      const auto below = std::ranges::find(merged, item.name, &Item::name);
      if (item.remove) {
        removed_at[item.name] = ranked.rank;
        if (below != merged.end()) {
          merged.erase(below);
          continue;
        }
        std::vector<std::string_view> known;
        for (const Item& other : merged) known.push_back(other.name);
        diagnostics.report(DiagnosticCode::kLayoutRemovesUnknown, item.span,
                           {element, item.name, known_names_help(item.name, known)});
      } else if (below != merged.end()) {
        lay_over(*below, item);
      } else {
        merged.push_back(item);
      }
    }
  }
  return merged;
}

std::vector<ColorSpec> merge_colors(const std::vector<RankedLayer>& layers) {
  std::vector<ColorSpec> merged;
  for (const RankedLayer& ranked : layers) {
    for (const ColorSpec& color : ranked.layer->colors) {
      const auto below = std::ranges::find(merged, color.name, &ColorSpec::name);
      if (below != merged.end()) {
        *below = color;
      } else {
        merged.push_back(color);
      }
    }
  }
  return merged;
}

/// All rules, later ones last. A property that a later rule with the same selector sets again is
/// taken out: it could never hold.
std::vector<StyleRule> merge_rules(const std::vector<RankedLayer>& layers) {
  std::vector<const StyleRule*> all;
  for (const RankedLayer& ranked : layers) {
    for (const StyleRule& rule : ranked.layer->rules) all.push_back(&rule);
  }
  std::map<std::string, std::set<Property>> said;
  std::vector<StyleRule> merged;
  for (auto rule = all.rbegin(); rule != all.rend(); ++rule) {
    std::set<Property>& later = said[selector_text((*rule)->steps)];
    StyleRule kept{(*rule)->steps, {}, (*rule)->span};
    for (const Declaration& declaration : (*rule)->declarations) {
      if (later.insert(declaration.property).second) kept.declarations.push_back(declaration);
    }
    if (!kept.declarations.empty()) merged.push_back(std::move(kept));
  }
  std::ranges::reverse(merged);
  return merged;
}

// The bounds on a page (DESIGN and docs/limits.md), and the least that has to be left of it
// between the margins: a word in large print.
constexpr Length kLeastPage = Length::micrometers(20'000);
constexpr Length kMostPage = Length::micrometers(2'000'000);
constexpr Length kLeastMeasure = Length::micrometers(10'000);
constexpr Length kLeastStep = Length::micrometers(1'000);  ///< Of a ruling.

/// Size and margins are absolute, by the reader's bounds.
Length length_of(const LengthSpec& spec) { return spec.absolute().value_or(Length{}); }

/// How many panels a fold may have.
std::pair<std::size_t, std::size_t> panel_counts(FoldKind fold) {
  switch (fold) {
    case FoldKind::kHalf:
      return {2, 2};
    case FoldKind::kTri:
    case FoldKind::kZ:
      return {3, 3};
    case FoldKind::kGate:
      return {4, 4};
    case FoldKind::kAccordion:
    case FoldKind::kNone:
      break;
  }
  return {2, 12};
}

/// Whether what is folded in has room between the folds that it lies between.
bool folds_flat(const PageSpec& page) {
  const auto panel = [&](std::size_t index) { return length_of(page.panels[index]); };
  switch (page.fold) {
    case FoldKind::kTri:
      return panel(0) < panel(1);
    case FoldKind::kGate:
      return panel(0) + panel(3) < panel(1) + panel(2);
    default:
      return true;  // What is folded to and fro lies edge on edge.
  }
}

/// All panels have the page's margins and measure, the narrower ones less margin: what lacks in
/// width is shared by both sides, and nothing may come near a fold.
void check_panels(const PageSpec& page, Diagnostics& diagnostics) {
  const auto [least, most] = panel_counts(page.fold);
  if (page.panels.size() < least || page.panels.size() > most) {
    diagnostics.report(
        DiagnosticCode::kPanelCount, page.span,
        {integer_text(static_cast<std::int64_t>(page.panels.size())),
         integer_text(static_cast<std::int64_t>(least)) +
             (least == most ? "" : " to " + integer_text(static_cast<std::int64_t>(most)))});
    return;
  }
  const Length width = length_of(page.width);
  Length widest, narrowest = width;
  for (const LengthSpec& panel : page.panels) {
    widest = max(widest, length_of(panel));
    narrowest = min(narrowest, length_of(panel));
  }
  if (widest != width) {
    diagnostics.report(DiagnosticCode::kPanelNotPage, page.span, {});
    return;
  }
  const Length margin = min(length_of(page.inner), length_of(page.outer));
  if (margin * 2 - (width - narrowest) < kClearOfFold * 2) {
    diagnostics.report(DiagnosticCode::kPanelMargin, page.span, {});
  }
  if (page.facing) diagnostics.report(DiagnosticCode::kPanelsFacing, page.span, {});
  if (!folds_flat(page)) diagnostics.report(DiagnosticCode::kPanelFoldedIn, page.span, {});
}

void check_geometry(const PageSpec& page, Diagnostics& diagnostics) {
  const Length width = length_of(page.width);
  const Length height = length_of(page.height);
  if (min(width, height) < kLeastPage || max(width, height) > kMostPage) {
    diagnostics.report(DiagnosticCode::kLayoutPageSize, page.span, {});
    return;
  }
  const Length across = length_of(page.inner) + length_of(page.outer) +
                        length_of(page.column_gap) * (page.columns - 1) +
                        kLeastMeasure * page.columns;
  if (across > width) {
    diagnostics.report(
        DiagnosticCode::kLayoutMarginsTooWide, page.span,
        {page.columns > 1 ? "inner, outer and column-gap" : "inner and outer", "width"});
  }
  if (length_of(page.top) + length_of(page.bottom) + kLeastMeasure > height) {
    diagnostics.report(DiagnosticCode::kLayoutMarginsTooWide, page.span,
                       {"top and bottom", "height"});
  }
  if (page.fold != FoldKind::kNone) check_panels(page, diagnostics);
}

PageLayer merge_page_layers(const std::vector<RankedLayer>& layers, const SourceSpan& layout) {
  PageLayer whole;
  whole.span = layout;
  for (const RankedLayer& ranked : layers) {
    if (ranked.layer->page) lay_over(whole, *ranked.layer->page);
  }
  return whole;
}

PageSpec complete_page(const PageLayer& whole, Diagnostics& diagnostics) {
  Completeness complete("page", "", whole.span, diagnostics);
  PageSpec page;
  page.width = complete.need(whole.width, "size");
  page.height = whole.height.value_or(LengthSpec{});
  page.inner = complete.need(whole.inner, "inner");
  page.outer = complete.need(whole.outer, "outer");
  page.top = complete.need(whole.top, "top");
  page.bottom = complete.need(whole.bottom, "bottom");
  page.facing = whole.facing.value_or(false);
  page.bleed = whole.bleed.value_or(LengthSpec{});
  page.columns = whole.columns.value_or(1);
  page.column_gap = whole.column_gap.value_or(LengthSpec{});
  page.fold = whole.fold.value_or(FoldKind::kNone);
  if (page.fold != FoldKind::kNone) page.panels = complete.need(whole.panels, "panels");
  if (whole.panels && !whole.fold) {
    diagnostics.report(DiagnosticCode::kPanelsUnfolded, whole.span, {});
  }
  page.background = whole.background.value_or("none");
  page.span = whole.span;
  if (complete.report() && !whole.faulty) check_geometry(page, diagnostics);
  return page;
}

/// What no layer says is as it stands: nothing gives but lines and the ends of pages.
FitSpec merge_fit(const std::vector<RankedLayer>& layers) {
  FitLayer whole;
  for (const RankedLayer& ranked : layers) {
    if (ranked.layer->fit) lay_over(whole, *ranked.layer->fit);
  }
  const FitSpec usual;
  return {whole.pages.value_or(usual.pages),
          whole.space.value_or(usual.space),
          whole.leading.value_or(usual.leading),
          whole.size.value_or(usual.size),
          whole.floor,
          whole.lines.value_or(usual.lines),
          whole.span};
}

std::vector<RunningSpec> merge_running(const std::vector<RankedLayer>& layers,
                                       Diagnostics& diagnostics) {
  std::vector<RunningSpec> out;
  for (const RunningLayer& item :
       merge_named(layers, &LayoutLayer::running, "running", diagnostics)) {
    Completeness complete("running", item.name, item.span, diagnostics);
    RunningSpec spec;
    spec.name = item.name;
    spec.pages = complete.need(item.pages, "pages");
    spec.edge = complete.need(item.edge, "edge");
    spec.place = complete.need(item.place, "at");
    spec.baseline = complete.need(item.baseline, "baseline");
    spec.style = complete.need(item.style, "style");
    complete.report();
    spec.pieces = item.pieces;
    spec.span = item.span;
    if (spec.pieces.empty()) {
      diagnostics.report(DiagnosticCode::kLayoutEmptyRunning, spec.span, {spec.name});
    }
    out.push_back(std::move(spec));
  }
  return out;
}

DecorationSpec complete_decoration(const DecorationLayer& item, Diagnostics& diagnostics) {
  Completeness complete("decoration", item.name, item.span, diagnostics);
  DecorationSpec spec;
  spec.name = item.name;
  spec.pages = complete.need(item.pages, "pages");
  spec.kind = complete.need(item.kind, "kind");
  spec.on_text = item.kind == DecorationKind::kRuling && !item.x && !item.width;
  if (!spec.on_text) spec.x = complete.need(item.x, "x");
  spec.y = complete.need(item.y, "y");
  if (!spec.on_text) spec.width = complete.need(item.width, "width");
  spec.height = complete.need(item.height, "height");
  spec.color = complete.need(item.color, "color");
  spec.span = item.span;
  if (item.kind == DecorationKind::kPath) {
    spec.path = complete.need(item.path, "path");
    spec.view_width = complete.need(item.view_width, "view-width");
    spec.view_height = complete.need(item.view_height, "view-height");
  } else if (item.kind && (item.path || item.view_width || item.view_height)) {
    diagnostics.report(DiagnosticCode::kLayoutPathOnly, item.span, {item.name});
  }
  if (item.kind == DecorationKind::kRuling) {
    spec.step = complete.need(item.step, "step");
    spec.thickness = complete.need(item.thickness, "thickness");
    if (item.step && length_of(spec.step) < kLeastStep) {
      diagnostics.report(DiagnosticCode::kLayoutNarrowRuling, item.span, {item.name});
    }
  } else if (item.kind && (item.step || item.thickness)) {
    diagnostics.report(DiagnosticCode::kLayoutRulingOnly, item.span, {item.name});
  }
  complete.report();
  return spec;
}

std::vector<PartSpec> merge_parts(const std::vector<RankedLayer>& layers, const SourceSpan& layout,
                                  Diagnostics& diagnostics) {
  std::vector<PartSpec> parts;
  for (const RankedLayer& ranked : layers) {
    if (!ranked.layer->parts.empty()) parts = ranked.layer->parts;
  }
  if (std::ranges::find(parts, PartKind::kBody, &PartSpec::kind) == parts.end()) {
    diagnostics.report(DiagnosticCode::kLayoutNoBody, parts.empty() ? layout : parts.front().span,
                       {});
  }
  return parts;
}

bool is_color(Property property) {
  switch (property) {
    case Property::kColor:
    case Property::kBackground:
    case Property::kBarColor:
    case Property::kRuleColor:
    case Property::kBorderColor:
    case Property::kMarkerColor:
      return true;
    default:
      return false;
  }
}

/// Reports each use of a colour that no layer declares.
void check_colors(const LayoutSpec& spec, const PageLayer& page,
                  const std::vector<DecorationLayer>& decorations, Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  for (const ColorSpec& color : spec.colors) known.push_back(color.name);
  const auto check = [&](std::string_view attribute, const std::string& word,
                         const SourceSpan& span) {
    if (word.starts_with('#') || spec.find_color(word) != nullptr) return;
    diagnostics.report(DiagnosticCode::kLayoutUnknownColor, span,
                       {attribute, word, known_names_help(word, known)});
  };
  for (const StyleRule& rule : spec.rules) {
    for (const Declaration& declaration : rule.declarations) {
      if (!is_color(declaration.property)) continue;
      if (declaration.property == Property::kBackground && declaration.word == "none") continue;
      check(property_name(declaration.property), declaration.word, declaration.span);
    }
  }
  if (page.background && *page.background != "none") {
    check("background", *page.background, page.background_span);
  }
  for (const DecorationLayer& item : decorations) {
    if (item.color) check("color", *item.color, item.color_span);
  }
}

/// A press knows colours by their value, and inks by their name: each has one mix, and one look.
void check_mixes(const std::vector<ColorSpec>& colors, Diagnostics& diagnostics) {
  std::map<std::array<std::uint8_t, 3>, const ColorSpec*> by_value;
  std::map<std::string, const ColorSpec*> by_spot;
  for (const ColorSpec& color : colors) {
    const Color& value = color.value;
    const ColorSpec& twin =
        *by_value.try_emplace({value.red, value.green, value.blue}, &color).first->second;
    if (twin.mix != color.mix) {
      diagnostics.report(DiagnosticCode::kColorTwoMixes, (color.mix ? color : twin).span,
                         {twin.name, color.name, color_text(value)});
      continue;
    }
    if (!color.mix || color.mix->spot.empty()) continue;
    const ColorSpec& first = *by_spot.try_emplace(color.mix->spot, &color).first->second;
    if (first.mix == color.mix && first.value == value) continue;
    diagnostics.report(DiagnosticCode::kSpotTwoLooks, color.span,
                       {first.name, color.name, color.mix->spot});
  }
}

}  // namespace

std::vector<EditionInfo> merge_editions(const std::vector<LayoutFile>& files,
                                        Diagnostics& diagnostics) {
  std::vector<EditionInfo> editions;
  for (auto file = files.rbegin(); file != files.rend(); ++file) {
    for (const EditionLayer& edition : file->editions) {
      const auto below = std::ranges::find(editions, edition.name, &EditionInfo::name);
      if (below == editions.end()) {
        if (edition.title.empty()) {
          diagnostics.report(DiagnosticCode::kLayoutMissingAttribute, edition.span,
                             {"edition", "title"});
        }
        editions.push_back({edition.name, edition.title});
      } else if (!edition.title.empty()) {
        below->title = edition.title;
      }
    }
  }
  return editions;
}

std::vector<PressInfo> press_infos(const std::vector<LayoutFile>& files, std::string_view edition) {
  Diagnostics unheard;  // What lacks is reported where the layout is used.
  std::vector<PressInfo> infos;
  for (const PressLayer& press :
       merge_named(order_layers(files, edition), &LayoutLayer::presses, "press", unheard)) {
    infos.push_back({press.name, press.title.value_or("")});
  }
  return infos;
}

LayoutSpec merge_layout(const std::vector<LayoutFile>& files, std::string_view edition,
                        Diagnostics& diagnostics) {
  const std::vector<RankedLayer> layers = order_layers(files, edition);
  const LayoutFile& own = files.front();
  LayoutSpec spec;
  for (const LayoutFile& file : files) spec.files.push_back(file.file);
  spec.name = own.name;
  spec.title = own.title;
  spec.colors = merge_colors(layers);
  const PageLayer page = merge_page_layers(layers, own.span);
  spec.page = complete_page(page, diagnostics);
  spec.fit = merge_fit(layers);
  spec.rules = merge_rules(layers);
  spec.running = merge_running(layers, diagnostics);
  const std::vector<DecorationLayer> decorations =
      merge_named(layers, &LayoutLayer::decorations, "decoration", diagnostics);
  for (const DecorationLayer& item : decorations) {
    spec.decorations.push_back(complete_decoration(item, diagnostics));
  }
  spec.parts = merge_parts(layers, own.span, diagnostics);
  for (const PressLayer& item : merge_named(layers, &LayoutLayer::presses, "press", diagnostics)) {
    spec.presses.push_back(complete_press(item, spec.page, diagnostics));
  }
  check_colors(spec, page, decorations, diagnostics);
  check_mixes(spec.colors, diagnostics);
  return spec;
}

}  // namespace bifolium

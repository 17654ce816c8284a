#include "read/layout_press.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "read/layout_layer.h"
#include "read/override_with.h"
#include "read/sheet_sizes.h"

namespace bifolium {
namespace {

// In points: sheets as pages, a little over 2000 mm; paper up to 2 mm, distances up to 50 mm.
constexpr LengthBounds kSheetBounds{RelativeUnits::kNone, 0, 5'670};
constexpr LengthBounds kPaperBounds{RelativeUnits::kNone, 0, 6};
constexpr LengthBounds kGapBounds{RelativeUnits::kNone, 0, 142};
constexpr std::int64_t kMostInGrid = 20;
constexpr std::int64_t kLeastGrams = 20, kMostGrams = 600;
constexpr std::int64_t kLeastInk = 100, kMostInk = 400;  // Per cent, of four inks.
constexpr Length kUsualSafe = Length::micrometers(5'000);
constexpr int kUsualSignature = 16;
constexpr LengthSpec kUsualThickness{100, LengthUnit::kMm};
constexpr std::size_t kMostTrayName = 64;

// Each in the order of its enumeration.
constexpr std::string_view kKindWords = "single booklet perfect-bound n-up cards fold";
constexpr std::string_view kDuplexWords = "long-edge short-edge none";
constexpr std::string_view kPaddingWords = "end before-references notes";
constexpr std::string_view kCreepWords = "none move scale";
constexpr std::string_view kMarkWords = "crop fold registration color slug none";

void read_sheet(const LayoutAttributes& attributes, const LayoutElements& elements,
                PressLayer& press) {
  const auto sheet = attributes.find("sheet");
  const auto width = attributes.find("sheet-width");
  const auto height = attributes.find("sheet-height");
  if (sheet && (width || height)) {
    elements.report(DiagnosticCode::kLayoutSizeTwice, sheet->span, {"press"});
  } else if (width.has_value() != height.has_value()) {
    elements.report(DiagnosticCode::kLayoutMissingAttribute, attributes.span(),
                    {"press", width ? "sheet-height" : "sheet-width"});
  }
  elements.set_length(attributes, "sheet-width", kSheetBounds, press.sheet_width);
  elements.set_length(attributes, "sheet-height", kSheetBounds, press.sheet_height);
  if (!sheet) return;
  // "auto" stands behind the names.
  const std::size_t index =
      read_word(*sheet, sheet_size_names() + "auto", elements.diagnostics()).value_or(0);
  press.sheet_auto = index == sheet_size_count();
  if (*press.sheet_auto) return;
  const SheetSize& named = sheet_size(index);
  press.sheet_width = named.width;
  press.sheet_height = named.height;
}

/// A number of pages out of a few.
void read_count(const LayoutAttributes& attributes, std::string_view name, std::string_view words,
                const LayoutElements& elements, std::optional<int>& target) {
  const auto attribute = attributes.find(name);
  if (!attribute) return;
  std::int64_t number = 0;
  const auto index = read_word(*attribute, words, elements.diagnostics());
  const bool good = index && parse_integer(split_words(words)[*index], number);
  target = good ? static_cast<int>(number) : kUsualSignature;
}

/// "2x4": columns, then rows.
void read_grid(const LayoutAttributes& attributes, const LayoutElements& elements,
               PressLayer& press) {
  const auto grid = attributes.find("grid");
  if (!grid) return;
  const std::size_t cross = grid->value.find('x');
  const auto part = [&](std::size_t begin, std::size_t end) {
    std::int64_t number = 0;
    const std::string_view text = grid->value.substr(begin, end - begin);
    const bool good = parse_integer(text, number) && number >= 1 && number <= kMostInGrid &&
                      text == integer_text(number);
    return good ? static_cast<int>(number) : 0;
  };
  press.columns = cross == std::string_view::npos ? 0 : part(0, cross);
  press.rows = cross == std::string_view::npos ? 0 : part(cross + 1, grid->value.size());
  if (*press.columns > 0 && *press.rows > 0) return;
  elements.report(DiagnosticCode::kPressBadGrid, grid->span,
                  {grid->value, integer_text(kMostInGrid)});
  press.columns = press.rows = 1;
}

void read_marks(const LayoutAttributes& attributes, const LayoutElements& elements,
                PressLayer& press) {
  const auto marks = attributes.find("marks");
  if (!marks) return;
  press.marks.emplace();
  const std::array<bool*, 5> members{&press.marks->crop, &press.marks->fold,
                                     &press.marks->registration, &press.marks->color,
                                     &press.marks->slug};
  const std::vector<std::string_view> words = split_words(marks->value);
  bool good = !words.empty();
  for (const std::string_view word : words) {
    const auto index =
        read_word({marks->name, word, marks->span}, kMarkWords, elements.diagnostics());
    if (!index) continue;
    // "none" stands alone, and each mark once.
    good = good && (*index < members.size() ? !*members.at(*index) : words.size() == 1);
    if (*index < members.size()) *members.at(*index) = true;
  }
  if (good) return;
  elements.report(DiagnosticCode::kLayoutUnknownValue, marks->span,
                  {marks->name, marks->value, "name each mark once, or none alone"});
}

/// Reports attributes that would say nothing for a press of this kind.
void check_kind(const PressLayer& item, PressKind kind, Diagnostics& diagnostics) {
  using Kinds = std::vector<PressKind>;
  const Kinds bound{PressKind::kBooklet, PressKind::kPerfectBound};
  const Kinds perfect{PressKind::kPerfectBound};
  const Kinds grids{PressKind::kNUp, PressKind::kCards, PressKind::kFold};
  const Kinds folded{PressKind::kBooklet, PressKind::kPerfectBound, PressKind::kFold};
  const Kinds cut{PressKind::kPerfectBound, PressKind::kNUp, PressKind::kCards, PressKind::kFold};
  const auto check = [&](bool said, std::string_view attribute, const Kinds& kinds) {
    if (!said || std::ranges::find(kinds, kind) != kinds.end()) return;
    std::string who;
    for (const PressKind one : kinds) {
      who += (who.empty() ? "" : ", ") +
             std::string(split_words(kKindWords)[static_cast<std::size_t>(one)]);
    }
    diagnostics.report(
        DiagnosticCode::kPressIdleAttribute, item.span,
        {item.name, attribute, split_words(kKindWords)[static_cast<std::size_t>(kind)], who});
  };
  check(item.padding.has_value(), "pad", bound);
  check(item.creep.has_value(), "creep", bound);
  check(item.thickness.has_value(), "thickness", bound);
  check(item.safe.has_value(), "safe", bound);
  check(item.gutter.has_value(), "gutter", bound);
  check(item.signature.has_value(), "signature", perfect);
  check(item.sheet_pages.has_value(), "sheet-pages", perfect);
  check(item.milling.has_value(), "milling", perfect);
  check(item.columns.has_value(), "grid", grids);
  check(item.gap.has_value(), "gap", cut);
  check(item.marks && item.marks->fold, "the mark fold", folded);
}

Length length_of(const std::optional<LengthSpec>& spec, Length usual) {
  return spec ? spec->absolute().value_or(Length{}) : usual;
}

/// The sizes that have names, the smallest first: those in inches for a page in inches, else the
/// metric ones. Nobody has both kinds in one room.
std::vector<Size> sheets_for(const PageSpec& page) {
  std::vector<Size> sheets;
  for (std::size_t i = 0; i < sheet_size_count(); ++i) {
    const SheetSize& named = sheet_size(i);
    if ((named.width.unit == LengthUnit::kIn) != (page.width.unit == LengthUnit::kIn)) continue;
    sheets.push_back({length_of(named.width, {}), length_of(named.height, {})});
  }
  const auto area = [](Size size) {
    // In square micrometers, about: the product of two Lengths would not fit.
    return (size.width.units() / 360) * (size.height.units() / 360);
  };
  std::ranges::stable_sort(sheets, {}, area);
  return sheets;
}

Duplex usual_duplex(PressKind kind) {
  // What is folded at the middle of its long edge is turned over its short one.
  return kind == PressKind::kBooklet || kind == PressKind::kFold ? Duplex::kShortEdge
                                                                 : Duplex::kLongEdge;
}

}  // namespace

void read_press(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const LayoutAttributes attributes = elements.attributes_of(
      element, {"name",         "title", "kind",      "sheet",       "sheet-width", "sheet-height",
                "duplex",       "pad",   "signature", "sheet-pages", "grid",        "creep",
                "thickness",    "safe",  "gap",       "gutter",      "milling",     "marks",
                "paper-weight", "tray",  "profile",   "ink-limit",   "remove"});
  elements.refuse_children(element);
  PressLayer press;
  press.span = attributes.span();
  press.name = elements.required_name(attributes);
  press.remove = elements.read_remove(element, attributes);
  if (const auto title = attributes.find("title")) {
    press.title = read_words_value(*title, elements.diagnostics()).value_or("?");
  }
  elements.set_enum(attributes, "kind", kKindWords, press.kind);
  read_sheet(attributes, elements, press);
  elements.set_enum(attributes, "duplex", kDuplexWords, press.duplex);
  elements.set_enum(attributes, "pad", kPaddingWords, press.padding);
  read_count(attributes, "signature", "8 16 32", elements, press.signature);
  read_count(attributes, "sheet-pages", "4 8 16 32", elements, press.sheet_pages);
  read_grid(attributes, elements, press);
  elements.set_enum(attributes, "creep", kCreepWords, press.creep);
  const std::size_t faults = elements.diagnostics().all().size();
  elements.set_length(attributes, "thickness", kPaperBounds, press.thickness);
  // One that can't be read was reported; that it lacks where it is needed is no second fault.
  if (elements.diagnostics().all().size() > faults) press.thickness = kUsualThickness;
  elements.set_length(attributes, "safe", kGapBounds, press.safe);
  elements.set_length(attributes, "gap", kGapBounds, press.gap);
  elements.set_length(attributes, "gutter", kGapBounds, press.gutter);
  elements.set_length(attributes, "milling", kGapBounds, press.milling);
  read_marks(attributes, elements, press);
  if (const auto grams = attributes.find("paper-weight")) {
    press.grams = static_cast<int>(
        read_number(*grams, kLeastGrams, kMostGrams, elements.diagnostics()).value_or(kLeastGrams));
  }
  if (const auto tray = attributes.find("tray")) {
    press.tray = read_words_value(*tray, elements.diagnostics()).value_or("");
    const auto is_good = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_' || c == '.';
    };
    if (press.tray->size() > kMostTrayName || !std::ranges::all_of(*press.tray, is_good)) {
      elements.report(DiagnosticCode::kPressTray, tray->span, {*press.tray});
    }
  }
  if (const auto profile = attributes.find("profile")) {
    press.profile = read_words_value(*profile, elements.diagnostics()).value_or("?");
    press.profile_span = profile->span;
  }
  if (const auto limit = attributes.find("ink-limit")) {
    press.ink_limit = static_cast<int>(
        read_number(*limit, kLeastInk, kMostInk, elements.diagnostics()).value_or(kMostInk));
  }
  if (press.name.empty()) return;
  if (elements.is_new("press", press.name, press.span, layer.presses)) {
    layer.presses.push_back(std::move(press));
  }
}

void lay_over(PressLayer& below, const PressLayer& above) {
  override_with(below.title, above.title);
  override_with(below.kind, above.kind);
  override_with(below.sheet_width, above.sheet_width);
  override_with(below.sheet_height, above.sheet_height);
  // A size by its lengths takes a parent's "auto" away.
  if (above.sheet_auto || above.sheet_width) below.sheet_auto = above.sheet_auto.value_or(false);
  override_with(below.duplex, above.duplex);
  override_with(below.padding, above.padding);
  override_with(below.signature, above.signature);
  override_with(below.sheet_pages, above.sheet_pages);
  override_with(below.columns, above.columns);
  override_with(below.rows, above.rows);
  override_with(below.creep, above.creep);
  override_with(below.thickness, above.thickness);
  override_with(below.safe, above.safe);
  override_with(below.gap, above.gap);
  override_with(below.gutter, above.gutter);
  override_with(below.milling, above.milling);
  override_with(below.marks, above.marks);
  override_with(below.grams, above.grams);
  override_with(below.tray, above.tray);
  override_with(below.profile, above.profile);
  if (above.profile) below.profile_span = above.profile_span;
  override_with(below.ink_limit, above.ink_limit);
  below.span = above.span;
}

PressSpec complete_press(const PressLayer& item, const PageSpec& page, Diagnostics& diagnostics) {
  PressSpec press;
  press.name = item.name;
  press.span = item.span;
  press.title = item.title.value_or("");
  if (!item.title || !item.kind) {
    diagnostics.report(DiagnosticCode::kLayoutIncomplete, item.span,
                       {element_text("press", item.name), !item.title && !item.kind ? "title, kind"
                                                          : item.title              ? "kind"
                                                                                    : "title"});
    return press;
  }
  press.kind = *item.kind;
  check_kind(item, press.kind, diagnostics);
  if (press.kind == PressKind::kFold && page.fold == FoldKind::kNone) {
    diagnostics.report(DiagnosticCode::kPressNoPanels, item.span, {item.name});
  }
  const bool panels_apart = press.kind == PressKind::kFold || press.kind == PressKind::kSingle;
  if (page.fold != FoldKind::kNone && !panels_apart) {
    diagnostics.report(DiagnosticCode::kPressOfPanels, item.span, {item.name});
  }
  if (item.sheet_auto.value_or(false)) {
    press.sheets = sheets_for(page);
  } else if (item.sheet_width && item.sheet_height) {
    press.sheets = {{length_of(item.sheet_width, {}), length_of(item.sheet_height, {})}};
  }
  const Length bleed = page.bleed.absolute().value_or(Length{});
  press.duplex = item.duplex.value_or(usual_duplex(press.kind));
  const bool folded = press.kind == PressKind::kBooklet || press.kind == PressKind::kPerfectBound ||
                      press.kind == PressKind::kFold;
  if (press.duplex == Duplex::kNone && folded) {
    diagnostics.report(DiagnosticCode::kPressOneSided, item.span, {item.name});
  }
  press.padding = item.padding.value_or(Padding::kEnd);
  press.signature = item.signature.value_or(kUsualSignature);
  press.sheet_pages = item.sheet_pages.value_or(press.signature);
  if (press.sheet_pages > press.signature) {
    diagnostics.report(DiagnosticCode::kPressSheetPages, item.span,
                       {item.name, integer_text(press.sheet_pages), integer_text(press.signature)});
    press.sheet_pages = press.signature;
  }
  press.columns = item.columns.value_or(press.kind == PressKind::kNUp ? 2 : 1);
  press.rows = item.rows.value_or(1);
  press.creep = item.creep.value_or(Creep::kNone);
  press.thickness = length_of(item.thickness, {});
  if (press.creep != Creep::kNone && press.thickness == Length()) {
    diagnostics.report(DiagnosticCode::kPressNoThickness, item.span, {item.name, "creep"});
  }
  if (item.safe && !item.thickness) {
    diagnostics.report(DiagnosticCode::kPressNoThickness, item.span, {item.name, "safe"});
  }
  press.safe = length_of(item.safe, kUsualSafe);
  press.gap = length_of(item.gap, press.kind == PressKind::kNUp ? Length() : bleed * 2);
  press.gutter = length_of(item.gutter, {});
  press.milling = length_of(item.milling, {});
  press.marks = item.marks.value_or(PressMarks{});
  press.grams = item.grams.value_or(0);
  press.tray = item.tray.value_or("");
  press.profile = item.profile.value_or("");
  press.profile_span = item.profile_span;
  press.ink_limit = item.ink_limit.value_or(0);
  if (item.ink_limit && !item.profile) {
    diagnostics.report(DiagnosticCode::kPressInkWithoutProfile, item.span, {item.name});
  }
  return press;
}

}  // namespace bifolium

#include "read/layout_layer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "bifolium/typesetter.h"
#include "core/decimal.h"
#include "read/layout_element.h"
#include "read/layout_fit.h"
#include "read/layout_marks.h"
#include "read/layout_press.h"
#include "read/layout_properties.h"
#include "read/layout_values.h"
#include "read/selector.h"
#include "read/sheet_sizes.h"
#include "read/xml.h"

namespace bifolium {
namespace {

constexpr std::string_view kNamespace = "urn:bifolium:layout:1";

// In points: a little over 2000 mm, the largest page; the merged page is checked exactly.
constexpr LengthBounds kPageBounds{RelativeUnits::kNone, 0, 5'670};
constexpr int kMaxColumns = 4;
// In the order of FoldKind, and what none is: an edition may take a parent's fold away.
constexpr std::string_view kFoldWords = "half tri z gate accordion none";

/// Names of inks that PDF has another use for (ISO 32000-1, 8.6.6.4): every plate, no plate, and
/// the plates of four-colour printing.
constexpr std::array<std::string_view, 6> kNoSpots{"All",     "None",   "Cyan",
                                                   "Magenta", "Yellow", "Black"};

/// cmyk="100 40 0 20", and the ink that stands for it.
std::optional<InkMix> read_mix(const LayoutAttributes& attributes, const LayoutElements& elements) {
  const auto cmyk = attributes.find("cmyk");
  const auto spot = attributes.find("spot");
  if (spot && !cmyk) {
    elements.report(DiagnosticCode::kLayoutMissingAttribute, spot->span, {"color", "cmyk"});
  }
  if (!cmyk) return std::nullopt;
  InkMix mix;
  const std::vector<std::string_view> shares = split_words(cmyk->value);
  bool good = shares.size() == mix.percent.size();
  for (std::size_t i = 0; good && i < shares.size(); ++i) {
    std::int64_t share = 0;
    good = parse_integer(shares[i], share) && share >= 0 && share <= 100 &&
           shares[i] == integer_text(share);
    mix.percent.at(i) = static_cast<std::uint8_t>(share);
  }
  if (!good) elements.report(DiagnosticCode::kLayoutBadInks, cmyk->span, {cmyk->value});
  if (!spot) return mix;
  mix.spot = read_words_value(*spot, elements.diagnostics()).value_or("?");
  if (std::ranges::find(kNoSpots, mix.spot) != kNoSpots.end()) {
    elements.report(DiagnosticCode::kLayoutNoSpot, spot->span, {mix.spot});
  }
  return mix;
}

void read_color(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const LayoutAttributes attributes =
      elements.attributes_of(element, {"name", "value", "cmyk", "spot"});
  elements.refuse_children(element);
  std::string name = elements.required_name(attributes);
  if (name == "none") {
    elements.report(DiagnosticCode::kLayoutBadName, attributes.find("name")->span, {"name", name});
    name.clear();
  }
  std::optional<Color> color;
  if (const auto value = attributes.require("value")) {
    color = parse_hex_color(value->value);
    if (!color) {
      elements.report(DiagnosticCode::kLayoutBadColor, value->span, {value->name, value->value});
    }
  }
  const std::optional<InkMix> mix = read_mix(attributes, elements);
  if (name.empty() || !elements.is_new("color", name, attributes.span(), layer.colors)) return;
  layer.colors.push_back({name, color.value_or(Color{}), mix, attributes.span()});
}

void read_page_size(const LayoutAttributes& attributes, const LayoutElements& elements,
                    PageLayer& page) {
  const auto size = attributes.find("size");
  const auto width = attributes.find("width");
  const auto height = attributes.find("height");
  if (size && (width || height)) {
    elements.report(DiagnosticCode::kLayoutSizeTwice, size->span, {"page"});
  } else if (width.has_value() != height.has_value()) {
    elements.report(DiagnosticCode::kLayoutMissingAttribute, attributes.span(),
                    {"page", width ? "height" : "width"});
  }
  elements.set_length(attributes, "width", kPageBounds, page.width);
  elements.set_length(attributes, "height", kPageBounds, page.height);
  if (!size) return;
  const SheetSize& named =
      sheet_size(read_word(*size, sheet_size_names(), elements.diagnostics()).value_or(0));
  page.width = named.width;
  page.height = named.height;
}

void read_fold(const LayoutAttributes& attributes, const LayoutElements& elements,
               PageLayer& page) {
  elements.set_enum(attributes, "fold", kFoldWords, page.fold);
  const auto panels = attributes.find("panels");
  if (!panels) return;
  page.panels.emplace();
  for (const std::string_view width : split_words(panels->value)) {
    const auto length =
        read_length({panels->name, width, panels->span}, kPageBounds, elements.diagnostics());
    page.panels->push_back(length.value_or(LengthSpec{}));
  }
}

void read_page(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const std::size_t before = elements.diagnostics().all().size();
  const LayoutAttributes attributes = elements.attributes_of(
      element, {"size", "width", "height", "facing", "inner", "outer", "top", "bottom", "bleed",
                "columns", "column-gap", "background", "fold", "panels"});
  elements.refuse_children(element);
  PageLayer page;
  page.span = attributes.span();
  read_page_size(attributes, elements, page);
  elements.set_length(attributes, "inner", kPageBounds, page.inner);
  elements.set_length(attributes, "outer", kPageBounds, page.outer);
  elements.set_length(attributes, "top", kPageBounds, page.top);
  elements.set_length(attributes, "bottom", kPageBounds, page.bottom);
  elements.set_length(attributes, "bleed", kPageBounds, page.bleed);
  elements.set_length(attributes, "column-gap", kPageBounds, page.column_gap);
  elements.set_enum(attributes, "facing", "no yes", page.facing);
  if (const auto columns = attributes.find("columns")) {
    const auto number = read_number(*columns, 1, kMaxColumns, elements.diagnostics());
    page.columns = static_cast<int>(number.value_or(1));
  }
  read_fold(attributes, elements, page);
  if (const auto background = attributes.find("background")) {
    const bool none = trim_xml_space(background->value) == "none";
    page.background =
        none ? "none" : read_color_use(*background, elements.diagnostics()).value_or("none");
    page.background_span = background->span;
  }
  page.faulty = elements.diagnostics().all().size() > before;
  if (layer.page) {
    elements.report(DiagnosticCode::kLayoutDuplicate, page.span, {"<page>"});
    return;
  }
  layer.page = page;
}

void read_part(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const LayoutAttributes attributes = elements.attributes_of(element, {"kind", "own-page"});
  elements.refuse_children(element);
  PartSpec part;
  part.span = attributes.span();
  std::optional<bool> own_page;
  elements.set_enum(attributes, "own-page", "no yes", own_page);
  part.own_page = own_page.value_or(true);
  const auto kind = attributes.require("kind");
  if (!kind) return;
  const auto word = read_word(*kind, "cover body references", elements.diagnostics());
  if (!word) return;
  part.kind = static_cast<PartKind>(*word);
  if (std::ranges::find(layer.parts, part.kind, &PartSpec::kind) != layer.parts.end()) {
    elements.report(DiagnosticCode::kLayoutDuplicate, part.span, {"<part> of this kind"});
    return;
  }
  layer.parts.push_back(part);
}

void report_selector(const LayoutAttribute& match, const SelectorFault& fault,
                     const LayoutElements& elements) {
  switch (fault.kind) {
    case SelectorFaultKind::kForm:
      elements.report(DiagnosticCode::kLayoutBadSelector, match.span, {match.value, fault.text});
      return;
    case SelectorFaultKind::kUnknownName:
      elements.report(DiagnosticCode::kLayoutUnknownSelectorName, match.span,
                      {match.value, fault.text, known_names_help(fault.text, selector_names())});
      return;
    case SelectorFaultKind::kUnknownAttribute:
      elements.report(
          DiagnosticCode::kLayoutUnknownSelectorAttribute, match.span,
          {match.value, fault.text, known_names_help(fault.text, selector_attributes())});
      return;
  }
}

void read_style(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  std::vector<std::string_view> known{"match"};
  for (const PropertyInfo& info : layout_properties()) known.push_back(info.name);
  const LayoutAttributes attributes(elements.document(), element, known, elements.diagnostics());
  elements.refuse_children(element);
  std::vector<Declaration> declarations;
  for (const LayoutAttribute& attribute : attributes.all()) {
    const PropertyInfo* info = find_property(attribute.name);
    if (info == nullptr) continue;  // match
    auto declaration = read_declaration(attribute, *info, elements.diagnostics());
    if (declaration) declarations.push_back(*std::move(declaration));
  }
  const auto match = attributes.require("match");
  if (!match) return;
  const auto selectors = parse_selectors(match->value);
  if (!selectors) {
    report_selector(*match, selectors.error(), elements);
    return;
  }
  if (element.first_attribute() == element.last_attribute()) {
    elements.report(DiagnosticCode::kLayoutEmptyStyle, attributes.span(), {match->value});
  }
  if (declarations.empty()) return;
  for (const SelectorSteps& steps : *selectors) {
    layer.rules.push_back({steps, declarations, attributes.span()});
  }
}

/// An element that stands in <layout> and in <edition> alike.
struct LayerElement {
  std::string_view name;
  void (*read)(pugi::xml_node, const LayoutElements&, LayoutLayer&);
};
constexpr auto kLayerElements = std::to_array<LayerElement>({{"color", read_color},
                                                             {"page", read_page},
                                                             {"fit", read_fit},
                                                             {"style", read_style},
                                                             {"running", read_running},
                                                             {"decoration", read_decoration},
                                                             {"press", read_press},
                                                             {"part", read_part}});

void read_layer_element(pugi::xml_node child, const LayoutElements& elements, LayoutLayer& layer) {
  const std::string_view name = XmlDocument::local_name(child);
  const auto known = std::ranges::find(kLayerElements, name, &LayerElement::name);
  if (known != kLayerElements.end()) {
    known->read(child, elements, layer);
    return;
  }
  std::vector<std::string_view> names;
  for (const LayerElement& element : kLayerElements) names.push_back(element.name);
  if (XmlDocument::local_name(child.parent()) == "layout") names.emplace_back("edition");
  elements.report_unknown(child, names);
}

void read_edition(pugi::xml_node element, const LayoutElements& elements, LayoutFile& file) {
  const LayoutAttributes attributes = elements.attributes_of(element, {"name", "title"});
  EditionLayer edition;
  edition.span = attributes.span();
  edition.name = elements.required_name(attributes);
  if (edition.name == kAllEditions) {
    elements.report(DiagnosticCode::kLayoutBadName, attributes.find("name")->span,
                    {"name", edition.name});
    edition.name.clear();
  }
  if (const auto title = attributes.find("title")) {
    edition.title = read_words_value(*title, elements.diagnostics()).value_or("?");
  }
  for (const pugi::xml_node child : elements.children_of(element)) {
    read_layer_element(child, elements, edition.layer);
  }
  if (edition.name.empty()) return;
  if (elements.is_new("edition", edition.name, edition.span, file.editions)) {
    file.editions.push_back(std::move(edition));
  }
}

LayoutFile read_root(pugi::xml_node root, const LayoutElements& elements) {
  LayoutFile file;
  file.file = elements.document().file();
  const LayoutAttributes attributes = elements.attributes_of(root, {"name", "title", "extends"});
  file.span = attributes.span();
  file.name = elements.required_name(attributes);
  if (const auto title = attributes.require("title")) {
    file.title = read_words_value(*title, elements.diagnostics()).value_or("");
  }
  if (const auto extends = attributes.find("extends")) {
    file.extends = read_name(*extends, elements.diagnostics()).value_or("");
    file.extends_span = extends->span;
  }
  for (const pugi::xml_node child : elements.children_of(root)) {
    if (XmlDocument::local_name(child) == "edition") {
      read_edition(child, elements, file);
    } else {
      read_layer_element(child, elements, file.base);
    }
  }
  return file;
}

}  // namespace

std::optional<LayoutFile> read_layout_file(const LayoutSource& source, Diagnostics& diagnostics) {
  const auto file = std::make_shared<const SourceFile>(SourceFile{source.path});
  const auto document = XmlDocument::parse(file, source.bytes, diagnostics);
  if (!document || !document->check_root("layout", kNamespace, diagnostics)) return std::nullopt;
  return read_root(document->root(), LayoutElements(*document, diagnostics));
}

}  // namespace bifolium

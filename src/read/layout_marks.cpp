#include "read/layout_marks.h"

#include <array>
#include <string>
#include <utility>

#include "read/path_data.h"

namespace bifolium {
namespace {

// Bounds in points: a little over 2000 mm, the largest page. A mark may start beyond the trim edge.
constexpr LengthBounds kFromEdge{RelativeUnits::kNone, 0, 5'670};
constexpr LengthBounds kOnPage{RelativeUnits::kOfPage, 0, 5'670};
constexpr LengthBounds kSignedOnPage{RelativeUnits::kOfPage, -5'670, 5'670};
constexpr std::int64_t kMostView = 99'999;

struct FieldName {
  std::string_view name;
  FieldKind kind{};
};
constexpr auto kFields = std::to_array<FieldName>({
    {"page", FieldKind::kPage},
    {"pages", FieldKind::kPages},
    {"page-of", FieldKind::kPageOf},
    {"section-title", FieldKind::kSectionTitle},
    {"notes", FieldKind::kNotes},
    {"title", FieldKind::kTitle},
    {"short-title", FieldKind::kShortTitle},
    {"subtitle", FieldKind::kSubtitle},
    {"publisher", FieldKind::kPublisher},
    {"reference-number", FieldKind::kReferenceNumber},
    {"version", FieldKind::kVersion},
    {"issued", FieldKind::kIssued},
    {"review", FieldKind::kReview},
    {"department", FieldKind::kDepartment},
    {"author", FieldKind::kAuthor},
});

std::string field_names() {
  std::string out;
  for (const FieldName& field : kFields) out.append(field.name).append(" ");
  return out;
}

/// The text with runs of white space made one space, those at its ends kept.
std::string collapse(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_xml_space(c)) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

std::optional<RunningPiece> read_field(pugi::xml_node child, const LayoutElements& elements) {
  if (!elements.document().check_namespace(child, elements.diagnostics())) return std::nullopt;
  if (XmlDocument::local_name(child) != "field") {
    elements.report_unknown(child, std::array<std::string_view, 1>{"field"});
    return std::nullopt;
  }
  const LayoutAttributes attributes = elements.attributes_of(child, {"name"});
  elements.refuse_children(child);
  const auto name = attributes.require("name");
  if (!name) return std::nullopt;
  const auto index = read_word(*name, field_names(), elements.diagnostics());
  if (!index) return std::nullopt;
  return RunningPiece{kFields[*index].kind, "", attributes.span()};
}

/// The words and fields of a <running>. Line ends and indents around them are not part of them.
std::vector<RunningPiece> read_pieces(pugi::xml_node element, const LayoutElements& elements) {
  std::vector<RunningPiece> pieces;
  bool after_text = false;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_element) {
      auto field = read_field(child, elements);
      pieces.push_back(field ? *std::move(field) : RunningPiece{FieldKind::kPage, "", {}});
      after_text = false;
    } else if (after_text) {
      // One stretch of text in several nodes, with a comment between.
      pieces.back().text += child.value();
    } else {
      pieces.push_back({FieldKind::kText, child.value(), elements.document().span(child)});
      after_text = true;
    }
  }
  for (RunningPiece& piece : pieces) piece.text = collapse(piece.text);
  if (!pieces.empty() && pieces.front().text.starts_with(' ')) pieces.front().text.erase(0, 1);
  if (!pieces.empty() && pieces.back().text.ends_with(' ')) pieces.back().text.pop_back();
  std::erase_if(pieces, [](const RunningPiece& piece) {
    return piece.kind == FieldKind::kText && piece.text.empty();
  });
  return pieces;
}

void read_path(const LayoutAttributes& attributes, const LayoutElements& elements,
               DecorationLayer& decoration) {
  if (const auto path = attributes.find("path")) {
    const std::string fault = path_data_fault(path->value);
    if (!fault.empty()) elements.report(DiagnosticCode::kLayoutBadPath, path->span, {fault});
    decoration.path = std::string(path->value);
  }
  if (const auto view = attributes.find("view-width")) {
    decoration.view_width = read_number(*view, 1, kMostView, elements.diagnostics()).value_or(1);
  }
  if (const auto view = attributes.find("view-height")) {
    decoration.view_height = read_number(*view, 1, kMostView, elements.diagnostics()).value_or(1);
  }
}

}  // namespace

void read_running(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const LayoutAttributes attributes = elements.attributes_of(
      element, {"name", "pages", "edge", "at", "baseline", "style", "remove"});
  RunningLayer running;
  running.span = attributes.span();
  running.name = elements.required_name(attributes);
  running.remove = elements.read_remove(element, attributes);
  elements.set_page_kinds(attributes, running.pages);
  elements.set_enum(attributes, "edge", "head foot", running.edge);
  elements.set_enum(attributes, "at", "inner outer start end center", running.place);
  elements.set_length(attributes, "baseline", kFromEdge, running.baseline);
  if (const auto style = attributes.find("style")) {
    running.style = read_name(*style, elements.diagnostics()).value_or("");
  }
  running.pieces = read_pieces(element, elements);
  if (running.name.empty()) return;
  if (elements.is_new("running", running.name, running.span, layer.running)) {
    layer.running.push_back(std::move(running));
  }
}

void read_decoration(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const LayoutAttributes attributes = elements.attributes_of(
      element, {"name", "pages", "kind", "x", "y", "width", "height", "color", "path", "view-width",
                "view-height", "step", "thickness", "remove"});
  elements.refuse_children(element);
  DecorationLayer decoration;
  decoration.span = attributes.span();
  decoration.name = elements.required_name(attributes);
  decoration.remove = elements.read_remove(element, attributes);
  elements.set_page_kinds(attributes, decoration.pages);
  elements.set_enum(attributes, "kind", "panel rule path ruling", decoration.kind);
  elements.set_length(attributes, "x", kSignedOnPage, decoration.x);
  elements.set_length(attributes, "y", kSignedOnPage, decoration.y);
  elements.set_length(attributes, "width", kOnPage, decoration.width);
  elements.set_length(attributes, "height", kOnPage, decoration.height);
  elements.set_length(attributes, "step", kFromEdge, decoration.step);
  elements.set_length(attributes, "thickness", kFromEdge, decoration.thickness);
  if (const auto color = attributes.find("color")) {
    decoration.color = read_color_use(*color, elements.diagnostics()).value_or("#000000");
    decoration.color_span = color->span;
  }
  read_path(attributes, elements, decoration);
  if (decoration.name.empty()) return;
  if (elements.is_new("decoration", decoration.name, decoration.span, layer.decorations)) {
    layer.decorations.push_back(std::move(decoration));
  }
}

}  // namespace bifolium

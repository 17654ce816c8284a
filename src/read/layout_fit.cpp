#include "read/layout_fit.h"

namespace bifolium {
namespace {

/// How far a layout may let a thing give, in percent. What lies beyond is another layout.
struct RangeBounds {
  int least, most;
};
constexpr RangeBounds kSpaceBounds{0, 300}, kLeadingBounds{80, 150}, kSizeBounds{50, 200};
/// In points; as the sizes of type (read/layout_properties.cpp).
constexpr LengthBounds kFloorBounds{RelativeUnits::kNone, 4, 200};

void set_range(const LayoutAttributes& attributes, const LayoutElements& elements,
               std::string_view name, const RangeBounds& bounds, std::optional<FitRange>& target) {
  if (const auto attribute = attributes.find(name)) {
    target = read_range(*attribute, bounds.least, bounds.most, elements.diagnostics());
  }
}

}  // namespace

void read_fit(pugi::xml_node element, const LayoutElements& elements, LayoutLayer& layer) {
  const LayoutAttributes attributes =
      elements.attributes_of(element, {"pages", "space", "leading", "size", "floor", "lines"});
  elements.refuse_children(element);
  FitLayer fit;
  fit.span = attributes.span();
  if (const auto pages = attributes.find("pages")) {
    fit.pages = parse_page_target(pages->value);
    if (!fit.pages) {
      elements.report(DiagnosticCode::kLayoutBadPages, pages->span, {pages->name, pages->value});
    }
  }
  set_range(attributes, elements, "space", kSpaceBounds, fit.space);
  set_range(attributes, elements, "leading", kLeadingBounds, fit.leading);
  set_range(attributes, elements, "size", kSizeBounds, fit.size);
  elements.set_length(attributes, "floor", kFloorBounds, fit.floor);
  elements.set_enum(attributes, "lines", "no yes", fit.lines);
  if (layer.fit) {
    elements.report(DiagnosticCode::kLayoutDuplicate, fit.span, {"<fit>"});
    return;
  }
  layer.fit = fit;
}

}  // namespace bifolium

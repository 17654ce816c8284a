#include "pdf/draw_side.h"

#include <array>
#include <vector>

#include "core/decimal.h"
#include "pages/panels.h"
#include "pdf/content_stream.h"
#include "pdf/draw_text.h"

namespace bifolium {
namespace {

constexpr Length kHairline = Length::millipoints(250);
constexpr Length kDash = Length::millipoints(1'500);
/// The inks and their overprints, as near as sRGB comes.
constexpr std::array<Color, kColorPatches> kPatches{
    Color{0, 174, 239}, {236, 0, 140}, {255, 242, 0}, {0, 0, 0},
    {46, 49, 146},      {237, 28, 36}, {0, 166, 81}};

PathStep move_to(Point p) { return {PathStep::Kind::kMove, {p, {}, {}}}; }
PathStep line_to(Point p) { return {PathStep::Kind::kLine, {p, {}, {}}}; }

/// A circle of four curves; their control points are 0.5523 of the radius from its ends, which is
/// round to a thousandth.
std::vector<PathStep> circle(Point center, Length radius) {
  const Length k = radius.scaled({5'523, 10'000});
  const auto at = [&](Length x, Length y) { return Point{center.x + x, center.y + y}; };
  const auto curve = [](Point a, Point b, Point end) {
    return PathStep{PathStep::Kind::kCurve, {a, b, end}};
  };
  return {move_to(at(radius, {})),
          curve(at(radius, k), at(k, radius), at({}, radius)),
          curve(at(-k, radius), at(-radius, k), at(-radius, {})),
          curve(at(-radius, -k), at(-k, -radius), at({}, -radius)),
          curve(at(k, -radius), at(radius, -k), at(radius, {})),
          {PathStep::Kind::kClose, {}}};
}

void draw_mark(const SheetMark& mark, MarkedContent& content) {
  const Rect& box = mark.box;
  switch (mark.kind) {
    case MarkKind::kCrop:
    case MarkKind::kFold:
      content.stroke_mark(std::array{move_to({box.x, box.y}), line_to({box.right(), box.bottom()})},
                          kHairline, mark.kind == MarkKind::kFold ? kDash : Length());
      return;
    case MarkKind::kRegistration: {
      const Point center{box.x + box.width.scaled({1, 2}), box.y + box.height.scaled({1, 2})};
      std::vector<PathStep> steps = circle(center, box.width.scaled({3, 10}));
      steps.push_back(move_to({box.x, center.y}));
      steps.push_back(line_to({box.right(), center.y}));
      steps.push_back(move_to({center.x, box.y}));
      steps.push_back(line_to({center.x, box.bottom()}));
      content.stroke_mark(steps, kHairline, Length());
      return;
    }
    case MarkKind::kColor:
      content.fill_patch(box, mark.patch, kPatches.at(static_cast<std::size_t>(mark.patch)));
      return;
  }
}

void draw_slug(const StyledDocument& document, const SheetSide& side, FontCids& fonts,
               MarkedContent& content) {
  const FurnitureText& slug = *side.slug_line;
  for (const Line& line : slug.lines.optimum.lines) {
    draw_pieces({slug.paragraph, slug.shaped, slug.lines, line}, side.slug, 0,
                static_cast<std::uint32_t>(line.pieces.size()), document.text_styles, fonts,
                content);
  }
}

}  // namespace

std::string form_name(const SheetSlot& slot) {
  return (slot.repeated ? "R" : "P") + integer_text(std::int64_t{slot.page} + 1);
}

std::string draw_side(const StyledDocument& document, const Sheets& sheets, const SheetSide& side,
                      FontCids& fonts, const Inks* inks) {
  ContentStream stream(sheets.media.height, inks);
  if (document.ground && !side.blanks.empty()) {
    MarkedContent content = stream.artifact(ArtifactKind::kBackground, std::nullopt);
    for (const Rect& blank : side.blanks) content.fill_rectangle(blank, *document.ground);
  }
  const auto panels = folded_panels(document.page, document.info.right_to_left);
  for (const SheetSlot& slot : side.slots) {
    stream.paint_form(form_name(slot), trim_of(document.page, panels, slot.page),
                      document.page.trim.height, slot.trim, slot.clip, slot.turned);
  }
  for (const SheetMark& mark : side.marks) {
    MarkedContent content = stream.artifact(ArtifactKind::kPage, std::nullopt);
    draw_mark(mark, content);
  }
  if (side.slug_line) {
    MarkedContent content = stream.artifact(ArtifactKind::kPage, std::nullopt);
    draw_slug(document, side, fonts, content);
  }
  return stream.take();
}

}  // namespace bifolium

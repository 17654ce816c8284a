#include "pdf/draw_proof.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "pages/furniture.h"
#include "pages/panels.h"
#include "pdf/content_stream.h"
#include "pdf/draw_text.h"

namespace bifolium {
namespace {

constexpr Length kHairline = Length::millipoints(250);
constexpr Length kDash = Length::millipoints(2'000);
constexpr Length kSafe = Length::micrometers(5'000);  ///< What is nearer may be cut off.
constexpr Length kLabelInset = Length::micrometers(2'000);
constexpr Color kBaselines{0, 160, 220};
constexpr Color kBoxes{230, 120, 0};
constexpr Color kTextArea{190, 0, 150};
constexpr Color kSafeArea{0, 140, 60};
constexpr Color kTrim{200, 0, 0};

PathStep move_to(Length x, Length y) { return {PathStep::Kind::kMove, {Point{x, y}, {}, {}}}; }
PathStep line_to(Length x, Length y) { return {PathStep::Kind::kLine, {Point{x, y}, {}, {}}}; }

std::array<PathStep, 5> outline(const Rect& box) {
  return {move_to(box.x, box.y), line_to(box.right(), box.y), line_to(box.right(), box.bottom()),
          line_to(box.x, box.bottom()), PathStep{PathStep::Kind::kClose, {}}};
}

Rect grown(const Rect& box, Length by) {
  return {box.x - by, box.y - by, box.width + by * 2, box.height + by * 2};
}

}  // namespace

std::string draw_proof(const StyledDocument& document, const SetText& text, const Pages& pages,
                       std::uint32_t page_index, const FurnitureText& label, FontCids& fonts,
                       const Inks* inks) {
  const Page& page = pages.pages.at(page_index);
  const PageGeometry& geometry = document.page;
  ContentStream stream(geometry.trim.height, inks);
  stream.begin_layer(kProofLayer);
  {
    MarkedContent content = stream.artifact(ArtifactKind::kPage, std::nullopt);
    const auto frame = [&](const Rect& box, Length dash, Color color) {
      content.stroke_guide(outline(box), kHairline, dash, color);
    };
    const Rect trim =
        trim_of(geometry, folded_panels(geometry, document.info.right_to_left), page_index);
    if (geometry.bleed > Length()) frame(grown(trim, geometry.bleed), kDash, kTrim);
    frame(trim, Length(), kTrim);
    frame(grown(trim, -kSafe), kDash, kSafeArea);
    frame({text_left(document, page.number), geometry.top, geometry.text_width(), geometry.depth()},
          Length(), kTextArea);
    for (const PlacedFill& fill : page.fills) {
      if (fill.kind == ArtifactKind::kLayout) frame(fill.box, Length(), kBoxes);
    }
    const auto baseline = [&](const PlacedLine& placed) {
      const LineView line = view(placed, document, text, pages);
      if (line.line.pieces.empty()) return;
      const Length left = std::ranges::min(line.line.pieces, {}, &LinePiece::x).x;
      const Length from = placed.origin.x + left, y = placed.origin.y;
      content.stroke_guide(std::array{move_to(from, y), line_to(from + line.line.width, y)},
                           kHairline, Length(), kBaselines);
    };
    for (const PlacedLine& line : page.lines) baseline(line);
    for (const PlacedRunning& running : page.running) baseline(running.line);
    const Point at{trim.x + kLabelInset, trim.bottom() - kLabelInset};
    for (const Line& line : label.lines.optimum.lines) {
      draw_pieces({label.paragraph, label.shaped, label.lines, line}, at, 0,
                  static_cast<std::uint32_t>(line.pieces.size()), document.text_styles, fonts,
                  content);
    }
  }
  stream.end_layer();
  return stream.take();
}

ObjectNumber write_proof_layer(FileFrame& frame) {
  const ObjectNumber layer = frame.reserve();
  frame.put(layer, "<</Type/OCG/Name(Proof)>>");
  return layer;
}

std::string proof_properties(ObjectNumber layer) {
  std::string reference;
  append_reference(reference, layer);
  return "<</OCGs[" + reference + "]/D<</Name(Proof)/Order[" + reference + "]>>>>";
}

std::string proof_resources(ObjectNumber layer) {
  std::string out = "/Properties<<";
  append_name(out, kProofLayer);
  out.push_back(' ');
  append_reference(out, layer);
  return out + ">>";
}

}  // namespace bifolium

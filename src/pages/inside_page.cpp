#include "pages/inside_page.h"

#include <cstdint>

#include "core/decimal.h"
#include "pages/panels.h"

namespace bifolium {
namespace {

/// How far a line's text reaches outside a part of the page; zero where it stands inside. Upwards
/// the face's ascent would be too strict, since few letters use all of it: the baseline decides.
Length outside(const PlacedLine& placed, const LineView& line, const Rect& page) {
  Length most = max(page.y - placed.origin.y, placed.origin.y - page.bottom());
  for (const LinePiece& piece : line.line.pieces) {
    if (piece.trailing_space) continue;
    const Length left = placed.origin.x + piece.x;
    most = max(most, max(page.x - left, left + piece.width - page.right()));
  }
  return max(most, Length());
}

}  // namespace

void check_inside_page(const Pages& pages, const StyledDocument& document, const SetText& text,
                       Diagnostics& diagnostics) {
  const auto panels = folded_panels(document.page, document.info.right_to_left);
  for (std::uint32_t i = 0; i < pages.pages.size(); ++i) {
    const Page& page = pages.pages[i];
    Rect part = trim_of(document.page, panels, i);
    if (panels) {
      part.x += kClearOfFold;
      part.width -= kClearOfFold * 2;
    }
    Length most;
    SourceSpan span;
    const auto look = [&](const PlacedLine& placed) {
      const LineView line = view(placed, document, text, pages);
      const Length excess = outside(placed, line, part);
      if (excess <= most) return;
      most = excess;
      span = line.paragraph.span;
    };
    for (const PlacedLine& line : page.lines) look(line);
    for (const PlacedRunning& running : page.running) look(running.line);
    if (most == Length()) continue;
    diagnostics.report(panels ? DiagnosticCode::kNearFold : DiagnosticCode::kOutsidePage, span,
                       {millimeters_text(most, 1)});
  }
}

}  // namespace bifolium

#include "pages/inside_page.h"

#include "core/decimal.h"

namespace bifolium {
namespace {

/// How far a line's text reaches outside the page; zero where it stands inside. Upwards the face's
/// ascent would be too strict, since few letters use all of it: the baseline decides.
Length outside(const PlacedLine& placed, const LineView& line, const Size& page) {
  Length most = max(-placed.origin.y, placed.origin.y - page.height);
  for (const LinePiece& piece : line.line.pieces) {
    if (piece.trailing_space) continue;
    const Length left = placed.origin.x + piece.x;
    most = max(most, max(-left, left + piece.width - page.width));
  }
  return max(most, Length());
}

}  // namespace

void check_inside_page(const Pages& pages, const StyledDocument& document, const SetText& text,
                       Diagnostics& diagnostics) {
  for (const Page& page : pages.pages) {
    Length most;
    SourceSpan span;
    const auto look = [&](const PlacedLine& placed) {
      const LineView line = view(placed, document, text, pages);
      const Length excess = outside(placed, line, document.page.trim);
      if (excess <= most) return;
      most = excess;
      span = line.paragraph.span;
    };
    for (const PlacedLine& line : page.lines) look(line);
    for (const PlacedRunning& running : page.running) look(running.line);
    if (most == Length()) continue;
    std::string millimeters;
    append_decimal(millimeters, mul_div_round(most.units(), 1, 36'000), 1);
    diagnostics.report(DiagnosticCode::kOutsidePage, span, {millimeters});
  }
}

}  // namespace bifolium

#include "pdf/ink_coverage.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/outline_area.h"
#include "fonts/glyph_area.h"
#include "pages/panels.h"
#include "pdf/path_data.h"

namespace bifolium {
namespace {

constexpr std::int32_t kFull = 1000;  ///< Of an InkShares entry.
/// Areas are counted in square hundredths of a point.
constexpr std::int64_t kUnit = 1270;
constexpr std::int64_t kThousandthsOfPercent = 100'000;

std::int64_t hundredths(Length length) { return mul_div_round(length.units(), 1, kUnit); }
std::int64_t area(const Rect& box) { return hundredths(box.width) * hundredths(box.height); }

Rect common(const Rect& a, const Rect& b) {
  const Length left = max(a.x, b.x), top = max(a.y, b.y);
  const Length right = min(a.right(), b.right()), bottom = min(a.bottom(), b.bottom());
  return {left, top, max(right - left, Length()), max(bottom - top, Length())};
}

bool holds(const Rect& box, Point at) {
  return box.x <= at.x && at.x < box.right() && box.y <= at.y && at.y < box.bottom();
}

/// The shares of the most black that a colour can be made of.
InkShares taken_apart(Color color) {
  InkShares shares{};
  const std::int32_t black = 255 - std::max({color.red, color.green, color.blue});
  const std::array<std::int32_t, 3> channels{color.red, color.green, color.blue};
  for (std::size_t i = 0; i < channels.size(); ++i) {
    shares[i] = static_cast<std::int32_t>(mul_div_round(255 - channels[i] - black, kFull, 255));
  }
  shares[3] = static_cast<std::int32_t>(mul_div_round(black, kFull, 255));
  return shares;
}

/// The area inside an outline on the page, square hundredths of a point.
std::int64_t area(const std::vector<PathStep>& steps) {
  OutlineArea area;
  const auto corner = [](Point p) { return OutlineArea::Corner{hundredths(p.x), hundredths(p.y)}; };
  for (const PathStep& step : steps) {
    switch (step.kind) {
      case PathStep::Kind::kMove:
        area.move(corner(step.points[0]));
        break;
      case PathStep::Kind::kLine:
        area.line(corner(step.points[0]));
        break;
      case PathStep::Kind::kCurve:
        area.cubic(corner(step.points[0]), corner(step.points[1]), corner(step.points[2]));
        break;
      case PathStep::Kind::kClose:
        area.close();
        break;
    }
  }
  return area.sixty_areas() / 60;
}

class Coverage {
 public:
  Coverage(const StyledDocument& document, const SetText& text, const Pages& pages,
           const FontLibrary& fonts, const Inks* inks)
      : document_(document), text_(text), pages_(pages), fonts_(fonts), inks_(inks) {}

  InkCover of(const Page& page, const Rect& trim) {
    sums_ = {};
    grounds_.clear();
    for (const PlacedFill& fill : page.fills) lay(common(fill.box, trim), fill.color);
    for (const Ground& ground : grounds_) add(shares(ground.color), area(ground.box));
    for (const PlacedPath& path : page.paths) {
      const std::vector<PathStep> steps =
          path_steps(path.path, path.view_width, path.view_height, path.box);
      over(path.color, InkUse::kArea, {path.box.x, path.box.y}, area(steps));
    }
    for (const PlacedLine& line : page.lines) draw(line);
    for (const PlacedRunning& running : page.running) draw(running.line);
    InkCover out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      // In two steps: a page of a meter has 8 × 10^10 of these units.
      out[i] = mul_div_round(sums_[i] / kFull, kThousandthsOfPercent,
                             std::max<std::int64_t>(area(trim), 1));
    }
    return out;
  }

 private:
  struct Ground {
    Rect box;
    Color color;
  };

  /// Lays a rectangle over those before it, which are cut back: no two have a place in common.
  void lay(const Rect& box, Color color) {
    if (box.width <= Length() || box.height <= Length()) return;
    std::vector<Ground> kept;
    for (const Ground& below : grounds_) {
      const Rect hidden = common(below.box, box);
      if (hidden.width == Length() || hidden.height == Length()) {
        kept.push_back(below);
        continue;
      }
      const Rect& b = below.box;
      const auto keep = [&](Length left, Length top, Length right, Length bottom) {
        if (left < right && top < bottom) {
          kept.push_back({{left, top, right - left, bottom - top}, below.color});
        }
      };
      keep(b.x, b.y, b.right(), hidden.y);
      keep(b.x, hidden.bottom(), b.right(), b.bottom());
      keep(b.x, hidden.y, hidden.x, hidden.bottom());
      keep(hidden.right(), hidden.y, b.right(), hidden.bottom());
    }
    kept.push_back({box, color});
    grounds_ = std::move(kept);
  }

  [[nodiscard]] InkShares shares(Color color) const {
    return inks_ != nullptr ? inks_->mix(color).shares : taken_apart(color);
  }

  void add(const InkShares& shares, std::int64_t amount) {
    for (std::size_t i = 0; i < shares.size(); ++i) sums_[i] += shares[i] * amount;
  }

  /// Something of this area in front of what lies at `at`.
  void over(Color color, InkUse use, Point at, std::int64_t amount) {
    add(shares(color), amount);
    // Black that overprints stands in the place of black alone.
    const bool overprints = inks_ != nullptr && inks_->overprints(color, use);
    for (const Ground& ground : grounds_) {
      if (!holds(ground.box, at)) continue;
      const InkShares below = shares(ground.color);
      if (!overprints) {
        add(below, -amount);
      } else if (!inks_->mix(ground.color).spot) {
        add({0, 0, 0, below[3]}, -amount);
      }
    }
  }

  void draw(const PlacedLine& placed) {
    const LineView line = view(placed, document_, text_, pages_);
    for (const LinePiece& piece : line.line.pieces) {
      const GlyphRun& run = line.shaped.runs.at(piece.run);
      const TextStyle& style =
          document_.text_styles[line.paragraph.inlines[run.inline_id].text_style];
      const std::vector<Glyph>& glyphs = piece.patched ? line.lines.patches : line.shaped.glyphs;
      std::int64_t units = 0;  // Sixty times square font units.
      for (std::uint32_t i = piece.glyph_begin; i < piece.glyph_end; ++i) {
        units += glyph_area(run.face, glyphs.at(i).id);
      }
      const std::int64_t size = hundredths(style.size);
      const std::int64_t upem = fonts_.face(run.face)->metrics().upem;
      const std::int64_t amount = mul_div_round(mul_div_round(units, size, 60 * upem), size, upem);
      over(style.color, InkUse::kText, {placed.origin.x + piece.x, placed.origin.y}, amount);
    }
  }

  std::int64_t glyph_area(FaceId face, std::uint32_t glyph) {
    const auto [known, is_new] = areas_.try_emplace({face, glyph}, 0);
    if (is_new) known->second = sixty_glyph_areas(*fonts_.face(face), glyph);
    return known->second;
  }

  const StyledDocument& document_;
  const SetText& text_;
  const Pages& pages_;
  const FontLibrary& fonts_;
  const Inks* inks_;
  std::array<std::int64_t, 4> sums_{};  ///< Thousandths of square hundredths of a point.
  std::vector<Ground> grounds_;
  std::map<std::pair<FaceId, std::uint32_t>, std::int64_t> areas_;
};

}  // namespace

std::vector<InkCover> ink_coverage(const StyledDocument& document, const SetText& text,
                                   const Pages& pages, const FontLibrary& fonts, const Inks* inks) {
  Coverage coverage(document, text, pages, fonts, inks);
  const auto panels = folded_panels(document.page, document.info.right_to_left);
  std::vector<InkCover> out;
  for (std::uint32_t i = 0; i < pages.pages.size(); ++i) {
    out.push_back(coverage.of(pages.pages[i], trim_of(document.page, panels, i)));
  }
  return out;
}

}  // namespace bifolium

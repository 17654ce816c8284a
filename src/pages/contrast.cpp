#include "pages/contrast.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/color_text.h"
#include "core/decimal.h"

namespace bifolium {
namespace {

/// The linear value of an sRGB channel, in millionths (IEC 61966-2-1, 5.2): a table, so that no
/// floating point is needed.
constexpr std::array<int, 256> kLinear = {
    0,      304,    607,    911,     1214,   1518,   1821,   2125,   2428,   2732,   3035,   3347,
    3677,   4025,   4391,   4777,    5182,   5605,   6049,   6512,   6995,   7499,   8023,   8568,
    9134,   9721,   10330,  10960,   11612,  12286,  12983,  13702,  14444,  15209,  15996,  16807,
    17642,  18500,  19382,  20289,   21219,  22174,  23153,  24158,  25187,  26241,  27321,  28426,
    29557,  30713,  31896,  33105,   34340,  35601,  36889,  38204,  39546,  40915,  42311,  43735,
    45186,  46665,  48172,  49707,   51269,  52861,  54480,  56128,  57805,  59511,  61246,  63010,
    64803,  66626,  68478,  70360,   72272,  74214,  76185,  78187,  80220,  82283,  84376,  86500,
    88656,  90842,  93059,  95307,   97587,  99899,  102242, 104616, 107023, 109462, 111932, 114435,
    116971, 119538, 122139, 124772,  127438, 130136, 132868, 135633, 138432, 141263, 144128, 147027,
    149960, 152926, 155926, 158961,  162029, 165132, 168269, 171441, 174647, 177888, 181164, 184475,
    187821, 191202, 194618, 198069,  201556, 205079, 208637, 212231, 215861, 219526, 223228, 226966,
    230740, 234551, 238398, 242281,  246201, 250158, 254152, 258183, 262251, 266356, 270498, 274677,
    278894, 283149, 287441, 291771,  296138, 300544, 304987, 309469, 313989, 318547, 323143, 327778,
    332452, 337164, 341914, 346704,  351533, 356400, 361307, 366253, 371238, 376262, 381326, 386429,
    391572, 396755, 401978, 407240,  412543, 417885, 423268, 428690, 434154, 439657, 445201, 450786,
    456411, 462077, 467784, 473531,  479320, 485150, 491021, 496933, 502886, 508881, 514918, 520996,
    527115, 533276, 539479, 545724,  552011, 558340, 564712, 571125, 577580, 584078, 590619, 597202,
    603827, 610496, 617207, 623960,  630757, 637597, 644480, 651406, 658375, 665387, 672443, 679542,
    686685, 693872, 701102, 708376,  715694, 723055, 730461, 737910, 745404, 752942, 760525, 768151,
    775822, 783538, 791298, 799103,  806952, 814847, 822786, 830770, 838799, 846873, 854993, 863157,
    871367, 879622, 887923, 896269,  904661, 913099, 921582, 930111, 938686, 947307, 955973, 964686,
    973445, 982251, 991102, 1000000,
};

/// Relative luminance in millionths (WCAG 2.1).
std::int64_t luminance(Color c) {
  return (2126 * std::int64_t{kLinear[c.red]} + 7152 * std::int64_t{kLinear[c.green]} +
          722 * std::int64_t{kLinear[c.blue]}) /
         10'000;
}

constexpr Color kPaper{255, 255, 255};
constexpr int kLeastContrast = 450;

class ContrastChecker {
 public:
  ContrastChecker(const Pages& pages, const StyledDocument& document, const SetText& text,
                  Diagnostics& diagnostics)
      : pages_(pages), document_(document), text_(text), diagnostics_(diagnostics) {}

  void check(const Page& page) {
    for (const PlacedLine& line : page.lines) check(page, line);
    for (const PlacedRunning& running : page.running) check(page, running.line);
  }

 private:
  void check(const Page& page, const PlacedLine& placed) {
    const LineView line = view(placed, document_, text_, pages_);
    for (const LinePiece& piece : line.line.pieces) {
      if (piece.trailing_space) continue;
      const Inline& in = line.paragraph.inlines[line.shaped.runs.at(piece.run).inline_id];
      const Color ink = document_.text_styles[in.text_style].color;
      const Color ground = ground_at(page, {placed.origin.x + piece.x, placed.origin.y});
      const int contrast = contrast_hundredths(ink, ground);
      if (contrast >= kLeastContrast) continue;
      const auto pair = std::pair(ink, ground);
      if (std::ranges::find(reported_, pair) != reported_.end()) continue;
      reported_.push_back(pair);
      std::string ratio;
      append_decimal(ratio, contrast / 10, 1);
      diagnostics_.report(DiagnosticCode::kLowContrast, in.span,
                          {color_text(ink), color_text(ground), ratio});
    }
  }

  /// The colour of the last fill painted at a point; paper where there is none.
  [[nodiscard]] static Color ground_at(const Page& page, Point at) {
    for (std::size_t i = page.fills.size(); i-- > 0;) {
      const Rect& box = page.fills[i].box;
      if (at.x >= box.x && at.x <= box.right() && at.y >= box.y && at.y <= box.bottom()) {
        return page.fills[i].color;
      }
    }
    return kPaper;
  }

  const Pages& pages_;
  const StyledDocument& document_;
  const SetText& text_;
  Diagnostics& diagnostics_;
  std::vector<std::pair<Color, Color>> reported_;
};

}  // namespace

int contrast_hundredths(Color a, Color b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return static_cast<int>(100 * (light + 50'000) / (dark + 50'000));
}

void check_contrast(const Pages& pages, const StyledDocument& document, const SetText& text,
                    Diagnostics& diagnostics) {
  ContrastChecker checker(pages, document, text, diagnostics);
  for (const Page& page : pages.pages) checker.check(page);
}

}  // namespace bifolium

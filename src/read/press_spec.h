#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/length.h"
#include "core/source.h"

namespace bifolium {

/// How the sheet is folded whose panels the pages are, as <page fold="…"> says.
enum class FoldKind : std::uint8_t {
  kHalf,       ///< Two panels, folded in the middle.
  kTri,        ///< Three; the first one on the outer side is folded in (a roll or letter fold).
  kZ,          ///< Three, folded to and fro.
  kGate,       ///< Four; the outer two are folded in and meet in the middle.
  kAccordion,  ///< Two to twelve, folded to and fro.
  kNone,
};

/// How near to a fold nothing is printed: it would crack, and folding is not exact.
inline constexpr Length kClearOfFold = Length::micrometers(5'000);

/// What a <press> makes of the pages.
enum class PressKind : std::uint8_t {
  kSingle,        ///< One page to a PDF page, in reading order: what print shops ask for.
  kBooklet,       ///< Saddle-stitched: folded once, all sheets inside each other.
  kPerfectBound,  ///< Signatures, folded and gathered, their spines milled off and glued.
  kNUp,           ///< Several pages in reading order, made smaller where they have to be.
  kCards,         ///< Fronts and backs, many times over, to be cut.
  kFold,          ///< One sheet folded into the panels that <page> names.
};

/// The edge over which a sheet is turned for its other side, as printers name it. None: printed on
/// one side.
enum class Duplex : std::uint8_t { kLongEdge, kShortEdge, kNone };

/// Where the blank pages stand that fill a booklet's last sheet.
enum class Padding : std::uint8_t {
  kEnd,               ///< After the last page, on the sheets alone.
  kBeforeReferences,  ///< Pages before the references page.
  kNotes,             ///< Pages with rules to write on, after the last page.
};

/// What is done about the inner sheets of a booklet, which stand out at the fore edge.
enum class Creep : std::uint8_t {
  kNone,
  kMove,   ///< Their pages are moved to the spine.
  kScale,  ///< Their pages are made narrower, and as much lower, from the spine.
};

/// The marks outside the trim.
struct PressMarks {
  bool crop = false, fold = false, registration = false, color = false, slug = false;
  [[nodiscard]] bool any() const { return crop || fold || registration || color || slug; }
  friend bool operator==(const PressMarks&, const PressMarks&) = default;
};

/// <press>: how sheets are made from pages. Lengths are final.
struct PressSpec {
  std::string name, title;
  PressKind kind{};
  /// Sizes of sheets, upright or lying; the first is taken that is large enough. None: as large as
  /// is needed.
  std::vector<Size> sheets;
  Duplex duplex = Duplex::kLongEdge;
  Padding padding = Padding::kEnd;
  int signature = 16;         ///< Pages of a signature (kPerfectBound): 8, 16 or 32.
  int sheet_pages = 16;       ///< Pages of one folded sheet of it: 4, 8, 16 or 32.
  int columns = 1, rows = 1;  ///< kNUp, kCards, kFold: how many to a side.
  Creep creep = Creep::kNone;
  Length thickness;  ///< Of the paper.
  Length safe;       ///< Least margin at the fore edge and the spine after creep.
  Length gap;        ///< Between what is cut apart.
  Length gutter;     ///< Between two pages that meet at the spine.
  Length milling;    ///< What is milled off each page at the spine (kPerfectBound).
  PressMarks marks;
  int grams = 0;     ///< Of the paper, a square meter; 0: not said.
  std::string tray;  ///< The printer's name of the tray; or empty.
  /// A file with a CMYK profile, by which the press copy is PDF/X-4; empty: colours stay as they
  /// are.
  std::string profile;
  SourceSpan profile_span;  ///< Where it is named: the file may stand beside that one.
  int ink_limit = 0;        ///< Most ink in one place, per cent of all four; 0: no limit.
  SourceSpan span;

  /// The number of pages whose multiples fill its sheets, or its signatures.
  [[nodiscard]] int pages_to_fill() const {
    switch (kind) {
      case PressKind::kBooklet:
        return 4;
      case PressKind::kPerfectBound:
        return signature;
      default:
        return 1;
    }
  }
};

}  // namespace bifolium

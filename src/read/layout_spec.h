#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/length.h"
#include "core/page_target.h"
#include "core/source.h"
#include "read/press_spec.h"

namespace bifolium {

/// The units that a layout may write. A bare number is an error.
enum class LengthUnit : std::uint8_t { kPt, kMm, kCm, kIn, kEm, kRem, kPercent };

/// A length as written: `thousandths` of `unit`, resolved against size or measure by style.
struct LengthSpec {
  std::int64_t thousandths = 0;
  LengthUnit unit = LengthUnit::kPt;

  /// The length, exactly; none where the unit is relative (em, rem, %).
  [[nodiscard]] std::optional<Length> absolute() const;
  friend bool operator==(const LengthSpec&, const LengthSpec&) = default;
};

/// The properties that a <style> rule may set. Lengths unless said otherwise.
enum class Property : std::uint8_t {
  // text
  kFamily,  ///< name of a family in the catalogue
  kWeight,  ///< 100…900
  kSlope,   ///< upright | italic
  kSize,
  kLeading,
  kColor,     ///< name of a <color>, or #RRGGBB
  kFeatures,  ///< "tnum liga=0"; "none" for none
  kBaselineShift,
  kLetterSpacing,
  // paragraph
  kAlign,      ///< start | end | center | justify
  kHyphenate,  ///< yes | no
  kIndent,     ///< of the first line
  kWidows,
  kOrphans,   ///< whole numbers, 1…9
  kVariants,  ///< yes | no: may the paginator use one line more or fewer
  // block
  kIndentStart,
  kIndentEnd,
  kSpaceBefore,
  kSpaceAfter,
  kKeepWithNext,
  kKeepTogether,  ///< yes | no
  kBreakBefore,   ///< no | page | recto
  kBackground,    ///< colour or none
  kPaddingBlock,
  kPaddingInline,
  kBar,
  kBarColor,  ///< a bar at the start edge of the box
  kRuleAbove,
  kRuleBelow,
  kRuleColor,  ///< thickness of a rule over or under the box
  kBorder,
  kBorderColor,    ///< thickness of a frame around the box
  kMinHeight,      ///< of the box; content stands at its foot with vertical-align end
  kVerticalAlign,  ///< start | center | end: content inside min-height
  // lists
  kMarker,  ///< "disc", "decimal", "lower-letter", "upper-letter", "lower-roman",
            ///< "upper-roman", "none", "check", or a quoted string: "'–'"
  kMarkerColor,
  kMarkerSize,
  kMarkerWeight,
  kHang,     ///< width of the gutter in which the label hangs
  kColumns,  ///< 1…4: children in balanced columns
  kColumnGap,
  kDisplay,  ///< block | none
};

/// "space-before" for kSpaceBefore: the name in XML.
[[nodiscard]] std::string_view property_name(Property property);

/// One declared property, its value as written and checked for form by the reader.
struct Declaration {
  Property property{};
  std::string word;                  ///< Keywords, names, colours, strings.
  std::optional<LengthSpec> length;  ///< Set where the property takes a length.
  std::int64_t number = 0;           ///< Whole-number properties; yes = 1, no = 0.
  SourceSpan span;
};

/// One step of a selector: an element name and the attributes that it must have.
struct SelectorStep {
  std::string element;  ///< "*" for any.
  /// Name and wanted value, sorted by name, each name once.
  std::vector<std::pair<std::string, std::string>> attributes;
  bool direct_child = false;  ///< '>' stands before this step.
  friend bool operator==(const SelectorStep&, const SelectorStep&) = default;
};

/// One <style match="faq question, callout[kind=emergency] > title">, a selector each.
/// Matching is on the names of content elements and of the boxes that the program adds
/// (listed in layouts/layout.rng: cover, trace, …). The most specific wins, the later of equals.
struct StyleRule {
  std::vector<SelectorStep> steps;  ///< Outermost first; the last is the element itself.
  std::vector<Declaration> declarations;
  SourceSpan span;

  /// (attributes tested, elements named): compared in this order.
  [[nodiscard]] std::pair<int, int> specificity() const;
};

/// How a print shop mixes a colour.
struct InkMix {
  std::array<std::uint8_t, 4> percent{};  ///< Of cyan, magenta, yellow and black.
  std::string spot;                       ///< An ink of its own; else empty.
  friend bool operator==(const InkMix&, const InkMix&) = default;
};

struct ColorSpec {
  std::string name;
  Color value;
  std::optional<InkMix> mix;  ///< None: by the press's colour profile.
  SourceSpan span;
};

/// <page>: sheet of the reading copy, margins and columns.
struct PageSpec {
  LengthSpec width, height;
  bool facing = false;
  LengthSpec inner, outer, top, bottom, bleed;
  int columns = 1;
  LengthSpec column_gap;
  /// The pages are the panels of one folded sheet: their widths on its outer side, from the left;
  /// none where fold is kNone. The widest is the page's width.
  FoldKind fold = FoldKind::kNone;
  std::vector<LengthSpec> panels;
  std::string background = "none";  ///< Name, #RRGGBB or none: the paper's own.
  SourceSpan span;
};

/// How far something may go from what the layout says, in thousandths of it: `least` up to 1000,
/// `most` from 1000.
struct FitRange {
  std::int64_t least = 1000, most = 1000;
  friend bool operator==(const FitRange&, const FitRange&) = default;
};

/// <fit>: how many pages the leaflet is to fill, and what may give so that it does.
struct FitSpec {
  PageTarget pages;
  FitRange space;  ///< Between blocks.
  FitRange leading;
  FitRange size;                    ///< Of type; leading and space go with it.
  std::optional<LengthSpec> floor;  ///< No type is made smaller than this.
  bool lines = true;  ///< Paragraphs may be a line tighter or looser, pages end early, to fit.
  SourceSpan span;
};

/// The kinds of page that running heads, decoration and parts are chosen by. A page is of one kind:
/// cover; blank (added to fill a sheet); notes (added to write on); a panel of a folded sheet
/// (front, flap, inside, back); first (of the body); otherwise recto or verso.
enum class PageKind : std::uint8_t {
  kCover,
  kFirst,
  kRecto,
  kVerso,
  kBlank,
  kNotes,
  kFront,
  kFlap,
  kInside,
  kBack,
};
struct PageKindSet {
  std::uint16_t bits = 0;
  void add(PageKind k) { bits |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(k)); }
  [[nodiscard]] bool has(PageKind k) const {
    return (bits & (1U << static_cast<unsigned>(k))) != 0;
  }
};

/// What a running text is made of: words, and fields.
enum class FieldKind : std::uint8_t {
  kText,
  kPage,
  kPages,
  kPageOf,
  kSectionTitle,
  kNotes,  ///< The program's word for pages to write on.
  kTitle,
  kShortTitle,
  kSubtitle,
  kPublisher,
  kReferenceNumber,
  kVersion,
  kIssued,
  kReview,
  kDepartment,
  kAuthor,
};
struct RunningPiece {
  FieldKind kind = FieldKind::kText;
  std::string text;
  SourceSpan span;
};

enum class RunningEdge : std::uint8_t { kHead, kFoot };
enum class RunningPlace : std::uint8_t { kInner, kOuter, kStart, kEnd, kCenter };

/// <running>: one piece of a head or foot. Its style is that of the name `running` with
/// @class = `style`.
struct RunningSpec {
  std::string name;  ///< For merging by an extending layout.
  PageKindSet pages;
  RunningEdge edge{};
  RunningPlace place{};
  LengthSpec baseline;  ///< From the top edge (head) or the bottom edge (foot) of the page.
  std::string style;
  std::vector<RunningPiece> pieces;
  SourceSpan span;
};

enum class DecorationKind : std::uint8_t { kPanel, kRule, kPath, kRuling };

/// <decoration>: a tint, rule or path on the page itself, always an artifact. x, y, width and
/// height are from the trim edge; percentages are of the page. A panel or rule that touches the
/// trim edge goes on to the bleed. A ruling is rules a `step` apart, each as thick as `thickness`,
/// the first a step below its top: to write on. Without x and width it is as wide as the text.
struct DecorationSpec {
  std::string name;
  PageKindSet pages;
  DecorationKind kind{};
  LengthSpec x, y, width, height;
  LengthSpec step, thickness;  ///< kRuling
  bool on_text = false;        ///< kRuling: x and width are those of the text area.
  std::string color;           ///< Name or #RRGGBB.
  std::string path;  ///< SVG path data (M L H V C Q Z, both cases), checked by the reader.
  /// kPath: the path's own coordinate box, scaled to width × height.
  std::int64_t view_width = 0, view_height = 0;
  SourceSpan span;
};

enum class PartKind : std::uint8_t { kCover, kBody, kReferences };

/// <part>: parts in order. `title`, `page` and so on come with later parts.
struct PartSpec {
  PartKind kind{};
  bool own_page = true;  ///< Starts a new page.
  SourceSpan span;
};

/// <edition>: a named overlay in the same grammar; already merged into the LayoutSpec for the
/// edition asked for. This is only its name and description, for `layouts`.
struct EditionInfo {
  std::string name;
  std::string title;
};

/// The name and description of a <press>, for `layouts`.
struct PressInfo {
  std::string name;
  std::string title;
};

/// How it looks: one layout for one edition, parents and overlay merged.
struct LayoutSpec {
  std::vector<std::shared_ptr<const SourceFile>> files;  ///< Own file first, then its parents'.
  std::string name, title, edition;
  std::vector<EditionInfo> editions;  ///< The first is the default.
  std::vector<ColorSpec> colors;
  PageSpec page;
  FitSpec fit;
  /// In order of rank among equals: the parents' rules first, own ones, then the parents' edition
  /// and the own edition. No property is declared twice under one selector.
  std::vector<StyleRule> rules;
  std::vector<RunningSpec> running;
  std::vector<DecorationSpec> decorations;
  std::vector<PartSpec> parts;
  std::vector<PressSpec> presses;

  /// The declared colour, or null.
  [[nodiscard]] const ColorSpec* find_color(std::string_view name) const;
  /// The press of that name, or null.
  [[nodiscard]] const PressSpec* find_press(std::string_view name) const;
  /// What a colour in a declaration or decoration stands for: a declared name or #RRGGBB. None for
  /// "none" (the reader has reported every other unknown name).
  [[nodiscard]] std::optional<Color> resolve_color(std::string_view word) const;
};

/// The colour of "#RRGGBB", in either case of letters; none where the form is another.
[[nodiscard]] std::optional<Color> parse_hex_color(std::string_view text);

}  // namespace bifolium

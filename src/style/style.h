#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/length.h"
#include "core/source.h"
#include "read/font_catalogue.h"
#include "read/layout_spec.h"

namespace bifolium {

using TextStyleId = Id<struct TextStyleTag>;
using ParagraphId = Id<struct ParagraphTag>;
using InlineId = Id<struct InlineTag>;  ///< Within one Paragraph.

/// Structure types of ISO 32000-1, 14.8.4, and our own names that the role map maps to them.
enum class StructType : std::uint8_t {
  kNone,  ///< No element of its own: the content belongs to the parent's.
  kDocument,
  kPart,
  kSect,
  kDiv,
  kP,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kL,
  kLI,
  kLbl,
  kLBody,
  kBlockQuote,
  kQuote,
  kSpan,
  kLink,
  kReference,
  kBibEntry,
  kStrong,
  kEm,
  kCallout,  ///< Mapped to Span, Span, Div.
};

/// The value of /ListNumbering (ISO 32000-1, table 347).
enum class ListNumbering : std::uint8_t {
  kNone,
  kDisc,
  kCircle,
  kSquare,
  kDecimal,
  kUpperRoman,
  kLowerRoman,
  kUpperAlpha,
  kLowerAlpha,
};

/// An OpenType feature setting.
struct FontFeature {
  std::uint32_t tag = 0;  ///< Big-endian, as HB_TAG.
  std::uint32_t value = 1;
  friend auto operator<=>(const FontFeature&, const FontFeature&) = default;
};

/// How characters look. Everything resolved; unique in StyledDocument::text_styles.
struct TextStyle {
  std::string family;
  int weight = 400;
  Slope slope = Slope::kUpright;
  Length size;
  Color color;
  std::vector<FontFeature> features;  ///< Sorted by tag, each once.
  Length baseline_shift;              ///< Upwards.
  Length letter_spacing;              ///< Added after each cluster.
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// An inline element, or the paragraph itself (index 0): a range of the paragraph's text. In
/// document order, parents before children; ranges nest properly. May be empty only for anchors.
struct Inline {
  InlineId parent;                   ///< None for the paragraph itself.
  std::uint32_t begin = 0, end = 0;  ///< UTF-16 code units of Paragraph::text.
  StructType structure = StructType::kNone;
  TextStyleId text_style;
  std::string language;     ///< BCP 47; never empty.
  std::string expansion;    ///< /E of an abbreviation.
  std::string href;         ///< Web, mail or phone address of a link.
  std::string target;       ///< Name of the destination of an internal link.
  std::string description;  ///< /Contents of the link, in the document's language.
  bool isolate = false;     ///< A bidi isolate around it (UAX #9, 2.4.2).
  bool protect = false;     ///< May never split over two lines.
  bool address = false;     ///< A web address: breaks before its marks, no hyphen.
  SourceSpan span;
};

enum class Align : std::uint8_t { kStart, kEnd, kCenter, kJustify };

/// A page number inside running text: `begin`…`end` of the paragraph's text hold its digits and are
/// set again when pages are known.
struct PageField {
  std::uint32_t begin = 0, end = 0;
  std::string target;  ///< The destination whose page it names.
};

/// A value inside running text: `begin`…`end` of the paragraph's text, never empty, hold the text
/// of StyledDocument::values[value], and nothing else of the paragraph depends on it, so that
/// another job's value can be put in its place (style/replace_text.h).
struct ValueField {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t value = 0;
  friend bool operator==(const ValueField&, const ValueField&) = default;
};

/// One paragraph, all its inline elements together.
struct Paragraph {
  /// U+2028 stands for a forced break (<br/>).
  std::u16string text;
  IdVector<InlineTag, Inline> inlines;  ///< [0] is the paragraph itself.
  std::vector<PageField> fields;
  std::vector<ValueField> values;  ///< In the order of the text.
  bool right_to_left = false;      ///< The paragraph's embedding level.
  Align align = Align::kStart;
  bool hyphenate = false;
  bool variants = true;  ///< May be set a line tighter or looser.
  Length leading;
  Length indent;                ///< Of the first line.
  int widows = 2, orphans = 2;  ///< Least number of lines after and before a page break.
  SourceSpan span;

  [[nodiscard]] const Inline& root() const { return inlines[InlineId{0}]; }
};

enum class BreakBefore : std::uint8_t { kNo, kPage, kRecto };
enum class VerticalAlign : std::uint8_t { kStart, kCenter, kEnd };

/// The box around a block. Nothing is inherited; all lengths are final.
struct BlockStyle {
  Length space_before, space_after;  ///< Collapse to the larger of neighbours.
  Length indent_start, indent_end;   ///< From the parent's content edge to the border edge.
  Length padding_block, padding_inline;
  std::optional<Color> background;
  Length bar;  ///< Width of a bar at the start edge, inside the border edge.
  Color bar_color;
  Length rule_above, rule_below;
  Color rule_color;
  Length border;
  Color border_color;
  Length min_height;  ///< Of the border box.
  VerticalAlign vertical_align = VerticalAlign::kStart;
  Length hang;      ///< Gutter at the start edge in which a child label hangs.
  int columns = 1;  ///< > 1: children in balanced columns.
  Length column_gap;
  bool keep_with_next = false, keep_together = false;
  BreakBefore break_before = BreakBefore::kNo;
};

/// A node of the block tree: either a box of children or one paragraph.
struct Block {
  BlockId parent, first_child, next_sibling;
  SourceSpan span;
  StructType structure = StructType::kNone;
  ListNumbering numbering = ListNumbering::kNone;  ///< For kL.
  std::string language;                            ///< BCP 47; never empty.
  std::string destination;                         ///< xml:id: a named destination; or empty.
  int outline_level = 0;       ///< 1… : stands in the bookmarks, by the text of its paragraph.
  bool section_title = false;  ///< What the section-title field shows from here on.
  BlockStyle style;
  ParagraphId paragraph;            ///< Leaf blocks only.
  bool list_intro = false;          ///< Introduces the list after it: kept with its first item.
  bool keep_with_previous = false;  ///< An emergency box: kept with the end of the list before it.
  bool hung_label = false;  ///< Hangs in the parent's `hang`, on the first line of what follows.
  Length label_width;       ///< hung_label: width of the gutter for it.
};

/// The resolved page. All pages have one size and one measure.
struct PageGeometry {
  Size trim;
  Length bleed;
  bool facing = false;
  Length inner, outer, top, bottom;
  int columns = 1;
  Length column_gap;
  FoldKind fold = FoldKind::kNone;
  std::vector<Length> panels;  ///< Widths on the outer side, from the left.
  [[nodiscard]] Length text_width() const { return trim.width - inner - outer; }
  [[nodiscard]] Length measure() const {  ///< Of one column.
    return Length::from_units((text_width() - column_gap * (columns - 1)).units() / columns);
  }
  [[nodiscard]] Length depth() const { return trim.height - top - bottom; }
};

/// A running head or foot: a template, set for each page by pages/furniture.
struct RunningText {
  PageKindSet pages;
  RunningEdge edge{};
  RunningPlace place{};
  Length baseline;  ///< From the top of the page, for heads and feet alike.
  TextStyleId text_style;
  std::vector<RunningPiece> pieces;  ///< Meta fields already turned into kText.
  std::string language;
  SourceSpan span;
};

/// A mark on the page itself, resolved to lengths from the trim's top left.
struct Decoration {
  PageKindSet pages;
  DecorationKind kind{};
  Rect box;
  bool on_text = false;  ///< From side to side of the text area, wherever the page has it.
  Color color;
  std::string path;
  std::int64_t view_width = 0, view_height = 0;
};

/// A part: its blocks and where it starts.
struct Part {
  PartKind kind{};
  BlockId root;
  bool own_page = true;
};

/// What metadata says (Info, XMP, catalogue).
struct DocumentInfo {
  std::string title, language, author, subject, keywords;
  std::string issued;  ///< ISO 8601 date, or empty.
  bool right_to_left = false;
};

/// A value that the content declares, as this job has it.
struct StyledValue {
  std::u16string text;  ///< As printed; empty where it is neither given nor has a default.
  /// It also stands where no ValueField leads: in a running head, the title or subject in the
  /// metadata, or the description of a link. A job that changes it must be styled anew. (Bookmarks
  /// and running section titles are taken from the paragraphs, after styling.)
  bool beyond_paragraphs = false;
};

/// The program's words for the line beside a printed sheet.
struct SlugWords {
  std::string job;       ///< What the leaflet is known by: its reference number, or its title.
  std::string version;   ///< "Version 2.1", or empty.
  std::string sheet_of;  ///< "Sheet {sheet} of {sheets}"
  std::string front, back;
};

/// Everything about the document but where its pieces stand.
struct StyledDocument {
  IdVector<struct BlockTag, Block> blocks;
  IdVector<ParagraphTag, Paragraph> paragraphs;
  IdVector<TextStyleTag, TextStyle> text_styles;
  TextStyleId base_text_style;  ///< Of the leaflet itself: body text.
  Length base_leading;
  std::vector<Part> parts;
  PageGeometry page;
  std::vector<RunningText> running;
  std::vector<Decoration> decorations;
  std::optional<Color> ground;     ///< Of whole pages, also of those that stand on sheets alone.
  std::vector<ColorSpec> mixes;    ///< The layout's colours that say how a press mixes them.
  std::optional<PressSpec> press;  ///< What the request asks for beside the reading copy.
  DocumentInfo info;
  std::vector<StyledValue> values;  ///< By ValueTable::declarations.
  std::vector<bool> conditions;     ///< Outcomes, by ContentTree::conditions.
  /// The program's words for running fields: "{page} of {pages}".
  std::string page_of_pattern;
  std::string notes_word;  ///< Over pages to write on.
  SlugWords slug;
  TextStyleId mark_style;  ///< Of slug lines and labels; none where there are none.
};

}  // namespace bifolium

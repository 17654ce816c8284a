#include "style/resolve_styles.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "style/block_builder.h"
#include "style/cascade.h"
#include "style/part_builder.h"
#include "style/references.h"
#include "style/style_context.h"
#include "style/words_in.h"

namespace bifolium {
namespace {

constexpr Length kMarkSize = Length::millipoints(6'500);  ///< For a printer's eye alone.

/// Lengths of the page itself: em and % have nothing to refer to there and were refused.
Length absolute(const LengthSpec& length) {
  const std::int64_t n = length.thousandths;
  switch (length.unit) {
    case LengthUnit::kMm:
      return Length::micrometers(n);
    case LengthUnit::kCm:
      return Length::micrometers(n * 10);
    case LengthUnit::kIn:
      return Length::milliinches(n);
    default:
      return Length::millipoints(n);
  }
}

Length against(const LengthSpec& length, Length whole) {
  if (length.unit == LengthUnit::kPercent) return whole.scaled({length.thousandths, 100'000});
  return absolute(length);
}

/// The element of meta that a field prints; kMeta for a field that prints none.
Element meta_field(const StyleContext& context, FieldKind kind) {
  switch (kind) {
    case FieldKind::kTitle:
      return Element::kTitle;
    case FieldKind::kShortTitle:
      return context.tree.meta(Element::kShortTitle) ? Element::kShortTitle : Element::kTitle;
    case FieldKind::kSubtitle:
      return Element::kSubtitle;
    case FieldKind::kPublisher:
      return Element::kPublisher;
    case FieldKind::kReferenceNumber:
      return Element::kReferenceNumber;
    case FieldKind::kVersion:
      return Element::kVersion;
    case FieldKind::kIssued:
      return Element::kIssued;
    case FieldKind::kReview:
      return Element::kReview;
    case FieldKind::kDepartment:
      return Element::kDepartment;
    case FieldKind::kAuthor:
      return Element::kAuthor;
    default:
      return Element::kMeta;
  }
}

/// Fills a field of meta with its text, and lets what is found in it point to where it is said.
void fill_from_meta(const StyleContext& context, RunningPiece& piece) {
  const Element field = meta_field(context, piece.kind);
  const NodeId node = field == Element::kMeta ? NodeId() : context.tree.meta(field);
  piece.kind = FieldKind::kText;
  if (!node) return;
  // The number alone: a running text that wants the version names it too.
  piece.text = field == Element::kReferenceNumber ? text_beyond_paragraphs(context, node)
                                                  : meta_text(context, field);
  piece.span = context.tree.nodes[node].span;
}

bool is_filled_by_page(FieldKind kind) {
  return kind == FieldKind::kText || kind == FieldKind::kPage || kind == FieldKind::kPages ||
         kind == FieldKind::kPageOf || kind == FieldKind::kSectionTitle ||
         kind == FieldKind::kNotes;
}

/// Adds the rules of a ruling that fill its box. They stay on the page: a rule at its edge would be
/// a bar in the bleed.
void rule_area(Length step, Length thickness, Decoration rule, StyledDocument& document) {
  const Length bottom = min(rule.box.bottom(), document.page.trim.height - thickness * 2);
  rule.kind = DecorationKind::kRule;
  rule.box.height = thickness;
  for (rule.box.y += step; rule.box.y <= bottom && step > Length(); rule.box.y += step) {
    document.decorations.push_back(rule);
  }
}

void resolve_running(StyleContext& context, const LayoutSpec& layout) {
  for (const RunningSpec& spec : layout.running) {
    RunningText running;
    running.pages = spec.pages;
    running.edge = spec.edge;
    running.place = spec.place;
    const Length from_edge = absolute(spec.baseline);
    running.baseline =
        spec.edge == RunningEdge::kHead ? from_edge : context.document.page.trim.height - from_edge;
    const Computed& computed = context.cascade.push({"running", nullptr, spec.style});
    running.text_style = context.intern(computed.text);
    context.cascade.pop();
    running.language = context.document.info.language;
    running.span = spec.span;
    for (const RunningPiece& piece : spec.pieces) {
      RunningPiece resolved = piece;
      if (!is_filled_by_page(piece.kind)) fill_from_meta(context, resolved);
      running.pieces.push_back(std::move(resolved));
    }
    context.document.running.push_back(std::move(running));
  }
}

/// The page's own background is a panel below all others, on pages of every kind.
void resolve_background(StyleContext& context, const LayoutSpec& layout) {
  if (layout.page.background == "none") return;
  Decoration ground;
  for (const PageKind kind :
       {PageKind::kCover, PageKind::kFirst, PageKind::kRecto, PageKind::kVerso, PageKind::kBlank,
        PageKind::kNotes, PageKind::kFront, PageKind::kFlap, PageKind::kInside, PageKind::kBack}) {
    ground.pages.add(kind);
  }
  ground.kind = DecorationKind::kPanel;
  const Size page = context.document.page.trim;
  ground.box = {Length(), Length(), page.width, page.height};
  ground.color = context.cascade.color(layout.page.background);
  context.document.ground = ground.color;
  context.document.decorations.push_back(std::move(ground));
}

void resolve_decorations(StyleContext& context, const LayoutSpec& layout) {
  const Size page = context.document.page.trim;
  for (const DecorationSpec& spec : layout.decorations) {
    Decoration decoration;
    decoration.pages = spec.pages;
    decoration.kind = spec.kind;
    decoration.box = {against(spec.x, page.width), against(spec.y, page.height),
                      against(spec.width, page.width), against(spec.height, page.height)};
    decoration.on_text = spec.on_text;
    decoration.color = context.cascade.color(spec.color);
    decoration.path = spec.path;
    decoration.view_width = spec.view_width;
    decoration.view_height = spec.view_height;
    if (spec.kind == DecorationKind::kRuling) {
      rule_area(absolute(spec.step), absolute(spec.thickness), decoration, context.document);
    } else {
      context.document.decorations.push_back(std::move(decoration));
    }
  }
}

/// What stands beside printed sheets.
void describe_slug(StyleContext& context) {
  const auto word = [&](const char* name) { return *context.words.find(name); };
  const auto meta = [&](Element field) {
    const NodeId node = context.tree.meta(field);
    return node ? text_beyond_paragraphs(context, node) : std::string();
  };
  SlugWords& slug = context.document.slug;
  slug.job = meta(Element::kReferenceNumber);
  if (slug.job.empty()) slug.job = context.document.info.title;
  slug.version = meta(Element::kVersion);
  if (!slug.version.empty()) slug.version = word("version") + " " + slug.version;
  slug.sheet_of = word("sheet-of");
  slug.front = word("sheet-front");
  slug.back = word("sheet-back");
}

/// Fills document.info, which has the language already.
void describe(StyleContext& context) {
  const ContentTree& content = context.tree;
  const auto meta = [&](Element field) {
    const NodeId node = content.meta(field);
    return node ? text_beyond_paragraphs(context, node) : std::string();
  };
  DocumentInfo& info = context.document.info;
  info.title = meta(Element::kTitle);
  info.subject = meta(Element::kSubtitle);
  info.author = meta(Element::kAuthor);
  if (info.author.empty()) info.author = meta(Element::kPublisher);
  info.keywords = meta(Element::kKeywords);
  info.issued = meta(Element::kIssued);
  describe_slug(context);
  const std::string* direction = content.attribute(content.root(), Attribute::kDir);
  info.right_to_left = direction != nullptr ? *direction == "rtl" : is_right_to_left(info.language);
}

/// Every internal link leads to a block. What stands for the whole leaflet is its first one.
void check_targets(StyleContext& context) {
  StyledDocument& document = context.document;
  const std::string* own = context.tree.attribute(context.tree.root(), Attribute::kXmlId);
  if (own != nullptr && !document.parts.empty()) {
    document.blocks[document.parts.front().root].destination = *own;
  }
  std::set<std::string_view> destinations;
  for (const Block& block : document.blocks) destinations.insert(block.destination);
  for (const Paragraph& paragraph : document.paragraphs) {
    for (const Inline& in : paragraph.inlines) {
      if (in.target.empty() || destinations.contains(in.target)) continue;
      context.diagnostics.report(DiagnosticCode::kXrefToUnprinted, in.span, {in.target});
    }
  }
}

}  // namespace

PageGeometry page_geometry(const PageSpec& page) {
  PageGeometry geometry;
  geometry.trim = {absolute(page.width), absolute(page.height)};
  geometry.bleed = absolute(page.bleed);
  geometry.facing = page.facing;
  geometry.inner = absolute(page.inner);
  geometry.outer = absolute(page.outer);
  geometry.top = absolute(page.top);
  geometry.bottom = absolute(page.bottom);
  geometry.columns = page.columns;
  geometry.column_gap = absolute(page.column_gap);
  geometry.fold = page.fold;
  for (const LengthSpec& panel : page.panels) geometry.panels.push_back(absolute(panel));
  return geometry;
}

void ask_for_press(const PressSpec& press, StyledDocument& document) {
  document.press = press;
  if (press.marks.slug) add_mark_style(document);
}

void add_mark_style(StyledDocument& document) {
  TextStyle style = document.text_styles[document.base_text_style];
  style.size = kMarkSize;
  style.color = {};
  document.mark_style = document.text_styles.add(style);
}

StyledDocument resolve_styles(const ContentTree& content, const LayoutSpec& layout,
                              const Words& words, const FontLibrary& fonts,
                              const ResolvedValues& values, StyleWorkspace& workspace,
                              Diagnostics& diagnostics) {
  StyledDocument document;
  document.info.language = language_of(content, content.root(), "en");
  for (const std::u16string& text : values.texts) document.values.push_back({text, false});
  document.conditions = values.conditions;
  document.page = page_geometry(layout.page);
  std::ranges::copy_if(layout.colors, std::back_inserter(document.mixes),
                       [](const ColorSpec& color) { return color.mix.has_value(); });
  document.page_of_pattern = *words.find("page-of");
  document.notes_word = *words.find("notes");
  const ReferenceOrder references = order_references(content, values, diagnostics);
  Cascade cascade(layout, document.page.measure(), diagnostics);
  StyleContext context{content,
                       words,
                       fonts,
                       references,
                       cascade,
                       document,
                       workspace.formats(document.info.language),
                       values,
                       diagnostics};
  describe(context);
  cascade.push({"leaflet", &content[content.root()], {}});
  document.base_text_style = context.intern(cascade.top().text);
  document.base_leading = cascade.top().leading;
  BlockBuilder blocks(context, document.info.language);
  build_parts(blocks, layout);
  check_targets(context);
  resolve_running(context, layout);
  resolve_background(context, layout);
  resolve_decorations(context, layout);
  return document;
}

}  // namespace bifolium

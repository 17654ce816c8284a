#include "lines/cut.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bifolium {
namespace {

/// A script as GlyphRun has it: its ISO 15924 tag, the first letter highest.
constexpr std::uint32_t script_tag(const char (&tag)[5]) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = (value << 8) | static_cast<unsigned char>(tag[i]);
  return value;
}

/// Scripts whose letters join, and keep the joining form where a word is hyphenated (Uyghur).
bool is_joining_script(std::uint32_t script) {
  constexpr std::array<std::uint32_t, 8> kJoining = {
      script_tag("Arab"), script_tag("Syrc"), script_tag("Mong"), script_tag("Nkoo"),
      script_tag("Mand"), script_tag("Phag"), script_tag("Adlm"), script_tag("Rohg")};
  return std::find(kJoining.begin(), kJoining.end(), script) != kJoining.end();
}

bool is_safe(const ParagraphMeasure& text, std::uint32_t glyph, std::uint32_t position) {
  const auto& glyphs = text.shaped.glyphs;
  return glyph >= glyphs.size() ||
         (glyphs[glyph].cluster == position && !glyphs[glyph].unsafe_to_break);
}

/// Most clusters that are shaped anew on a side of a cut. Safe places are far closer in real text;
/// without a bound, a long stretch that has none would cost its square. Lost: beyond this many
/// clusters from a cut, widths are those of the uncut text.
constexpr int kMostReshaped = 48;

/// The last safe cluster start before `position` in the run, but not before `least`.
std::uint32_t safe_start(const ParagraphMeasure& text, const GlyphRun& run, std::uint32_t least,
                         std::uint32_t position) {
  const auto& glyphs = text.shaped.glyphs;
  std::uint32_t glyph = text.glyph_at(position);
  for (int clusters = 1; glyph > run.glyph_begin; ++clusters) {
    --glyph;
    while (glyph > run.glyph_begin && glyphs[glyph - 1].cluster == glyphs[glyph].cluster) --glyph;
    const std::uint32_t cluster = glyphs[glyph].cluster;
    if (cluster <= least) return std::max(least, run.text_begin);
    if (!glyphs[glyph].unsafe_to_break || clusters == kMostReshaped) return cluster;
  }
  return std::max(least, run.text_begin);
}

CutGlyphs shape_cut(const ParagraphMeasure& text, std::size_t run, std::uint32_t begin,
                    std::uint32_t position, BreakSource source, CutContext context,
                    ShapeWorkspace& workspace) {
  std::u16string suffix;
  std::uint32_t end = position;
  if (adds_hyphen(source)) {
    suffix.push_back(hyphen_of(text, run));
    // The soft hyphen itself makes way for the hyphen that it asks for.
    if (source == BreakSource::kSoftHyphen) --end;
    if (is_joining_script(text.shaped.runs[run].script)) context = CutContext::kNone;
  }
  CutGlyphs cut;
  cut.run = run;
  cut.text_begin = begin;
  cut.text_end = position;
  cut.glyph_begin = text.glyph_at(begin);
  cut.glyph_end = text.glyph_at(position);
  cut.glyphs = shape_range(text.paragraph, text.shaped, static_cast<std::uint32_t>(run), begin, end,
                           suffix, context, text.styles, text.fonts, workspace);
  cut.hyphen_added = !suffix.empty();
  cut.width = text.width(run, cut.glyphs);
  return cut;
}

/// Widths of the items that lie wholly or in part between two glyphs, and the glyphs of those
/// items.
struct Span {
  std::uint32_t glyph_begin = 0, glyph_end = 0;
  Length width;
};

/// Walks from the break's item over the items that `cut` reaches into.
Span items_before(const ItemList& items, std::uint32_t item, std::uint32_t glyph_begin) {
  Span span;
  span.glyph_begin = span.glyph_end = items.items()[item - 1].glyph_end;
  while (item > 0 && span.glyph_begin > glyph_begin) {
    const Item& before = items.items()[--item];
    if (before.kind == ItemKind::kPenalty) continue;
    span.glyph_begin = before.glyph_begin;
    span.width += before.width;
  }
  return span;
}

Span items_after(const ItemList& items, std::uint32_t item, std::uint32_t glyph_end) {
  Span span;
  bool first = true;
  while (++item < items.items().size() && (first || span.glyph_end < glyph_end)) {
    const Item& after = items.items()[item];
    if (after.kind == ItemKind::kPenalty || after.glyph_begin == after.glyph_end) continue;
    if (first && after.kind == ItemKind::kGlue) continue;  // Discarded with the break.
    if (first) span.glyph_begin = after.glyph_begin;
    first = false;
    span.glyph_end = after.glyph_end;
    span.width += after.width;
  }
  return span;
}

}  // namespace

char16_t hyphen_of(const ParagraphMeasure& text, std::size_t run) {
  const GlyphRun& glyph_run = text.shaped.runs[run];
  const Face* face = glyph_run.face.valid() ? text.fonts.face(glyph_run.face) : nullptr;
  if (face == nullptr) return 0;
  if (glyph_run.script == static_cast<std::uint32_t>(HB_SCRIPT_ARMENIAN) && face->covers(0x058A)) {
    return 0x058A;
  }
  if (face->covers(0x2010)) return 0x2010;
  return face->covers(u'-') ? u'-' : u'\0';
}

std::optional<CutGlyphs> shape_before_cut(const ParagraphMeasure& text, std::uint32_t line_begin,
                                          std::uint32_t position, BreakSource source,
                                          ShapeWorkspace& workspace) {
  const std::size_t run = text.run_of_text(position - 1);
  const GlyphRun& glyph_run = text.shaped.runs[run];
  const bool inside = position < glyph_run.text_end;
  if (!adds_hyphen(source) && (!inside || is_safe(text, text.glyph_at(position), position))) {
    return std::nullopt;
  }
  // A hyphen may kern with the letter before it, so at least that letter is shaped with it.
  const std::uint32_t last = source == BreakSource::kSoftHyphen ? position - 1 : position;
  const std::uint32_t begin = safe_start(text, glyph_run, line_begin, last);
  return shape_cut(text, run, begin, position, source, CutContext::kEnd, workspace);
}

std::optional<CutGlyphs> shape_after_cut(const ParagraphMeasure& text, std::uint32_t position,
                                         ShapeWorkspace& workspace) {
  if (position >= text.paragraph.text.size()) return std::nullopt;
  const std::size_t run = text.run_of_text(position);
  const GlyphRun& glyph_run = text.shaped.runs[run];
  std::uint32_t glyph = text.glyph_at(position);
  if (position == glyph_run.text_begin || is_safe(text, glyph, position)) return std::nullopt;
  const auto& glyphs = text.shaped.glyphs;
  const auto ends_here = [&](std::uint32_t g) {
    return g >= glyph_run.glyph_end || (glyphs[g].cluster > position && !glyphs[g].unsafe_to_break);
  };
  const std::uint32_t most = glyph + kMostReshaped;
  while (!ends_here(glyph) &&
         (glyph < most || glyphs[glyph].cluster == glyphs[glyph - 1].cluster)) {
    ++glyph;
  }
  const std::uint32_t end =
      glyph >= glyph_run.glyph_end ? glyph_run.text_end : glyphs[glyph].cluster;
  return shape_cut(text, run, position, end, BreakSource::kNone, CutContext::kStart, workspace);
}

CutGlyphs shape_between_cuts(const ParagraphMeasure& text, std::uint32_t begin,
                             std::uint32_t position, BreakSource source,
                             ShapeWorkspace& workspace) {
  const std::size_t run = text.run_of_text(position - 1);
  return shape_cut(text, run, begin, position, source, CutContext::kBoth, workspace);
}

void measure_cuts(const ParagraphMeasure& text, ItemList& items, ShapeWorkspace& workspace) {
  const std::vector<Item>& list = items.items();
  const std::vector<Glyph>& glyphs = text.shaped.glyphs;
  for (std::size_t b = 0; b + 1 < items.breaks().size(); ++b) {
    const BreakPoint& point = items.breaks()[b];
    std::uint32_t next = point.item + 1;
    while (next < list.size() && list[next].kind == ItemKind::kGlue) ++next;
    const std::uint32_t glyph =
        next < list.size() ? list[next].glyph_begin : static_cast<std::uint32_t>(glyphs.size());
    if (!adds_hyphen(point.source) && is_safe(text, glyph, point.text_end)) continue;
    Length pre, post;
    // A space stays with the line that it ends, so there the line's end keeps its neighbour.
    if (point.text_begin == point.text_end && point.item > 0) {
      const auto before = shape_before_cut(text, 0, point.text_begin, point.source, workspace);
      if (before) {
        const Span span = items_before(items, point.item, before->glyph_begin);
        pre = text.width(span.glyph_begin, before->glyph_begin) + before->width - span.width;
      }
    }
    const auto after = shape_after_cut(text, point.text_end, workspace);
    if (after) {
      const Span span = items_after(items, point.item, after->glyph_end);
      post = after->width + text.width(after->glyph_end, span.glyph_end) - span.width;
    }
    items.set_cut_widths(b, pre, post);
  }
}

}  // namespace bifolium

#include "typeset/dump.h"

#include "core/color_text.h"
#include "core/decimal.h"
#include "core/json_text.h"
#include "core/unicode.h"
#include "style/resolve_styles.h"
#include "tags/build_struct_tree.h"

namespace bifolium {
namespace {

/// Text that grows line by line, indented by depth.
class Writer {
 public:
  Writer& line(int depth) {
    if (!out_.empty()) out_.push_back('\n');
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    return *this;
  }
  Writer& word(std::string_view text) {
    if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') out_.push_back(' ');
    out_ += text;
    return *this;
  }
  Writer& quoted(std::string_view text) {
    word("");
    append_json_string(out_, text);
    return *this;
  }
  Writer& value(std::string_view name, std::string_view text) {
    word(name);
    out_ += '=';
    append_json_string(out_, text);
    return *this;
  }
  Writer& value(std::string_view name, std::int64_t number) {
    word(name);
    out_ += '=';
    append_integer(out_, number);
    return *this;
  }
  Writer& points(std::string_view name, Length length) {
    word(name);
    out_ += '=';
    append_points(out_, length, kTextPlaces);
    return *this;
  }
  /// Only where it isn't zero, so that a dump shows what a style sets.
  Writer& points_set(std::string_view name, Length length) {
    return length == Length() ? *this : points(name, length);
  }
  Writer& color(std::string_view name, Color c) {
    word(name);
    out_ += "=" + color_text(c);
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_) + "\n"; }

 private:
  std::string out_;
};

void dump_node(const ContentTree& tree, NodeId id, int depth, Writer& out) {
  const ContentNode& node = tree[id];
  out.line(depth);
  if (node.element == Element::kText) {
    out.quoted(node.text);
    return;
  }
  out.word(element_name(node.element));
  out.word(integer_text(node.span.line) + ":" + integer_text(node.span.column));
  for (const ContentAttribute& a : node.attributes) out.value(attribute_name(a.name), a.value);
  for (NodeId child = node.first_child; child; child = tree[child].next_sibling) {
    dump_node(tree, child, depth + 1, out);
  }
}

void dump_text_style(const TextStyle& style, Writer& out) {
  out.value("family", style.family).value("weight", style.weight).points("size", style.size);
  out.color("color", style.color);
  if (style.slope == Slope::kItalic) out.word("italic");
  out.points_set("shift", style.baseline_shift).points_set("spacing", style.letter_spacing);
  for (const FontFeature& f : style.features) {
    std::string tag;
    for (int shift = 24; shift >= 0; shift -= 8) {
      tag.push_back(static_cast<char>((f.tag >> shift) & 0xFF));
    }
    out.value(tag, static_cast<std::int64_t>(f.value));
  }
}

void dump_block_style(const BlockStyle& s, Writer& out) {
  out.points_set("before", s.space_before).points_set("after", s.space_after);
  out.points_set("start", s.indent_start).points_set("end", s.indent_end);
  out.points_set("padding-block", s.padding_block).points_set("padding-inline", s.padding_inline);
  if (s.background) out.color("background", *s.background);
  if (s.bar > Length()) out.points("bar", s.bar).color("bar-color", s.bar_color);
  out.points_set("rule-above", s.rule_above).points_set("rule-below", s.rule_below);
  out.points_set("border", s.border).points_set("min-height", s.min_height);
  out.points_set("hang", s.hang);
  if (s.columns > 1) out.value("columns", s.columns).points("gap", s.column_gap);
  if (s.keep_with_next) out.word("keep-with-next");
  if (s.keep_together) out.word("keep-together");
  if (s.break_before != BreakBefore::kNo) out.word("break-before");
}

void dump_block(const StyledDocument& document, BlockId id, int depth, Writer& out) {
  const Block& block = document.blocks[id];
  out.line(depth).word("block").word(integer_text(id.index()));
  out.word(struct_type_name(block.structure));
  if (!block.destination.empty()) out.value("id", block.destination);
  if (block.outline_level > 0) out.value("outline", block.outline_level);
  if (block.list_intro) out.word("list-intro");
  if (block.hung_label) out.word("label");
  dump_block_style(block.style, out);
  if (block.paragraph) {
    const Paragraph& p = document.paragraphs[block.paragraph];
    out.line(depth + 1).word("paragraph").quoted(to_utf8(p.text));
    for (const Inline& in : p.inlines) {
      out.line(depth + 2).word("inline").word(integer_text(in.begin) + ".." + integer_text(in.end));
      out.word(struct_type_name(in.structure)).value("lang", in.language);
      dump_text_style(document.text_styles[in.text_style], out);
      if (!in.href.empty()) out.value("href", in.href);
      if (!in.target.empty()) out.value("to", in.target);
    }
    for (const ValueField& field : p.values) {
      out.line(depth + 2).word("field");
      out.word(integer_text(field.begin) + ".." + integer_text(field.end));
      out.value("value", static_cast<std::int64_t>(field.value));
    }
  }
  for (BlockId child = block.first_child; child; child = document.blocks[child].next_sibling) {
    dump_block(document, child, depth + 1, out);
  }
}

std::string dump_style(const StyledDocument& document) {
  Writer out;
  const PageGeometry& page = document.page;
  out.word("page").points("width", page.trim.width).points("height", page.trim.height);
  out.points("inner", page.inner).points("outer", page.outer).points("top", page.top);
  out.points("bottom", page.bottom).points("measure", page.measure());
  for (std::size_t i = 0; i < document.values.size(); ++i) {
    const StyledValue& value = document.values[i];
    out.line(0).word("value").word(integer_text(static_cast<std::int64_t>(i)));
    out.quoted(to_utf8(value.text));
    if (value.beyond_paragraphs) out.word("beyond-paragraphs");
  }
  for (std::size_t i = 0; i < document.conditions.size(); ++i) {
    out.line(0).word("when").word(integer_text(static_cast<std::int64_t>(i)));
    out.word(document.conditions[i] ? "true" : "false");
  }
  for (const Part& part : document.parts) dump_block(document, part.root, 0, out);
  return out.take();
}

std::string dump_shape(const SetDocument& document, const FontLibrary& fonts) {
  Writer out;
  for (std::size_t i = 0; i < document.styled.paragraphs.size(); ++i) {
    const Paragraph& p = document.styled.paragraphs[ParagraphId{i}];
    const ShapedParagraph& shaped = document.text.shaped[ParagraphId{i}];
    out.line(0).word("paragraph").word(integer_text(static_cast<std::int64_t>(i)));
    for (const GlyphRun& run : shaped.runs) {
      const Face* face = fonts.face(run.face);
      out.line(1).word("run").word(integer_text(run.text_begin) + ".." +
                                   integer_text(run.text_end));
      out.word(face != nullptr ? face->postscript_name() : "missing");
      out.value("level", run.level);
      out.quoted(to_utf8(
          std::u16string_view(p.text).substr(run.text_begin, run.text_end - run.text_begin)));
      out.line(2);
      for (std::uint32_t g = run.glyph_begin; g < run.glyph_end; ++g) {
        const Glyph& glyph = shaped.glyphs[g];
        out.word(integer_text(glyph.id) + "@" + integer_text(glyph.cluster) + "+" +
                 integer_text(glyph.advance));
      }
    }
  }
  return out.take();
}

void dump_line(const Paragraph& p, const Line& line, int depth, Writer& out) {
  out.line(depth).word("line").points("width", line.width);
  if (line.hyphenated) out.word("hyphenated");
  out.quoted(to_utf8(
      std::u16string_view(p.text).substr(line.text_begin, line.text_end - line.text_begin)));
}

std::string dump_lines(const SetDocument& document) {
  Writer out;
  for (std::size_t i = 0; i < document.styled.paragraphs.size(); ++i) {
    const ParagraphId id{i};
    const Paragraph& p = document.styled.paragraphs[id];
    const ParagraphLines& lines = document.text.lines[id];
    out.line(0).word("paragraph").word(integer_text(static_cast<std::int64_t>(i)));
    for (const auto& fewer : lines.fewer) out.value("fewer-costs", fewer.extra_demerits);
    for (const auto& more : lines.more) out.value("more-costs", more.extra_demerits);
    for (const Line& line : lines.optimum.lines) dump_line(p, line, 1, out);
  }
  return out.take();
}

std::string dump_pages(const SetDocument& document) {
  Writer out;
  for (const Page& page : document.pages.pages) {
    out.line(0).word("page").word(page.folio);
    for (const PlacedFill& fill : page.fills) {
      out.line(1).word("fill").points("x", fill.box.x).points("y", fill.box.y);
      out.points("width", fill.box.width).points("height", fill.box.height);
      out.color("color", fill.color);
    }
    const auto line_of = [&](const PlacedLine& placed) {
      const LineView v = view(placed, document.styled, document.text, document.pages);
      out.points("x", placed.origin.x).points("y", placed.origin.y);
      out.quoted(to_utf8(std::u16string_view(v.paragraph.text)
                             .substr(v.line.text_begin, v.line.text_end - v.line.text_begin)));
    };
    for (const PlacedLine& placed : page.lines) {
      out.line(1).word("line");
      line_of(placed);
    }
    for (const PlacedRunning& running : page.running) {
      out.line(1).word(running.kind == ArtifactKind::kHeader ? "head" : "foot");
      line_of(running.line);
    }
  }
  return out.take();
}

void dump_element(const StructTree& tree, StructId id, int depth, Writer& out) {
  const StructElement& element = tree.elements[id];
  out.line(depth).word(struct_type_name(element.type));
  if (!element.language.empty()) out.value("lang", element.language);
  if (!element.expansion.empty()) out.value("E", element.expansion);
  if (!element.actual_text.empty()) out.value("actual-text", element.actual_text);
  for (const StructKid& kid : element.kids) {
    if (const auto* child = std::get_if<StructId>(&kid)) {
      dump_element(tree, *child, depth + 1, out);
    } else if (const auto* content = std::get_if<MarkedContentRef>(&kid)) {
      out.line(depth + 1).word("content").value("page", content->page + 1);
      out.value("mcid", content->mcid);
    } else if (const auto* annotation = std::get_if<AnnotationRef>(&kid)) {
      const LinkAnnotation& link = tree.pages[annotation->page].links[annotation->annotation];
      out.line(depth + 1).word("link").value("page", annotation->page + 1);
      out.value("quads", static_cast<std::int64_t>(link.quads.size()));
      out.value("says", link.description);
    }
  }
}

std::string unit_text(const LengthSpec& length) {
  std::string out;
  append_decimal(out, length.thousandths, 3);
  constexpr std::string_view kUnits[] = {"pt", "mm", "cm", "in", "em", "rem", "%"};
  out += kUnits[static_cast<std::size_t>(length.unit)];
  return out;
}

}  // namespace

std::string dump_content(const ContentTree& content) {
  Writer out;
  dump_node(content, content.root(), 0, out);
  return out.take();
}

std::string dump_layout(const LayoutSpec& layout) {
  Writer out;
  out.word("layout").word(layout.name).value("edition", layout.edition);
  out.line(1).word("page").word(unit_text(layout.page.width)).word(unit_text(layout.page.height));
  for (const LengthSpec& margin :
       {layout.page.inner, layout.page.outer, layout.page.top, layout.page.bottom}) {
    out.word(unit_text(margin));
  }
  if (layout.page.background != "none") out.value("background", layout.page.background);
  for (const ColorSpec& color : layout.colors) {
    out.line(1).word("color").word(color.name).color("value", color.value);
  }
  for (const StyleRule& rule : layout.rules) {
    out.line(1).word("style");
    for (const SelectorStep& step : rule.steps) {
      if (step.direct_child) out.word(">");
      std::string name = step.element;
      for (const auto& [key, value] : step.attributes) name += "[" + key + "=" + value + "]";
      out.word(name);
    }
    out.word(integer_text(rule.span.line) + ":" + integer_text(rule.span.column));
    out.value("declarations", static_cast<std::int64_t>(rule.declarations.size()));
  }
  for (const RunningSpec& running : layout.running) out.line(1).word("running").word(running.name);
  for (const DecorationSpec& d : layout.decorations) out.line(1).word("decoration").word(d.name);
  for (const PartSpec& part : layout.parts) {
    constexpr std::string_view kKinds[] = {"cover", "body", "references"};
    out.line(1).word("part").word(kKinds[static_cast<std::size_t>(part.kind)]);
  }
  out.line(1).word("fit").value("pages", page_target_text(layout.fit.pages));
  if (layout.fit.floor) out.value("floor", unit_text(*layout.fit.floor));
  for (const PressSpec& press : layout.presses) {
    constexpr std::string_view kKinds[] = {"single", "booklet", "perfect-bound",
                                           "n-up",   "cards",   "fold"};
    out.line(1).word("press").word(press.name);
    out.value("kind", kKinds[static_cast<std::size_t>(press.kind)]);
  }
  return out.take();
}

std::string dump_stage(const SetDocument& document, const FontLibrary& fonts, Stage stage) {
  switch (stage) {
    case Stage::kStyle:
      return dump_style(document.styled);
    case Stage::kShape:
      return dump_shape(document, fonts);
    case Stage::kLines:
      return dump_lines(document);
    case Stage::kPages:
      return dump_pages(document);
    case Stage::kTags: {
      Writer out;
      dump_element(document.structure, StructId{0}, 0, out);
      return out.take();
    }
    case Stage::kContent:
    case Stage::kLayout:
      break;
  }
  return {};
}

std::set<std::string> families_used(const Sources& sources, const FontLibrary& fonts,
                                    Workspace& workspace, Diagnostics& diagnostics) {
  // Which values will be given is not known; what they lack is no concern of the fonts.
  Diagnostics of_values;
  const ResolvedValues values =
      resolve_values(*sources.content, sources.values, workspace.style, of_values);
  const StyledDocument document = resolve_styles(*sources.content, *sources.layout, *sources.words,
                                                 fonts, values, workspace.style, diagnostics);
  std::set<std::string> families;
  for (const TextStyle& style : document.text_styles) families.insert(style.family);
  for (const Paragraph& paragraph : document.paragraphs) {
    const ShapedParagraph shaped =
        shape_paragraph(paragraph, document.text_styles, fonts, workspace.shape, diagnostics);
    for (const GlyphRun& run : shaped.runs) {
      if (run.face) families.insert(fonts.family_of(run.face).name);
    }
  }
  return families;
}

}  // namespace bifolium

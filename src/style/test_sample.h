#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/files.h"
#include "core/unicode.h"
#include "read/content_reader.h"
#include "read/layout_reader.h"
#include "style/resolve_styles.h"

// What the tests of this folder share: documents styled from short pieces of content and layout.
namespace bifolium::test {

inline constexpr std::string_view kTypeNames[] = {
    "-",    "Document", "Part",      "Sect",     "Div",    "P",   "H1",     "H2",         "H3",
    "H4",   "H5",       "H6",        "L",        "LI",     "Lbl", "LBody",  "BlockQuote", "Quote",
    "Span", "Link",     "Reference", "BibEntry", "Strong", "Em",  "Callout"};

inline std::string type_name(StructType type) {
  return std::string(kTypeNames[static_cast<std::size_t>(type)]);
}

/// The installed Noto Sans: bullets are scaled by its glyphs.
inline const FontLibrary& sample_fonts() {
  static const FontLibrary library = [] {
    FontCatalogue catalogue;
    catalogue.folders = {"/usr/share/fonts/truetype/noto"};
    CatalogueFamily family;
    family.name = "Noto Sans";
    family.faces.push_back({400, Slope::kUpright, "NotoSans-Regular.ttf", 0, {}});
    catalogue.families.push_back(std::move(family));
    return FontLibrary(std::move(catalogue), {});
  }();
  return library;
}

inline Words shipped_words(const std::string& language) {
  const std::string path = std::string(BIFOLIUM_SOURCE_DIR) + "/layouts/words/" + language + ".xml";
  const auto bytes = read_file(path, 1U << 20);
  EXPECT_TRUE(bytes);
  Diagnostics diagnostics;
  auto words = read_words(path, bytes ? *bytes : "", diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  return words ? std::move(*words) : Words();
}

/// One layout of a page of 100 by 100 mm with margins of 10 mm; `rules` come on top.
inline LayoutSpec sample_layout(std::string_view rules, std::string_view parts) {
  std::string xml =
      R"(<layout xmlns="urn:bifolium:layout:1" name="sample" title="A sample">)"
      R"(<color name="accent" value="#0B4F6C"/>)"
      R"(<page width="100mm" height="100mm" inner="10mm" outer="10mm" top="10mm" bottom="10mm"/>)"
      R"(<style match="leaflet" family="Noto Sans" size="10pt" leading="14pt"/>)";
  xml += rules;
  xml += parts.empty() ? std::string_view("<part kind='body'/>") : parts;
  xml += "</layout>";
  Diagnostics diagnostics;
  const auto no_parent = [](const std::string&) -> Expected<LayoutSource, Diagnostic> {
    return Unexpected{Diagnostic{}};
  };
  auto layout = read_layout({"sample.xml", xml}, no_parent, "", diagnostics);
  for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << diagnostic_text(d);
  return layout ? std::move(*layout) : LayoutSpec();
}

/// What a sample has besides its blocks.
struct SampleOptions {
  std::string language = "en";
  std::string words = "en";
  std::string attributes;  ///< Of <leaflet>.
  std::string meta;        ///< After the title.
  std::string rules;       ///< Of the layout.
  std::string parts;       ///< Of the layout; the body alone where empty.
  GivenValues values;
};

/// A leaflet of `blocks`, styled.
class StyledSample {
 public:
  explicit StyledSample(std::string_view blocks, const SampleOptions& options = {})
      : layout(sample_layout(options.rules, options.parts)), words(shipped_words(options.words)) {
    std::string xml = R"(<leaflet xmlns="urn:bifolium:content:1" xml:lang=")" + options.language +
                      "\" " + options.attributes + "><meta><title>A title</title>" + options.meta +
                      "</meta>";
    xml += blocks;
    xml += "</leaflet>";
    Diagnostics reading;
    content = read_content("x.xml", xml, reading);
    for (const Diagnostic& d : reading.all()) ADD_FAILURE() << diagnostic_text(d);
    if (!content) return;
    const ResolvedValues values = resolve_values(*content, options.values, workspace, diagnostics);
    document =
        resolve_styles(*content, layout, words, sample_fonts(), values, workspace, diagnostics);
  }

  /// The paragraph's text with its inline elements: "a <Em>b</Em>".
  [[nodiscard]] static std::string marked(const Paragraph& p) {
    std::string out;
    std::vector<InlineId> open;
    std::size_t next = 1;
    for (std::uint32_t at = 0;; ++at) {
      while (!open.empty() && p.inlines[open.back()].end <= at &&
             (next >= p.inlines.size() || p.inlines[InlineId{next}].parent != open.back() ||
              p.inlines[InlineId{next}].begin > at)) {
        out += "</" + type_name(p.inlines[open.back()].structure) + ">";
        open.pop_back();
      }
      while (next < p.inlines.size() && p.inlines[InlineId{next}].begin == at) {
        out += "<" + type_name(p.inlines[InlineId{next}].structure) + ">";
        open.push_back(InlineId{next++});
        if (p.inlines[open.back()].end == at) {
          out += "</" + type_name(p.inlines[open.back()].structure) + ">";
          open.pop_back();
        }
      }
      if (at >= p.text.size()) break;
      out += p.text[at] == 0x2028 ? "|" : to_utf8(std::u16string_view(p.text).substr(at, 1));
    }
    return out;
  }

  /// The tree below the parts, a block a line: its type, and the text of a paragraph.
  [[nodiscard]] std::string tree() const {
    std::string out;
    for (const Part& part : document.parts) {
      for_children(part.root, [&](BlockId id) { append_tree(id, 0, out); });
    }
    return out;
  }

  /// The paragraph whose text begins with `start`.
  [[nodiscard]] const Paragraph& paragraph(std::string_view start) const {
    for (const Paragraph& p : document.paragraphs) {
      if (to_utf8(p.text).starts_with(start)) return p;
    }
    ADD_FAILURE() << "no paragraph starts with " << start;
    return document.paragraphs[ParagraphId{0}];
  }
  [[nodiscard]] const Block& block(std::string_view start) const {
    for (const Block& b : document.blocks) {
      if (b.paragraph && to_utf8(document.paragraphs[b.paragraph].text).starts_with(start)) {
        return b;
      }
    }
    ADD_FAILURE() << "no block starts with " << start;
    return document.blocks[BlockId{0}];
  }
  [[nodiscard]] const Block& parent(const Block& block) const {
    return document.blocks[block.parent];
  }
  [[nodiscard]] const TextStyle& style(const Inline& in) const {
    return document.text_styles[in.text_style];
  }
  [[nodiscard]] const TextStyle& style(std::string_view start) const {
    return style(paragraph(start).root());
  }
  /// The first inline element of a type in the paragraph that begins with `start`.
  [[nodiscard]] const Inline& inline_of(std::string_view start, StructType type) const {
    const Paragraph& p = paragraph(start);
    for (const Inline& in : p.inlines) {
      if (in.structure == type) return in;
    }
    ADD_FAILURE() << "no " << type_name(type) << " in the paragraph " << start;
    return p.root();
  }
  [[nodiscard]] std::vector<int> codes() const {
    std::vector<int> out;
    for (const Diagnostic& d : diagnostics.all()) out.push_back(d.code);
    return out;
  }

  LayoutSpec layout;
  Words words;
  std::optional<ContentTree> content;
  Diagnostics diagnostics;
  StyleWorkspace workspace;
  StyledDocument document;

 private:
  template <class Visit>
  void for_children(BlockId id, const Visit& visit) const {
    for (BlockId child = document.blocks[id].first_child; child;
         child = document.blocks[child].next_sibling) {
      visit(child);
    }
  }

  void append_tree(BlockId id, int depth, std::string& out) const {
    const Block& b = document.blocks[id];
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
    out += type_name(b.structure);
    if (b.paragraph) out += " " + marked(document.paragraphs[b.paragraph]);
    out += '\n';
    for_children(id, [&](BlockId child) { append_tree(child, depth + 1, out); });
  }
};

/// The tree of `blocks` without the title that the body begins with and the trace block, which has
/// no entries, at its end.
inline std::string tree_of(std::string_view blocks, SampleOptions options = {}) {
  const std::string tree = StyledSample(blocks, options).tree();
  const std::string heading = "-\n  P Patient information\n  H1 A title\n";
  EXPECT_TRUE(tree.starts_with(heading)) << tree;
  EXPECT_TRUE(tree.ends_with("\nL\n")) << tree;
  const std::size_t ends = heading.size() + std::string_view("L\n").size();
  return tree.size() < ends ? tree : tree.substr(heading.size(), tree.size() - ends);
}

}  // namespace bifolium::test

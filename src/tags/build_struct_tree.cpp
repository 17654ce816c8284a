#include "tags/build_struct_tree.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "core/check.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

class TreeBuilder {
 public:
  TreeBuilder(const StyledDocument& document, const SetText& text, const Pages& pages)
      : document_(document), text_(text), pages_(pages) {
    StructElement root;
    root.type = StructType::kDocument;
    root.language = document.info.language;
    tree_.elements.add(std::move(root));
    tree_.pages.resize(pages.pages.size());
  }

  StructTree run() {
    for (page_ = 0; page_ < pages_.pages.size(); ++page_) {
      const Page& page = pages_.pages[page_];
      for (line_ = 0; line_ < page.lines.size(); ++line_) line(page.lines[line_]);
    }
    return std::move(tree_);
  }

 private:
  using InlineKey = std::pair<ParagraphId, InlineId>;

  [[nodiscard]] TaggedPage& tagged() { return tree_.pages[page_]; }

  StructId add(StructElement element, StructId parent) {
    element.parent = parent;
    const StructId id = tree_.elements.add(std::move(element));
    tree_.elements[parent].kids.emplace_back(id);
    return id;
  }

  /// The element of a block, or of the nearest block around it that has one; made when first met,
  /// outermost first, so that kids come in reading order.
  StructId element_of(BlockId block) {
    if (!block) return StructId{0};
    if (const auto found = by_block_.find(block); found != by_block_.end()) return found->second;
    const Block& source = document_.blocks[block];
    StructId id = element_of(source.parent);
    if (source.structure != StructType::kNone) {
      StructElement element;
      element.type = source.structure;
      element.numbering = source.numbering;
      if (source.language != language_at(id)) element.language = source.language;
      id = add(std::move(element), id);
    }
    by_block_.emplace(block, id);
    return id;
  }

  [[nodiscard]] const std::string& language_at(StructId id) const {
    while (tree_.elements[id].language.empty()) id = tree_.elements[id].parent;
    return tree_.elements[id].language;
  }

  /// The element of an inline, or of what is around it.
  StructId element_of(const Paragraph& paragraph, ParagraphId id, InlineId inline_id,
                      BlockId block) {
    const Inline& source = paragraph.inlines[inline_id];
    if (!source.parent) return element_of(block);
    const InlineKey key{id, inline_id};
    if (const auto found = by_inline_.find(key); found != by_inline_.end()) return found->second;
    const StructId parent = element_of(paragraph, id, source.parent, block);
    StructId element_id = parent;
    if (source.structure != StructType::kNone) {
      StructElement element;
      element.type = source.structure;
      element.expansion = source.expansion;
      if (source.language != language_at(parent)) element.language = source.language;
      element_id = add(std::move(element), parent);
    }
    by_inline_.emplace(key, element_id);
    return element_id;
  }

  void line(const PlacedLine& placed) {
    const LineView v = view(placed, document_, text_, pages_);
    const LineSetting& setting = setting_of(v.lines, placed.choice);
    const auto count = static_cast<std::uint32_t>(v.line.pieces.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      const LinePiece& piece = v.line.pieces[i];
      const InlineId inline_id = v.shaped.runs.at(piece.run).inline_id;
      StructId element = element_of(v.paragraph, placed.paragraph, inline_id, placed.block);
      link(placed, v, piece, inline_id);
      const Stretch word = parted_word(v, setting, placed.line, piece);
      if (word.begin == word.end) {
        mark(element, i, {});
        continue;
      }
      const std::string whole = text_of(v, word);
      element = word_element(placed.paragraph, word, whole, element);
      mark(element, i, may_replace_text(v, piece, word) ? whole : std::string());
    }
  }

  /// Adds piece `i` of the present line to the sequence of `element`: the one before, if it is the
  /// same element's, else a new one.
  void mark(StructId element, std::uint32_t i, const std::string& actual_text) {
    std::vector<TaggedSequence>& sequences = tagged().sequences;
    if (sequences.empty() || sequences.back().element != element) {
      TaggedSequence sequence;
      sequence.mcid = tagged().mcid_count++;
      sequence.element = element;
      sequence.actual_text = actual_text;
      tree_.elements[element].kids.emplace_back(MarkedContentRef{page_, sequence.mcid});
      sequences.push_back(std::move(sequence));
    }
    std::vector<TextMark>& marks = sequences.back().marks;
    if (!marks.empty() && marks.back().line == line_ && marks.back().piece_end == i) {
      marks.back().piece_end = i + 1;
    } else {
      marks.push_back({line_, i, i + 1});
    }
  }

  // A word that a line break parted: from the space before it to the space after it, inside one
  // run.

  /// A stretch of the paragraph's text, UTF-16.
  struct Stretch {
    std::uint32_t begin = 0, end = 0;
  };

  [[nodiscard]] static const Glyph& first_glyph(const LineView& v, const LinePiece& piece) {
    return piece.patched ? v.lines.patches.at(piece.glyph_begin)
                         : v.shaped.glyphs.at(piece.glyph_begin);
  }

  /// What the parted word that `piece` is a part of covers, with the white space that shares a
  /// piece with its end; empty where the piece is no part of one.
  [[nodiscard]] static Stretch parted_word(const LineView& v, const LineSetting& setting,
                                           std::uint32_t line, const LinePiece& piece) {
    const bool before = line > 0 && setting.lines[line - 1].hyphen_joins;
    if (piece.trailing_space || piece.glyph_begin == piece.glyph_end ||
        (!before && !v.line.hyphen_joins)) {
      return {};
    }
    const GlyphRun& run = v.shaped.runs.at(piece.run);
    const std::u16string& text = v.paragraph.text;
    const std::uint32_t at = first_glyph(v, piece).cluster;
    const auto is_white = [&](std::uint32_t i) {
      return text[i] == u' ' || text[i] == kForcedBreak;
    };
    if (at >= text.size() || is_white(at)) return {};
    Stretch word{at, at};
    while (word.begin > run.text_begin && !is_white(word.begin - 1)) --word.begin;
    while (word.end < run.text_end && !is_white(word.end)) ++word.end;
    // A cut at the very end of the run parts it too: the hyphen drawn there is in no text.
    const std::uint32_t cut = v.line.text_end;
    const std::uint32_t cut_before = before ? setting.lines[line - 1].text_end : 0;
    const bool parted = (before && cut_before > word.begin && cut_before < word.end) ||
                        (v.line.hyphen_joins && cut > word.begin && cut <= word.end);
    if (!parted) return {};
    word.end = std::max(word.end, end_of_last_piece(v, setting, line, word));
    return word;
  }

  /// Whether the marked content may have the word's text in place of its glyphs'. Poppler puts such
  /// text in the box around both parts, so what touches the word without a space would be read
  /// before it; and right to left it would be reversed. The structure element has the text always.
  [[nodiscard]] static bool may_replace_text(const LineView& v, const LinePiece& piece,
                                             const Stretch& word) {
    if ((v.shaped.runs.at(piece.run).level & 1) != 0) return false;
    const std::u16string& text = v.paragraph.text;
    const bool starts_free = word.begin == 0 || text[word.begin - 1] == u' ';
    const bool ends_free =
        word.end >= text.size() || text[word.end] == u' ' || text[word.end - 1] == u' ';
    return starts_free && ends_free;
  }

  /// Where the piece ends that holds the end of the word: behind a space, where that is in it too.
  [[nodiscard]] static std::uint32_t end_of_last_piece(const LineView& v,
                                                       const LineSetting& setting,
                                                       std::uint32_t line, const Stretch& word) {
    while (setting.lines[line].text_end < word.end) ++line;
    const std::vector<LinePiece>& pieces = setting.lines[line].pieces;
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
      if (pieces[i + 1].glyph_begin == pieces[i + 1].glyph_end) continue;
      const std::uint32_t next = first_glyph(v, pieces[i + 1]).cluster;
      if (next >= word.end) return next;
    }
    return word.end;
  }

  [[nodiscard]] static std::string text_of(const LineView& v, const Stretch& word) {
    std::u16string text;
    for (std::uint32_t i = word.begin; i < word.end; ++i) {
      if (v.paragraph.text[i] != kSoftHyphen) text.push_back(v.paragraph.text[i]);
    }
    return to_utf8(text);
  }

  StructId word_element(ParagraphId paragraph, const Stretch& word, const std::string& text,
                        StructId parent) {
    const auto key = std::tuple(paragraph, word.begin);
    if (const auto found = by_word_.find(key); found != by_word_.end()) return found->second;
    StructElement element;
    element.type = StructType::kSpan;
    element.actual_text = text;
    const StructId id = add(std::move(element), parent);
    by_word_.emplace(key, id);
    return id;
  }

  // Links.

  /// Adds the piece's box to the annotation of the link that it stands in, if it does.
  void link(const PlacedLine& placed, const LineView& v, const LinePiece& piece,
            InlineId inline_id) {
    InlineId at = inline_id;
    while (at && v.paragraph.inlines[at].href.empty() && v.paragraph.inlines[at].target.empty()) {
      at = v.paragraph.inlines[at].parent;
    }
    if (!at || piece.trailing_space) return;
    const Inline& source = v.paragraph.inlines[at];
    const StructId element = element_of(v.paragraph, placed.paragraph, at, placed.block);
    std::vector<LinkAnnotation>& links = tagged().links;
    const auto key = std::tuple(placed.paragraph, at, page_);
    auto found = annotations_.find(key);
    if (found == annotations_.end()) {
      LinkAnnotation annotation;
      annotation.href = source.href;
      annotation.target = source.target;
      annotation.description = source.description;
      annotation.element = element;
      const auto index = static_cast<std::uint32_t>(links.size());
      links.push_back(std::move(annotation));
      tree_.elements[element].kids.emplace_back(AnnotationRef{page_, index});
      found = annotations_.emplace(key, index).first;
      last_quad_line_.emplace(key, line_ + 1);
    }
    const StyleHeights& heights = pages_.heights[v.paragraph.inlines[inline_id].text_style];
    const Rect box{placed.origin.x + piece.x, placed.origin.y - heights.ascent, piece.width,
                   heights.ascent + heights.descent};
    LinkAnnotation& annotation = links[found->second];
    std::uint32_t& last = last_quad_line_[key];
    if (!annotation.quads.empty() && last == line_) {
      Rect& quad = annotation.quads.back();
      const Length left = min(quad.x, box.x);
      const Length top = min(quad.y, box.y);
      quad = {left, top, max(quad.right(), box.right()) - left,
              max(quad.bottom(), box.bottom()) - top};
    } else {
      annotation.quads.push_back(box);
    }
    last = line_;
  }

  static constexpr char16_t kSoftHyphen = 0x00AD;
  static constexpr char16_t kForcedBreak = 0x2028;

  const StyledDocument& document_;
  const SetText& text_;
  const Pages& pages_;
  StructTree tree_;
  std::uint32_t page_ = 0;
  std::uint32_t line_ = 0;
  std::map<BlockId, StructId> by_block_;
  std::map<InlineKey, StructId> by_inline_;
  std::map<std::tuple<ParagraphId, std::uint32_t>, StructId> by_word_;
  std::map<std::tuple<ParagraphId, InlineId, std::uint32_t>, std::uint32_t> annotations_;
  std::map<std::tuple<ParagraphId, InlineId, std::uint32_t>, std::uint32_t> last_quad_line_;
};

}  // namespace

StructTree build_struct_tree(const StyledDocument& document, const SetText& text,
                             const Pages& pages) {
  return TreeBuilder(document, text, pages).run();
}

std::string_view struct_type_name(StructType type) {
  switch (type) {
    case StructType::kNone:
      return "";
    case StructType::kDocument:
      return "Document";
    case StructType::kPart:
      return "Part";
    case StructType::kSect:
      return "Sect";
    case StructType::kDiv:
      return "Div";
    case StructType::kP:
      return "P";
    case StructType::kH1:
      return "H1";
    case StructType::kH2:
      return "H2";
    case StructType::kH3:
      return "H3";
    case StructType::kH4:
      return "H4";
    case StructType::kH5:
      return "H5";
    case StructType::kH6:
      return "H6";
    case StructType::kL:
      return "L";
    case StructType::kLI:
      return "LI";
    case StructType::kLbl:
      return "Lbl";
    case StructType::kLBody:
      return "LBody";
    case StructType::kBlockQuote:
      return "BlockQuote";
    case StructType::kQuote:
      return "Quote";
    case StructType::kSpan:
      return "Span";
    case StructType::kLink:
      return "Link";
    case StructType::kReference:
      return "Reference";
    case StructType::kBibEntry:
      return "BibEntry";
    case StructType::kStrong:
      return "Strong";
    case StructType::kEm:
      return "Em";
    case StructType::kCallout:
      return "Callout";
  }
  return "";
}

}  // namespace bifolium

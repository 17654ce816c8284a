#include <algorithm>
#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"
#include "pages/contrast.h"
#include "pages/furniture.h"
#include "pages/galley.h"
#include "pages/inside_page.h"
#include "pages/lay_out.h"
#include "pages/measures.h"
#include "style/replace_text.h"
#include "style/resolve_styles.h"
#include "tags/build_struct_tree.h"
#include "typeset/typeset.h"

namespace bifolium {
namespace {

/// Passes until page numbers in the text must have settled; most documents take two.
constexpr int kFirstPaddedPass = 4;
constexpr int kWarnPass = 8;
constexpr int kLastPass = 64;
constexpr char16_t kFigureSpace = 0x2007;

class DocumentSetter {
 public:
  DocumentSetter(StyledDocument styled, const FontLibrary& fonts, bool explain,
                 Workspace& workspace, Diagnostics& diagnostics)
      : fonts_(fonts), explain_(explain), workspace_(workspace), diagnostics_(diagnostics) {
    out_.styled = std::move(styled);
  }

  std::optional<SetDocument> run() {
    for (const Paragraph& paragraph : out_.styled.paragraphs)
      out_.text.shaped.add(shape(paragraph));
    if (diagnostics_.has_errors() || !page_has_room()) return std::nullopt;
    heights_ = heights_of_styles(out_.styled, fonts_);
    settle_pages();
    if (diagnostics_.has_errors()) return std::nullopt;
    furnish(out_.pages, out_.styled, fonts_, section_titles(out_.styled, out_.pages),
            {workspace_.shape, workspace_.lines}, diagnostics_);
    check_inside_page(out_.pages, out_.styled, out_.text, diagnostics_);
    if (diagnostics_.has_errors()) return std::nullopt;
    check_contrast(out_.pages, out_.styled, out_.text, diagnostics_);
    out_.structure = build_struct_tree(out_.styled, out_.text, out_.pages);
    return std::move(out_);
  }

 private:
  [[nodiscard]] ShapedParagraph shape(const Paragraph& paragraph) {
    return shape_paragraph(paragraph, out_.styled.text_styles, fonts_, workspace_.shape,
                           diagnostics_);
  }

  [[nodiscard]] bool page_has_room() {
    const Length measure = out_.styled.page.measure();
    const Length depth = out_.styled.page.depth();
    if (measure >= Length::points(20) && depth >= out_.styled.base_leading) return true;
    std::string width, height;
    append_decimal(width, mul_div_round(measure.units(), 1, 36'000), 1);
    append_decimal(height, mul_div_round(depth.units(), 1, 36'000), 1);
    diagnostics_.report(DiagnosticCode::kPageTooSmall, {}, {width, height});
    return false;
  }

  // The fixpoint of printed page numbers (ALGORITHMS, page breaking).

  void settle_pages() {
    Diagnostics of_pages;
    for (int pass = 1;; ++pass) {
      BIFOLIUM_CHECK(pass <= kLastPass, "printed page numbers do not settle");
      const BlockBoxes boxes =
          measure_blocks(out_.styled, out_.styled.page.measure(), out_.text.shaped, fonts_);
      // The same input to page breaking gives the same pages: they stand.
      if (break_changed(boxes) == PageInput::kChanged) {
        of_pages = {};
        out_.pages = lay_out(out_.styled, out_.text, boxes, heights_, explain_, of_pages);
      }
      if (!renumber(pass)) break;
    }
    for (const Broken& broken : broken_) {
      for (const Diagnostic& d : broken.diagnostics) diagnostics_.add(d);
    }
    for (const Diagnostic& d : of_pages.all()) diagnostics_.add(d);
    if (explain_) explain_lines();
  }

  /// Notes how each paragraph of several lines was broken, and what the alternatives cost.
  void explain_lines() {
    for (std::size_t i = 0; i < broken_.size(); ++i) {
      const ParagraphLines& set = out_.text.lines[ParagraphId{i}];
      if (set.optimum.lines.size() < 2) continue;
      Length shortest = broken_[i].measure;
      for (std::size_t k = 0; k + 1 < set.optimum.lines.size(); ++k) {
        shortest = min(shortest, set.optimum.lines[k].width);
      }
      std::string points;
      append_points(points, broken_[i].measure - shortest, 1);
      const auto costs = [](const std::vector<LineSetting>& settings) {
        return settings.empty() ? std::string("is not possible")
                                : "costs " + integer_text(settings.front().extra_demerits);
      };
      const std::string_view how = set.hyphens_used        ? "with words hyphenated"
                                   : set.first_pass_failed ? "with looser lines than usual"
                                                           : "within the usual tolerance";
      diagnostics_.report(DiagnosticCode::kExplainLines,
                          out_.styled.paragraphs[ParagraphId{i}].span,
                          {integer_text(static_cast<std::int64_t>(set.optimum.lines.size())),
                           points, how, costs(set.fewer), costs(set.more)});
    }
  }

  enum class PageInput : bool { kSame, kChanged };

  /// Breaks the paragraphs whose text or measure is another than in the pass before; says whether
  /// page breaking would see a difference.
  PageInput break_changed(const BlockBoxes& boxes) {
    const std::size_t count = out_.styled.paragraphs.size();
    PageInput input = PageInput::kSame;
    if (broken_.empty()) {
      input = PageInput::kChanged;
      broken_.resize(count);
      out_.text.lines.reserve(count);
      for (std::size_t i = 0; i < count; ++i) out_.text.lines.add({});
    }
    for (std::size_t i = 0; i < out_.styled.blocks.size(); ++i) {
      const ParagraphId id = out_.styled.blocks[BlockId{i}].paragraph;
      if (!id) continue;
      Broken& broken = broken_[id.index()];
      const Length measure = boxes[BlockId{i}].measure;
      if (!broken.stale && broken.measure == measure) continue;
      Diagnostics own;
      ParagraphLines lines =
          break_lines(out_.styled.paragraphs[id], out_.text.shaped[id], out_.styled.text_styles,
                      fonts_, {measure, Length()}, workspace_.shape, workspace_.lines, own);
      if (broken.measure != measure || !pages_alike(out_.text.lines[id], lines)) {
        input = PageInput::kChanged;
      }
      out_.text.lines[id] = std::move(lines);
      broken = {false, measure, own.all()};
    }
    return input;
  }

  /// Whether two ways of setting a paragraph are the same to page breaking.
  static bool pages_alike(const ParagraphLines& a, const ParagraphLines& b) {
    const auto alike = [](const LineSetting& x, const LineSetting& y) {
      return x.extra_demerits == y.extra_demerits &&
             std::ranges::equal(x.lines, y.lines, {}, &Line::hyphenated, &Line::hyphenated);
    };
    return alike(a.optimum, b.optimum) && std::ranges::equal(a.fewer, b.fewer, alike) &&
           std::ranges::equal(a.more, b.more, alike);
  }

  /// Puts the true page numbers into the text; says whether any changed.
  bool renumber(int pass) {
    std::map<std::string, std::uint32_t, std::less<>> pages;
    bool changed = false;
    for (std::size_t i = 0; i < out_.styled.paragraphs.size(); ++i) {
      Paragraph& paragraph = out_.styled.paragraphs[ParagraphId{i}];
      if (paragraph.fields.empty()) continue;
      if (pages.empty()) pages = destination_pages();
      if (!refill(paragraph, pages, pass)) continue;
      changed = true;
      out_.text.shaped[ParagraphId{i}] = shape(paragraph);
      broken_[i].stale = true;
    }
    return changed;
  }

  [[nodiscard]] std::map<std::string, std::uint32_t, std::less<>> destination_pages() const {
    std::map<std::string, std::uint32_t, std::less<>> pages;
    for (const auto& [block, anchor] : out_.pages.anchors) {
      const std::string& name = out_.styled.blocks[block].destination;
      if (!name.empty()) pages.emplace(name, anchor.page);
    }
    return pages;
  }

  bool refill(Paragraph& paragraph, const std::map<std::string, std::uint32_t, std::less<>>& pages,
              int pass) {
    bool changed = false;
    for (std::size_t f = 0; f < paragraph.fields.size(); ++f) {
      const PageField field = paragraph.fields[f];
      const auto page = pages.find(field.target);
      BIFOLIUM_CHECK(page != pages.end(), "a cross-reference leads to nothing that is printed");
      std::u16string value = to_utf16(out_.pages.pages[page->second].folio);
      const std::size_t width = field.end - field.begin;
      // From here on a field only grows, so that the page breaks come to rest.
      if (pass >= kFirstPaddedPass && value.size() < width) {
        value.insert(0, width - value.size(), kFigureSpace);
      }
      const std::u16string before = paragraph.text.substr(field.begin, width);
      if (value == before) continue;
      changed = true;
      if (pass == kWarnPass) {
        diagnostics_.report(DiagnosticCode::kPageNumbersUnsettled, paragraph.span, {field.target});
      }
      replace_text(paragraph, field.begin, field.end, value);
    }
    return changed;
  }

  const FontLibrary& fonts_;
  bool explain_;
  Workspace& workspace_;
  Diagnostics& diagnostics_;
  SetDocument out_;
  HeightsOfStyles heights_;
  /// How a paragraph was last broken, by ParagraphId.
  struct Broken {
    bool stale = true;
    Length measure;
    std::vector<Diagnostic> diagnostics;
  };
  std::vector<Broken> broken_;
};

}  // namespace

std::optional<SetDocument> set_document(const Sources& sources, const FontLibrary& fonts,
                                        bool explain, Workspace& workspace,
                                        Diagnostics& diagnostics) {
  const ResolvedValues values =
      resolve_values(sources.content, sources.values, workspace.style, diagnostics);
  StyledDocument styled = resolve_styles(sources.content, *sources.layout, *sources.words, fonts,
                                         values, workspace.style, diagnostics);
  return DocumentSetter(std::move(styled), fonts, explain, workspace, diagnostics).run();
}

}  // namespace bifolium

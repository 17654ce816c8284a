#include "pages/furniture.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

/// Puts `page` and `pages` into "{page} of {pages}".
std::string fill_page_of(const std::string& pattern, const std::string& page,
                         const std::string& pages) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::string_view rest = std::string_view(pattern).substr(at);
    if (rest.starts_with("{page}")) {
      out += page;
      at += 6;
    } else if (rest.starts_with("{pages}")) {
      out += pages;
      at += 7;
    } else {
      out.push_back(pattern[at++]);
    }
  }
  return out;
}

constexpr Length kLongestLine = Length::points(14'400);  ///< The largest page of a PDF.

/// A measure on which every running text stands in one line: a hundred metres.
constexpr Length kEndless = Length::micrometers(100'000'000);

class Furnisher {
 public:
  Furnisher(Pages& pages, const StyledDocument& document, const FontLibrary& fonts,
            SetWorkspace workspace, Diagnostics& diagnostics)
      : pages_(pages),
        document_(document),
        fonts_(fonts),
        workspace_(workspace),
        diagnostics_(diagnostics) {}

  void furnish(Page& page, const std::string& section_title) {
    decorate(page);
    std::map<Length, Length> used;  // What each baseline holds already.
    for (const RunningText& running : document_.running) {
      if (!running.pages.has(page.kind)) continue;
      Length& here = used[running.baseline];
      here += run(page, running, section_title, here);
    }
  }

 private:
  /// Decorations lie below the backgrounds of boxes.
  void decorate(Page& page) const {
    std::vector<PlacedFill> fills;
    for (const Decoration& d : document_.decorations) {
      if (!d.pages.has(page.kind)) continue;
      if (d.kind == DecorationKind::kPath) {
        page.paths.push_back({d.box, d.path, d.view_width, d.view_height, d.color});
      } else {
        Rect box = d.box;
        if (d.on_text) {
          box.x = text_left(document_, page.number);
          box.width = document_.page.text_width();
        }
        fills.push_back({bled(box), d.color, ArtifactKind::kBackground});
      }
    }
    page.fills.insert(page.fills.begin(), fills.begin(), fills.end());
  }

  /// What touches the trim edge goes on into the bleed: no cut is so exact that no white would
  /// show.
  [[nodiscard]] Rect bled(const Rect& box) const {
    const Size& trim = document_.page.trim;
    const Length bleed = document_.page.bleed;
    const Length left = box.x <= Length() ? min(box.x, -bleed) : box.x;
    const Length top = box.y <= Length() ? min(box.y, -bleed) : box.y;
    const Length right =
        box.right() >= trim.width ? max(box.right(), trim.width + bleed) : box.right();
    const Length bottom =
        box.bottom() >= trim.height ? max(box.bottom(), trim.height + bleed) : box.bottom();
    return {left, top, right - left, bottom - top};
  }

  [[nodiscard]] std::string text_of(const RunningPiece& piece, const Page& page,
                                    const std::string& section_title) const {
    std::string count = integer_text(static_cast<std::int64_t>(pages_.pages.size()));
    switch (piece.kind) {
      case FieldKind::kPage:
        return page.folio;
      case FieldKind::kPages:
        return count;
      case FieldKind::kPageOf:
        return fill_page_of(document_.page_of_pattern, page.folio, count);
      case FieldKind::kSectionTitle:
        return section_title;
      case FieldKind::kNotes:
        return document_.notes_word;
      default:
        return piece.text;
    }
  }

  [[nodiscard]] Align align_on(const Page& page, RunningPlace place) const {
    const bool rtl = document_.info.right_to_left;
    const bool outer_left = outer_is_left(document_, page.number);
    switch (place) {
      case RunningPlace::kStart:
        return Align::kStart;
      case RunningPlace::kEnd:
        return Align::kEnd;
      case RunningPlace::kCenter:
        return Align::kCenter;
      case RunningPlace::kInner:
        return outer_left == rtl ? Align::kStart : Align::kEnd;
      case RunningPlace::kOuter:
        return outer_left == rtl ? Align::kEnd : Align::kStart;
    }
    return Align::kStart;
  }

  /// Sets one running text; gives its width. `used` is what its line holds already.
  Length run(Page& page, const RunningText& running, const std::string& section_title,
             Length used) {
    std::vector<std::string> texts;
    for (const RunningPiece& piece : running.pieces) {
      texts.push_back(text_of(piece, page, section_title));
    }
    if (std::ranges::all_of(texts, &std::string::empty)) return Length();
    const Align align = align_on(page, running.place);
    const ParagraphId id = set(texts, running, align);
    const FurnitureText& furniture = pages_.furniture[id];
    const Length measure = document_.page.text_width();
    const Length width = furniture.lines.optimum.lines.empty()
                             ? Length()
                             : furniture.lines.optimum.lines.front().width;
    if (furniture.lines.optimum.lines.size() > 1 || used + width > measure) {
      report_too_wide(running, to_utf8(furniture.paragraph.text),
                      whole_width_of(furniture) + used - measure);
    }
    PlacedRunning placed;
    placed.kind =
        running.edge == RunningEdge::kHead ? ArtifactKind::kHeader : ArtifactKind::kFooter;
    placed.line.paragraph = id;
    placed.line.furniture = true;
    placed.line.origin = {text_left(document_, page.number), running.baseline};
    page.running.push_back(placed);
    return width;
  }

  /// The width that the text would have on one line, spaces at its line ends among it.
  [[nodiscard]] Length whole_width_of(const FurnitureText& furniture) {
    Diagnostics said_before;
    const ParagraphLines whole =
        break_lines(furniture.paragraph, furniture.shaped, document_.text_styles, fonts_,
                    {kEndless, Length()}, workspace_.shape, workspace_.lines, said_before);
    return whole.optimum.lines.front().width;
  }

  void report_too_wide(const RunningText& running, const std::string& text, Length excess) {
    // A section's title may hold a value, which no message may tell.
    diagnostics_.report(DiagnosticCode::kRunningTooWide, running.span,
                        {document_.values.empty() ? text : "…", millimeters_text(excess, 1)});
  }

  /// Sets the pieces' texts, each an inline element that knows where it was written.
  ParagraphId set(const std::vector<std::string>& texts, const RunningText& running, Align align) {
    const auto key = std::tuple(texts, running.text_style, align);
    if (const auto found = set_.find(key); found != set_.end()) return found->second;
    FurnitureText furniture;
    Paragraph& paragraph = furniture.paragraph;
    paragraph.right_to_left = document_.info.right_to_left;
    paragraph.align = align;
    paragraph.variants = false;
    paragraph.leading = document_.text_styles[running.text_style].size;
    paragraph.span = running.span;
    Inline element;
    element.text_style = running.text_style;
    element.language = running.language;
    element.span = running.span;
    const InlineId root = paragraph.inlines.add(element);
    element.parent = root;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].empty()) continue;
      element.begin = static_cast<std::uint32_t>(paragraph.text.size());
      paragraph.text += to_utf16(texts[i]);
      element.end = static_cast<std::uint32_t>(paragraph.text.size());
      element.span = running.pieces[i].span;
      paragraph.inlines.add(element);
    }
    paragraph.inlines[root].end = static_cast<std::uint32_t>(paragraph.text.size());
    furniture.shaped =
        shape_paragraph(paragraph, document_.text_styles, fonts_, workspace_.shape, diagnostics_);
    furniture.lines = break_lines(paragraph, furniture.shaped, document_.text_styles, fonts_,
                                  {document_.page.text_width(), Length()}, workspace_.shape,
                                  workspace_.lines, diagnostics_);
    const ParagraphId id = pages_.furniture.add(std::move(furniture));
    set_.emplace(key, id);
    return id;
  }

  Pages& pages_;
  const StyledDocument& document_;
  const FontLibrary& fonts_;
  SetWorkspace workspace_;
  Diagnostics& diagnostics_;
  std::map<std::tuple<std::vector<std::string>, TextStyleId, Align>, ParagraphId> set_;
};

}  // namespace

FurnitureText set_plain_line(const std::string& text, TextStyleId style,
                             const StyledDocument& document, const FontLibrary& fonts,
                             SetWorkspace workspace, Diagnostics& diagnostics) {
  FurnitureText line;
  Paragraph& paragraph = line.paragraph;
  paragraph.text = to_utf16(text);
  paragraph.variants = false;
  paragraph.leading = document.text_styles[style].size;
  Inline root;
  root.end = static_cast<std::uint32_t>(paragraph.text.size());
  root.text_style = style;
  root.language = document.info.language;
  paragraph.inlines.add(root);
  line.shaped =
      shape_paragraph(paragraph, document.text_styles, fonts, workspace.shape, diagnostics);
  line.lines = break_lines(paragraph, line.shaped, document.text_styles, fonts,
                           {kLongestLine, Length()}, workspace.shape, workspace.lines, diagnostics);
  return line;
}

bool outer_is_left(const StyledDocument& document, int number) {
  // A single-sided page is bound, if at all, where reading starts.
  const bool verso = document.page.facing && number % 2 == 0;
  return verso != document.info.right_to_left;
}

Length text_left(const StyledDocument& document, int number) {
  return outer_is_left(document, number) ? document.page.outer : document.page.inner;
}

void furnish(Pages& pages, const StyledDocument& document, const FontLibrary& fonts,
             const std::vector<std::string>& section_titles, SetWorkspace workspace,
             Diagnostics& diagnostics) {
  Furnisher furnisher(pages, document, fonts, workspace, diagnostics);
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    furnisher.furnish(pages.pages[i], section_titles.at(i));
  }
}

}  // namespace bifolium

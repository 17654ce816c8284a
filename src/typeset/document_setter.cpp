#include "typeset/document_setter.h"

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
#include "tags/build_struct_tree.h"

namespace bifolium {
namespace {

/// Passes until page numbers in the text must have settled; most documents take two.
constexpr int kFirstPaddedPass = 4;
constexpr int kWarnPass = 8;
constexpr int kLastPass = 64;
constexpr char16_t kFigureSpace = 0x2007;
/// What a page number in the text is taken for before pages are known, as styling writes it.
constexpr std::u16string_view kFirstNumber = u"0";

void add_all(const std::vector<Diagnostic>& from, Diagnostics& diagnostics) {
  for (const Diagnostic& d : from) diagnostics.add(d);
}

/// Whether two ways of setting a paragraph are the same to page breaking.
bool pages_alike(const ParagraphLines& a, const ParagraphLines& b) {
  const auto alike = [](const LineSetting& x, const LineSetting& y) {
    return x.extra_demerits == y.extra_demerits && x.grown == y.grown &&
           std::ranges::equal(x.lines, y.lines, {}, &Line::hyphenated, &Line::hyphenated);
  };
  return alike(a.optimum, b.optimum) && std::ranges::equal(a.fewer, b.fewer, alike) &&
         std::ranges::equal(a.more, b.more, alike);
}

/// Whether the same stands at the same places, before there are running texts.
bool same_pages(const Pages& a, const Pages& b) {
  return a.pages == b.pages && a.anchors == b.anchors;
}

}  // namespace

DocumentSetter::DocumentSetter(StyledDocument styled, const FontLibrary& fonts, bool explain,
                               const PageGoal& goal)
    : fonts_(fonts), explain_(explain), goal_(goal) {
  out_.styled = std::move(styled);
}

bool DocumentSetter::shape_all(Workspace& workspace, Diagnostics& diagnostics) {
  const std::size_t count = out_.styled.paragraphs.size();
  broken_.resize(count);
  out_.text.shaped.reserve(count);
  out_.text.lines.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    out_.text.shaped.add({});
    out_.text.lines.add({});
    shape(ParagraphId{i}, workspace);
  }
  workspace.lap("shape");
  return report_shaping(diagnostics);
}

bool DocumentSetter::set(Workspace& workspace, Diagnostics& diagnostics) {
  if (!shape_all(workspace, diagnostics) || !page_has_room(diagnostics)) return false;
  heights_ = heights_of_styles(out_.styled, fonts_);
  find_varying();
  if (!varying_.empty()) base_.emplace();
  settle_pages(workspace, diagnostics);
  if (diagnostics.has_errors()) return false;
  return finish(workspace, diagnostics);
}

bool DocumentSetter::set_again(const std::vector<std::u16string>& texts, Workspace& workspace,
                               Diagnostics& diagnostics) {
  for (const ParagraphId id : varying_) {
    if (const auto parked = parked_.find(id); parked != parked_.end()) {
      if (parked->second.is_first) swap_parked(id, parked->second);
      continue;
    }
    Paragraph& paragraph = out_.styled.paragraphs[id];
    std::vector<Replacement> fresh;
    for (const ValueField& field : paragraph.values) {
      fresh.push_back({field.begin, field.end, texts.at(field.value)});
    }
    for (const PageField& field : paragraph.fields) {
      fresh.push_back({field.begin, field.end, std::u16string(kFirstNumber)});
    }
    replace_text(paragraph, std::move(fresh));
    shape(id, workspace);
  }
  workspace.lap("shape");
  for (std::size_t i = 0; i < texts.size(); ++i) out_.styled.values[i].text = texts[i];
  if (!report_shaping(diagnostics)) return false;
  settle_pages(workspace, diagnostics);
  if (diagnostics.has_errors()) return false;
  return finish(workspace, diagnostics);
}

StyledDocument DocumentSetter::as_styled() const {
  StyledDocument styled = out_.styled;
  for (Paragraph& paragraph : styled.paragraphs) {
    std::vector<Replacement> fresh;
    for (const PageField& field : paragraph.fields) {
      fresh.push_back({field.begin, field.end, std::u16string(kFirstNumber)});
    }
    replace_text(paragraph, std::move(fresh));
  }
  return styled;
}

void DocumentSetter::find_varying() {
  bool any_value = false;
  for (const Paragraph& paragraph : out_.styled.paragraphs) {
    any_value = any_value || !paragraph.values.empty();
  }
  if (!any_value) return;
  for (std::size_t i = 0; i < out_.styled.paragraphs.size(); ++i) {
    const Paragraph& paragraph = out_.styled.paragraphs[ParagraphId{i}];
    if (paragraph.values.empty() && paragraph.fields.empty()) continue;
    varying_.push_back(ParagraphId{i});
    if (paragraph.values.empty()) parked_.try_emplace(ParagraphId{i});
  }
  for (const Block& block : out_.styled.blocks) {
    BIFOLIUM_CHECK(!block.hung_label || out_.styled.paragraphs[block.paragraph].values.empty(),
                   "a value in a label would move the gutter");
    if (block.section_title && block.paragraph &&
        !out_.styled.paragraphs[block.paragraph].values.empty()) {
      titles_vary_ = true;
    }
  }
}

void DocumentSetter::swap_parked(ParagraphId id, Parked& parked) {
  std::swap(parked.paragraph, out_.styled.paragraphs[id]);
  std::swap(parked.shaped, out_.text.shaped[id]);
  std::swap(parked.lines, out_.text.lines[id]);
  std::swap(parked.broken, broken_[id.index()]);
  parked.is_first = !parked.is_first;
}

/// Before a paragraph's page numbers are put in: puts the parked paragraph in its place, if that
/// has these numbers; else parks the one that has none yet.
bool DocumentSetter::take_parked(ParagraphId id,
                                 const std::map<std::string, std::uint32_t, std::less<>>& pages) {
  const auto found = parked_.find(id);
  if (found == parked_.end() || found->second.is_first) return false;
  Parked& parked = found->second;
  const auto has_number = [&](const PageField& field) {
    const auto page = pages.find(field.target);
    return page != pages.end() && to_utf16(out_.pages.pages[page->second].folio) ==
                                      std::u16string_view(parked.paragraph.text)
                                          .substr(field.begin, field.end - field.begin);
  };
  if (parked.is_filled && std::ranges::all_of(parked.paragraph.fields, has_number)) {
    swap_parked(id, parked);
    swapped_ = pages_alike(parked.lines, out_.text.lines[id]) ? swapped_ : PageInput::kChanged;
    return true;
  }
  parked = {true,
            true,
            out_.styled.paragraphs[id],
            out_.text.shaped[id],
            out_.text.lines[id],
            broken_[id.index()]};
  return false;
}

void DocumentSetter::shape(ParagraphId id, Workspace& workspace) {
  Diagnostics own;
  out_.text.shaped[id] = shape_paragraph(out_.styled.paragraphs[id], out_.styled.text_styles,
                                         fonts_, workspace.shape, own);
  broken_[id.index()].stale = true;
  broken_[id.index()].of_shape = own.all();
}

bool DocumentSetter::report_shaping(Diagnostics& diagnostics) const {
  for (const Broken& broken : broken_) add_all(broken.of_shape, diagnostics);
  return !diagnostics.has_errors();
}

bool DocumentSetter::page_has_room(Diagnostics& diagnostics) const {
  const Length measure = out_.styled.page.measure();
  const Length depth = out_.styled.page.depth();
  if (measure >= Length::points(20) && depth >= out_.styled.base_leading) return true;
  diagnostics.report(DiagnosticCode::kPageTooSmall, {},
                     {millimeters_text(measure, 1), millimeters_text(depth, 1)});
  return false;
}

/// The fixpoint of printed page numbers (ALGORITHMS, page breaking).
void DocumentSetter::settle_pages(Workspace& workspace, Diagnostics& diagnostics) {
  const bool again = base_ && !base_->first_lines.empty();
  std::vector<Diagnostic> of_pages;
  for (int pass = 1;; ++pass) {
    BIFOLIUM_CHECK(pass <= kLastPass, "printed page numbers do not settle");
    const BlockBoxes boxes =
        measure_blocks(out_.styled, out_.styled.page.measure(), out_.text.shaped, fonts_);
    const PageInput input = break_changed(boxes, workspace);
    workspace.lap("lines");
    // The same input to page breaking gives the same pages: they stand.
    if (pass == 1 && again && lines_are_first()) {
      out_.pages = base_->first_pages;
      of_pages = base_->first_diagnostics;
    } else if (pass == 1 || input == PageInput::kChanged) {
      Diagnostics own;
      out_.pages = lay_out(out_.styled, out_.text, boxes, heights_,
                           {explain_, &workspace.budget, goal_.pages, goal_.cost}, own);
      of_pages = own.all();
    }
    if (pass == 1 && base_ && !again) {
      for (const ParagraphId id : varying_) base_->first_lines.push_back(out_.text.lines[id]);
      base_->first_pages = out_.pages;
      base_->first_diagnostics = of_pages;
    }
    workspace.lap("pages");
    if (!renumber(pass, workspace, diagnostics)) break;
    workspace.lap("shape");
  }
  for (const Broken& broken : broken_) add_all(broken.of_lines, diagnostics);
  add_all(of_pages, diagnostics);
  if (explain_) explain_lines(diagnostics);
  if (base_ && !again) base_->bare_pages = out_.pages;
}

/// Whether the paragraphs that vary are to page breaking what they were first in `set`. All
/// measures are the same, since gutters are as wide as labels, and no label varies.
bool DocumentSetter::lines_are_first() const {
  for (std::size_t i = 0; i < varying_.size(); ++i) {
    if (!pages_alike(base_->first_lines[i], out_.text.lines[varying_[i]])) return false;
  }
  return true;
}

/// Notes how each paragraph of several lines was broken, and what the alternatives cost.
void DocumentSetter::explain_lines(Diagnostics& diagnostics) const {
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
    diagnostics.report(DiagnosticCode::kExplainLines, out_.styled.paragraphs[ParagraphId{i}].span,
                       {integer_text(static_cast<std::int64_t>(set.optimum.lines.size())), points,
                        how, costs(set.fewer), costs(set.more)});
  }
}

/// Breaks the paragraphs whose text or measure is another than in the pass before; says whether
/// page breaking would see a difference.
DocumentSetter::PageInput DocumentSetter::break_changed(const BlockBoxes& boxes,
                                                        Workspace& workspace) {
  PageInput input = std::exchange(swapped_, PageInput::kSame);
  for (std::size_t i = 0; i < out_.styled.blocks.size(); ++i) {
    const ParagraphId id = out_.styled.blocks[BlockId{i}].paragraph;
    if (!id) continue;
    Broken& broken = broken_[id.index()];
    const Length measure = boxes[BlockId{i}].measure;
    if (!broken.stale && broken.measure == measure) continue;
    Diagnostics own;
    ParagraphLines lines =
        break_lines(out_.styled.paragraphs[id], out_.text.shaped[id], out_.styled.text_styles,
                    fonts_, {measure, Length()}, workspace.shape, workspace.lines, own);
    if (broken.measure != measure || !pages_alike(out_.text.lines[id], lines)) {
      input = PageInput::kChanged;
    }
    out_.text.lines[id] = std::move(lines);
    broken.stale = false;
    broken.measure = measure;
    broken.of_lines = own.all();
  }
  return input;
}

/// Puts the true page numbers into the text; says whether any changed.
bool DocumentSetter::renumber(int pass, Workspace& workspace, Diagnostics& diagnostics) {
  std::map<std::string, std::uint32_t, std::less<>> pages;
  bool changed = false;
  for (std::size_t i = 0; i < out_.styled.paragraphs.size(); ++i) {
    Paragraph& paragraph = out_.styled.paragraphs[ParagraphId{i}];
    if (paragraph.fields.empty()) continue;
    if (pages.empty()) pages = destination_pages();
    if (take_parked(ParagraphId{i}, pages)) {
      changed = true;
      continue;
    }
    if (!refill(paragraph, pages, pass, diagnostics)) continue;
    changed = true;
    shape(ParagraphId{i}, workspace);
  }
  return changed;
}

std::map<std::string, std::uint32_t, std::less<>> DocumentSetter::destination_pages() const {
  std::map<std::string, std::uint32_t, std::less<>> pages;
  for (const auto& [block, anchor] : out_.pages.anchors) {
    const std::string& name = out_.styled.blocks[block].destination;
    if (!name.empty()) pages.emplace(name, anchor.page);
  }
  return pages;
}

bool DocumentSetter::refill(Paragraph& paragraph,
                            const std::map<std::string, std::uint32_t, std::less<>>& pages,
                            int pass, Diagnostics& diagnostics) const {
  std::vector<Replacement> fresh;
  for (const PageField& field : paragraph.fields) {
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
    if (pass == kWarnPass) {
      diagnostics.report(DiagnosticCode::kPageNumbersUnsettled, paragraph.span, {field.target});
    }
    fresh.push_back({field.begin, field.end, std::move(value)});
  }
  const bool changed = !fresh.empty();
  replace_text(paragraph, std::move(fresh));
  return changed;
}

/// Running texts, checks and structure, over pages that are settled.
bool DocumentSetter::finish(Workspace& workspace, Diagnostics& diagnostics) {
  const bool again = base_ && !base_->pages.pages.empty();
  pages_stand_ = again && !titles_vary_ && same_pages(out_.pages, base_->bare_pages);
  if (pages_stand_) {
    out_.pages = base_->pages;
    add_all(base_->of_furniture, diagnostics);
  } else {
    Diagnostics own;
    furnish(out_.pages, out_.styled, fonts_, section_titles(out_.styled, out_.pages),
            {workspace.shape, workspace.lines}, own);
    add_all(own.all(), diagnostics);
    if (base_ && !again) {
      base_->pages = out_.pages;
      base_->of_furniture = own.all();
      pages_stand_ = !titles_vary_;
    }
  }
  check_inside_page(out_.pages, out_.styled, out_.text, diagnostics);
  if (diagnostics.has_errors()) return false;
  check_contrast(out_.pages, out_.styled, out_.text, diagnostics);
  workspace.lap("running texts, checks");
  out_.structure = build_struct_tree(out_.styled, out_.text, out_.pages);
  workspace.lap("tags");
  return true;
}

}  // namespace bifolium

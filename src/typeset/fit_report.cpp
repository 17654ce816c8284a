#include "typeset/fit_report.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/unicode.h"
#include "style/count_words.h"

namespace bifolium {
namespace {

constexpr std::int64_t kTenths = 10;
constexpr std::size_t kSectionsNamed = 3;

std::string text_of(std::size_t number) { return integer_text(static_cast<std::int64_t>(number)); }

std::string count_of(std::size_t pages) {
  return text_of(pages) + (pages == 1 ? " page" : " pages");
}

std::string tenths_text(std::int64_t tenths) {
  std::string out;
  append_decimal(out, tenths, 1);
  return out;
}

std::int64_t words_in(const StyledDocument& document, BlockId id) {
  const Block& block = document.blocks[id];
  std::int64_t words = 0;
  if (block.paragraph && !block.hung_label) {
    const Paragraph& paragraph = document.paragraphs[block.paragraph];
    words = count_words(paragraph.text, paragraph.root().language);
  }
  for (BlockId child = block.first_child; child; child = document.blocks[child].next_sibling) {
    words += words_in(document, child);
  }
  return words;
}

/// How much of the page's depth is filled, in tenths, of which there is at least one.
std::int64_t filled_tenths(const Page& page, const PageGeometry& geometry) {
  Length lowest = geometry.top;
  for (const PlacedLine& line : page.lines) lowest = max(lowest, line.origin.y);
  const std::int64_t depth = geometry.depth().units();
  return std::clamp<std::int64_t>(mul_div_round((lowest - geometry.top).units(), kTenths, depth), 1,
                                  kTenths);
}

bool is_text(const Page& page) {
  return page.part == PartKind::kBody && page.kind != PageKind::kBlank &&
         page.kind != PageKind::kNotes;
}

/// All pages, in tenths, of which the last one of the text counts as far as it is filled.
std::int64_t pages_in_tenths(const SetDocument& document) {
  const std::vector<Page>& pages = document.pages.pages;
  std::int64_t tenths = static_cast<std::int64_t>(pages_that_count(document)) * kTenths;
  const auto last = std::find_if(pages.rbegin(), pages.rend(), is_text);
  if (last != pages.rend()) tenths += filled_tenths(*last, document.styled.page) - kTenths;
  return tenths;
}

/// Words that so many tenths of a page hold, on average of the pages of text, to the nearest ten.
std::int64_t words_on(const SetDocument& document, std::int64_t tenths) {
  std::int64_t words = 0;
  std::int64_t covers = 0;
  for (const Part& part : document.styled.parts) {
    if (part.kind != PartKind::kCover) words += words_in(document.styled, part.root);
  }
  for (const Page& page : document.pages.pages) covers += page.part == PartKind::kCover ? 1 : 0;
  const std::int64_t of_text =
      std::max<std::int64_t>(1, pages_in_tenths(document) - covers * kTenths);
  const std::int64_t tens = mul_div_round(words, tenths, of_text * 10);
  return std::max<std::int64_t>(1, tens) * 10;
}

/// "; the longest sections are “Side effects” (310 words), …", where there are at least two.
std::string longest_sections(const StyledDocument& document) {
  struct Section {
    std::string title;
    std::int64_t words = 0;
  };
  std::vector<Section> sections;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[BlockId{i}];
    if (!block.section_title || !block.paragraph || !block.parent) continue;
    const Paragraph& title = document.paragraphs[block.paragraph];
    // A value is a patient's, and told to nobody.
    sections.push_back(
        {title.values.empty() ? to_utf8(title.text) : "…", words_in(document, block.parent)});
  }
  if (sections.size() < 2) return {};
  std::ranges::stable_sort(sections, std::ranges::greater{}, &Section::words);
  sections.resize(std::min(sections.size(), kSectionsNamed));
  std::string out = "; the longest sections are ";
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (i > 0) out += ", ";
    out.append("“").append(sections[i].title).append("” (");
    out.append(integer_text(sections[i].words)).append(" words)");
  }
  return out;
}

/// Paragraphs that page breaking set in another number of lines than their best.
std::size_t paragraphs_changed(const Pages& pages) {
  std::set<ParagraphId> changed;
  for (const Page& page : pages.pages) {
    for (const PlacedLine& line : page.lines) {
      if (line.choice != LineChoice::kOptimum) changed.insert(line.paragraph);
    }
  }
  return changed.size();
}

}  // namespace

void report_fit(const SetDocument& document, const FitSetting& setting, std::size_t as_it_stands,
                const SourceSpan& where, Diagnostics& diagnostics) {
  const StyledDocument& styled = document.styled;
  std::string size;
  append_points(size, styled.text_styles[styled.base_text_style].size, kTextPlaces);
  diagnostics.report(
      DiagnosticCode::kExplainFit, where,
      {text_of(pages_that_count(document)), text_of(as_it_stands), tenths_text(setting.space),
       tenths_text(setting.leading), tenths_text(setting.size), size,
       text_of(paragraphs_changed(document.pages))});
}

void report_refusal(const SetDocument& document, const FitResult& result, const FitRefusal& refusal,
                    const SourceSpan& where, Diagnostics& diagnostics) {
  const std::string wanted = count_of(refusal.wanted);
  const std::string possible =
      refusal.possible == 0 ? ""
                            : "; or ask for " + count_of(refusal.possible) + ", which it fills";
  if (result.pages_beyond > 0) {
    diagnostics.report(
        DiagnosticCode::kFitBetween, where,
        {wanted, count_of(pages_that_count(document)), text_of(result.pages_beyond), possible});
    return;
  }
  // No page is there for the length of the text: fewer words would not help.
  const std::size_t begun = document.pages.begun;
  if (result.outcome == FitOutcome::kTooLong && begun > refusal.wanted &&
      pages_that_count(document) <= begun) {
    diagnostics.report(DiagnosticCode::kFitBegun, where, {wanted, text_of(begun), possible});
    return;
  }
  const std::vector<Page>& pages = document.pages.pages;
  const auto left_blank = static_cast<std::size_t>(std::ranges::count_if(pages, is_left_blank));
  if (left_blank > 0 && pages_that_count(document) == refusal.wanted) {
    diagnostics.report(DiagnosticCode::kFitLeftBlank, where,
                       {wanted, count_of(left_blank), possible});
    return;
  }
  std::int64_t tenths = pages_in_tenths(document);
  // Where all text stands on one page, that can't be saved by less of it.
  if (result.outcome == FitOutcome::kTooLong && std::ranges::count_if(pages, is_text) == 1) {
    tenths = static_cast<std::int64_t>(pages_that_count(document)) * kTenths;
  }
  const std::int64_t aim = static_cast<std::int64_t>(refusal.wanted) * kTenths;
  const std::string words = integer_text(words_on(document, std::abs(tenths - aim)));
  if (result.outcome == FitOutcome::kTooShort) {
    diagnostics.report(DiagnosticCode::kFitTooShort, where,
                       {wanted, tenths_text(tenths), words, possible});
    return;
  }
  std::string setting = "its tightest setting";
  if (refusal.at_floor) {
    setting = "the floor of ";
    append_points(setting, refusal.floor, kTextPlaces);
    setting += " pt";
  }
  diagnostics.report(
      DiagnosticCode::kFitTooLong, where,
      {wanted, setting, tenths_text(tenths), words, longest_sections(document.styled), possible});
}

}  // namespace bifolium

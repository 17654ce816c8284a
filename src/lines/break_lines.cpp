#include "lines/break_lines.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"
#include "lines/build_items.h"
#include "lines/cut.h"
#include "lines/hyphenate.h"
#include "lines/ink_leading.h"
#include "lines/set_line.h"
#include "lines/text_breaks.h"
#include "lines/total_fit.h"

namespace bifolium {

struct LineWorkspace::State {
  explicit State(std::string hyphen_folder) : dictionaries(std::move(hyphen_folder)) {}
  BreakIterators iterators;
  HyphenDictionaries dictionaries;
  TextBreaks breaks;
  ItemList items;
  FitWorkspace fit;
};

LineWorkspace::LineWorkspace(std::string hyphen_folder)
    : state_(std::make_unique<State>(std::move(hyphen_folder))) {}
LineWorkspace::~LineWorkspace() = default;
LineWorkspace::LineWorkspace(LineWorkspace&&) noexcept = default;
LineWorkspace& LineWorkspace::operator=(LineWorkspace&&) noexcept = default;
void LineWorkspace::serve(TimeBudget* budget) { state_->fit.budget = budget; }

namespace {

// Tolerances of the passes; which there are is TeX82 §863. Pass 4 takes any line that does not
// stick out.
constexpr int kFirstTolerance = 200;
constexpr int kHyphenTolerance = 400;
constexpr int kEmergencyTolerance = 9'999;
constexpr int kVariantTolerance = 800;
/// How bad a line may be to spare the paragraph a runt: short by about twice what is usual.
constexpr int kRuntTolerance = 1'000;

constexpr std::int64_t kNanosecondsALine = 1'000;  ///< To set, about, for TimeBudget.

/// Of the type size. Letters stand about a tenth of it apart: with less between them they touch.
constexpr Ratio kLeastLetterSpacing = {-1, 10};
constexpr int kMessagePlaces = 2;

std::string millimeters(Length length) {
  std::string text;
  append_decimal(text, mul_div_round(length.units(), 1, 3'600), kMessagePlaces);
  return text;
}

std::string points(Length length) {
  std::string text;
  append_points(text, length, kMessagePlaces);
  return text;
}

/// A text as a message quotes it: shortened where it is long.
std::string excerpt(const std::u16string& text) {
  constexpr std::size_t kMostQuoted = 60;
  if (text.size() <= kMostQuoted) return to_utf8(text);
  std::size_t end = kMostQuoted;
  if (U16_IS_LEAD(text[end - 1])) --end;
  return to_utf8(text.substr(0, end)) + "\u2026";
}

/// Breaks one paragraph: the passes, each with more freedom than the one before.
class Breaking {
 public:
  Breaking(const ParagraphMeasure& text, const LineSpace& space, ShapeWorkspace& shape_workspace,
           LineWorkspace::State& state, Diagnostics& diagnostics)
      : text_(text),
        space_(space),
        shape_workspace_(shape_workspace),
        state_(state),
        diagnostics_(diagnostics) {}

  ParagraphLines run();

 private:
  [[nodiscard]] FitParameters parameters() const;
  void find_breaks();
  [[nodiscard]] FitResult fit();
  [[nodiscard]] bool cut_wide_words();
  [[nodiscard]] bool cut_word(std::uint32_t begin, std::uint32_t end);
  void rebuild();
  [[nodiscard]] LineSetting set(const FitSetting& setting, std::int64_t optimum,
                                std::vector<Glyph>& patches);
  void report_letter_spacing();
  void report_lines(const ParagraphLines& lines);
  void report_protected();
  void report_cuts(const FitSetting& setting);
  [[nodiscard]] std::u16string quoted(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::string words_around(std::uint32_t begin, std::uint32_t end) const;

  const ParagraphMeasure& text_;
  const LineSpace& space_;
  ShapeWorkspace& shape_workspace_;
  LineWorkspace::State& state_;
  Diagnostics& diagnostics_;
  bool first_pass_failed_ = false;
};

FitParameters Breaking::parameters() const {
  const Paragraph& paragraph = text_.paragraph;
  const Length em = text_.em();
  FitParameters result;
  result.measure = space_.measure;
  result.first_measure = space_.measure - paragraph.indent;
  result.runt_width = max(em * 2, space_.next_indent + em);
  result.tolerance = kFirstTolerance;
  result.variant_tolerance = paragraph.variants ? kVariantTolerance : 0;
  if (paragraph.align != Align::kJustify) {
    // Knuth & Plass 1981, on ragged right: spaces keep their width, and all give is at the line's
    // end. Centered text has half of it at either side.
    result.end_stretch = max(em * 2, space_.measure.scaled({1, 8}));
    result.fitness = FitnessClasses::kIgnored;
  }
  return result;
}

void Breaking::rebuild() {
  build_items(text_, state_.breaks, state_.items);
  measure_cuts(text_, state_.items, shape_workspace_);
}

/// Asks ICU only where a second line is possible: a heading or a table cell seldom needs it.
void Breaking::find_breaks() {
  const Paragraph& paragraph = text_.paragraph;
  const auto units = static_cast<std::int64_t>(paragraph.text.size());
  const Length at_most = text_.natural_width() + Length::from_units(units);
  const bool forced = std::any_of(paragraph.text.begin(), paragraph.text.end(), is_forced_break);
  if (!forced && at_most <= space_.measure - max(paragraph.indent, Length{})) {
    state_.breaks.at.assign(paragraph.text.size() + 1, BreakSource::kNone);
    state_.breaks.protected_runs.clear();
  } else {
    find_text_breaks(text_, space_.measure, state_.iterators, state_.breaks);
  }
  rebuild();
}

FitResult Breaking::fit() {
  FitParameters pass = parameters();
  FitResult result = total_fit(state_.items.breaks(), pass, state_.fit);
  if (result.optimum && result.optimum->demerits >= kRuntPenalty * kRuntPenalty) {
    pass.tolerance = kRuntTolerance;
    FitResult without_runt = total_fit(state_.items.breaks(), pass, state_.fit);
    if (without_runt.optimum && without_runt.optimum->demerits < result.optimum->demerits) {
      return without_runt;
    }
    pass.tolerance = kFirstTolerance;
  }
  if (result.optimum) return result;
  first_pass_failed_ = true;
  if (text_.paragraph.hyphenate && add_pattern_breaks(text_, state_.dictionaries, state_.breaks)) {
    rebuild();
    pass.tolerance = kHyphenTolerance;
    result = total_fit(state_.items.breaks(), pass, state_.fit);
    if (result.optimum) return result;
  }
  pass.tolerance = kEmergencyTolerance;
  pass.variant_tolerance = text_.paragraph.variants ? kEmergencyTolerance : 0;
  pass.emergency_stretch = text_.em() * 3;
  result = total_fit(state_.items.breaks(), pass, state_.fit);
  if (result.optimum) {
    // A variant may be as bad as the optimum has to be, and no worse.
    const int most = std::max(kVariantTolerance, result.optimum->worst_badness);
    if (result.fewer && result.fewer->worst_badness > most) result.fewer.reset();
    if (result.more && result.more->worst_badness > most) result.more.reset();
    return result;
  }
  pass.variant_tolerance = 0;  // Where words are cut there is nothing to vary.
  if (cut_wide_words()) rebuild();
  pass.tolerance = kInfiniteBadness;
  pass.overfull = Overfull::kAsLastResort;
  result = total_fit(state_.items.breaks(), pass, state_.fit);
  BIFOLIUM_CHECK(result.optimum.has_value(), "the last resort always finds lines");
  return result;
}

/// Lets a line end between any two graphemes of what is wider than a line and has no break inside.
bool Breaking::cut_wide_words() {
  const std::vector<BreakPoint>& breaks = state_.items.breaks();
  std::vector<std::array<std::uint32_t, 2>> wide;
  Length origin;
  std::uint32_t begin = 0;
  for (const BreakPoint& point : breaks) {
    const Length room = begin == 0 ? space_.measure - text_.paragraph.indent : space_.measure;
    if (point.before.width - origin > min(room, space_.measure)) {
      wide.push_back({begin, point.text_begin});
    }
    origin = point.after.width;
    begin = point.text_end;
  }
  bool any = false;
  for (const auto& [from, to] : wide) any = cut_word(from, to) || any;
  return any;
}

bool Breaking::cut_word(std::uint32_t begin, std::uint32_t end) {
  const std::u16string_view text = std::u16string_view(text_.paragraph.text).substr(0, end);
  UBreakIterator* graphemes = state_.iterators.grapheme();
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(graphemes, text.data() + begin, static_cast<std::int32_t>(end - begin), &status);
  BIFOLIUM_CHECK(U_SUCCESS(status), "ICU takes any text");
  const auto& runs = state_.breaks.protected_runs;
  bool any = false;
  for (std::int32_t p = ubrk_next(graphemes); p != UBRK_DONE; p = ubrk_next(graphemes)) {
    const std::uint32_t position = begin + static_cast<std::uint32_t>(p);
    if (position >= end || state_.breaks.at[position] != BreakSource::kNone) continue;
    if (is_breaking_space(text[position]) || text[position] == 0x00A0) continue;
    const bool is_protected = std::any_of(runs.begin(), runs.end(), [&](const ProtectedRun& run) {
      return run.begin < position && position < run.end;
    });
    if (is_protected) continue;
    state_.breaks.at[position] = BreakSource::kCut;
    any = true;
  }
  return any;
}

LineSetting Breaking::set(const FitSetting& setting, std::int64_t optimum,
                          std::vector<Glyph>& patches) {
  LineSetting result;
  result.extra_demerits = setting.demerits - optimum;
  result.lines.reserve(setting.breaks.size());
  LineSetter setter(text_, state_.items, space_.measure, shape_workspace_, patches);
  std::uint32_t from = LineSetter::kParagraphStart;
  for (const std::uint32_t to : setting.breaks) {
    spend(state_.fit.budget, kNanosecondsALine);
    result.lines.push_back(setter.set(from, to));
    from = to;
  }
  result.grown = grown_steps(text_, result, patches);
  return result;
}

ParagraphLines Breaking::run() {
  find_breaks();
  const FitResult result = fit();
  ParagraphLines lines;
  const std::int64_t optimum = result.optimum->demerits;
  lines.optimum = set(*result.optimum, optimum, lines.patches);
  if (result.fewer) lines.fewer.push_back(set(*result.fewer, optimum, lines.patches));
  if (result.more) lines.more.push_back(set(*result.more, optimum, lines.patches));
  lines.first_pass_failed = first_pass_failed_;
  for (const std::uint32_t taken : result.optimum->breaks) {
    if (state_.items.breaks()[taken].source == BreakSource::kPattern) lines.hyphens_used = true;
  }
  report_protected();
  report_letter_spacing();
  report_cuts(*result.optimum);
  report_lines(lines);
  return lines;
}

/// The first style of the paragraph whose letters would run into each other.
void Breaking::report_letter_spacing() {
  for (std::size_t run = 0; run < text_.shaped.runs.size(); ++run) {
    const TextStyle& style = text_.style_of_run(run);
    if (style.letter_spacing >= Length()) continue;
    const Length least = style.size.scaled(kLeastLetterSpacing);
    if (style.letter_spacing >= least) continue;
    diagnostics_.report(DiagnosticCode::kLetterSpacingTight,
                        text_.paragraph.inlines[text_.shaped.runs[run].inline_id].span,
                        {points(style.letter_spacing), points(style.size), points(least)});
    return;
  }
}

void Breaking::report_lines(const ParagraphLines& lines) {
  for (std::size_t i = 0; i < lines.optimum.lines.size(); ++i) {
    const Line& line = lines.optimum.lines[i];
    const Length room = space_.measure - (i == 0 ? text_.paragraph.indent : Length{});
    if (line.width <= room) continue;
    diagnostics_.report(
        DiagnosticCode::kInkLeavesMeasure, text_.paragraph.span,
        {words_around(line.text_begin, line.text_end), millimeters(line.width - room),
         points(line.width - room), millimeters(room)});
  }
}

/// One warning a word, however often it was cut.
void Breaking::report_cuts(const FitSetting& setting) {
  const std::u16string_view text = text_.paragraph.text;
  std::uint32_t reported_to = 0;
  for (const std::uint32_t taken : setting.breaks) {
    const BreakPoint& point = state_.items.breaks()[taken];
    if (point.source != BreakSource::kCut || point.text_begin < reported_to) continue;
    diagnostics_.report(
        DiagnosticCode::kWordCut, text_.paragraph.span,
        {words_around(point.text_begin, point.text_begin), millimeters(space_.measure)});
    reported_to = point.text_begin;
    while (reported_to < text.size() && !is_breaking_space(text[reported_to]) &&
           !is_forced_break(text[reported_to])) {
      ++reported_to;
    }
  }
}

void Breaking::report_protected() {
  for (const ProtectedRun& run : state_.breaks.protected_runs) {
    if (!run.opened) continue;
    diagnostics_.report(DiagnosticCode::kProtectedSplit,
                        text_.paragraph.inlines[run.inline_id].span,
                        {to_utf8(quoted(run.begin, run.end)), millimeters(space_.measure)});
  }
}

/// The text from `begin` to `end` with the whole words that reach into it.
std::string Breaking::words_around(std::uint32_t begin, std::uint32_t end) const {
  const std::u16string_view text = text_.paragraph.text;
  const auto is_space = [&](std::uint32_t i) {
    return is_breaking_space(text[i]) || is_forced_break(text[i]);
  };
  while (begin > 0 && !is_space(begin - 1)) --begin;
  while (end < text.size() && !is_space(end)) ++end;
  while (end > begin && is_space(end - 1)) --end;
  return excerpt(quoted(begin, end));
}

/// The text from `begin` to `end` as a message quotes it. What a job filled in may be a patient's:
/// an ellipsis stands for it.
std::u16string Breaking::quoted(std::uint32_t begin, std::uint32_t end) const {
  const std::u16string_view text = text_.paragraph.text;
  std::u16string shown;
  for (const ValueField& field : text_.paragraph.values) {
    if (field.end <= begin || field.begin >= end) continue;
    if (field.begin > begin) shown += text.substr(begin, field.begin - begin);
    shown += u'\u2026';
    begin = std::min(field.end, end);
  }
  shown += text.substr(begin, end - begin);
  return shown;
}

}  // namespace

ParagraphLines break_lines(const Paragraph& paragraph, const ShapedParagraph& shaped,
                           const TextStyles& styles, const FontLibrary& fonts,
                           const LineSpace& space, ShapeWorkspace& shape_workspace,
                           LineWorkspace& workspace, Diagnostics& diagnostics) {
  ParagraphLines lines;
  if (paragraph.text.empty()) {
    lines.optimum.lines.emplace_back();
    return lines;
  }
  if (space.measure <= Length{} || space.measure <= paragraph.indent) {
    diagnostics.report(DiagnosticCode::kNoMeasure, paragraph.span, {millimeters(space.measure)});
    lines.optimum.lines.emplace_back();
    lines.optimum.lines.back().text_end = static_cast<std::uint32_t>(paragraph.text.size());
    return lines;
  }
  const ParagraphMeasure text(paragraph, shaped, styles, fonts);
  return Breaking(text, space, shape_workspace, workspace.state(), diagnostics).run();
}

}  // namespace bifolium

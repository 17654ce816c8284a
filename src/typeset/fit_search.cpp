#include "typeset/fit_search.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace bifolium {
namespace {

constexpr std::int64_t kAsItIs = 1000;
/// Half a percent: of body text a sixteenth of a point, which nobody sees.
constexpr std::int64_t kStep = 5;

std::int64_t steps_to(std::int64_t value) {
  return (std::abs(value - kAsItIs) + kStep - 1) / kStep;
}

/// The value after so many steps towards `end`, never beyond it.
std::int64_t value_at(std::int64_t end, std::int64_t steps) {
  return end < kAsItIs ? std::max(end, kAsItIs - steps * kStep)
                       : std::min(end, kAsItIs + steps * kStep);
}

bool has(const std::vector<Diagnostic>& findings, DiagnosticCode code) {
  return std::ranges::find(findings, static_cast<int>(code), &Diagnostic::code) != findings.end();
}

/// Errors in setting, but for a folded sheet that is too small, which is what fitting is for.
bool is_faulty(const std::vector<Diagnostic>& findings) {
  return std::ranges::any_of(findings, [](const Diagnostic& d) {
    return d.severity == Severity::kError &&
           d.code != static_cast<int>(DiagnosticCode::kMorePagesThanPanels);
  });
}

}  // namespace

bool is_left_blank(const Page& page) { return page.kind == PageKind::kBlank && !page.padding; }

std::size_t pages_that_count(const SetDocument& document) {
  const std::vector<Page>& pages = document.pages.pages;
  return static_cast<std::size_t>(std::ranges::count(pages, false, &Page::padding));
}

FitOutcome judge_pages(const SetDocument& document, const std::vector<Diagnostic>& findings,
                       std::size_t wanted) {
  const std::size_t count = pages_that_count(document);
  if (count > wanted) return FitOutcome::kTooLong;
  const bool blank = std::ranges::any_of(document.pages.pages, is_left_blank);
  if (count < wanted || blank || has(findings, DiagnosticCode::kShortLastPage)) {
    return FitOutcome::kTooShort;
  }
  // The panels of a folded sheet are a number that nothing can go beyond.
  return has(findings, DiagnosticCode::kMorePagesThanPanels) ? FitOutcome::kFaulty
                                                             : FitOutcome::kFits;
}

FitSearch::FitSearch(const DocumentSetter& as_set, const FitSpec& fit, const FontLibrary& fonts,
                     Workspace& workspace)
    : styled_(as_set.as_styled()),
      fit_(fit),
      fonts_(fonts),
      workspace_(workspace),
      floor_(fit.floor ? fit.floor->absolute().value_or(Length()) : Length()),
      least_size_(fit.size.least) {
  const Length body = styled_.text_styles[styled_.base_text_style].size;
  const Length least = min(floor_, body);
  if (body.scaled({fit.size.least, kAsItIs}) >= least) return;
  stops_at_floor_ = true;
  // Rounded up, so that body text does not come to lie below it.
  least_size_ = (least.units() * kAsItIs + body.units() - 1) / body.units();
}

FitTrial FitSearch::try_setting(const FitSetting& setting, const PageGoal& goal,
                                bool explain) const {
  FitTrial trial;
  Diagnostics diagnostics;
  DocumentSetter setter(set_otherwise(styled_, setting, floor_), fonts_, explain,
                        fit_.lines ? goal : PageGoal{});
  static_cast<void>(setter.set(workspace_, diagnostics));
  trial.findings = diagnostics.all();
  trial.outcome = FitOutcome::kFaulty;
  if (is_faulty(trial.findings)) return trial;
  trial.document = setter.take();
  trial.outcome = judge_pages(trial.document, trial.findings, goal.pages);
  trial.nearly = trial.outcome == FitOutcome::kTooShort &&
                 pages_that_count(trial.document) == goal.pages &&
                 has(trial.findings, DiagnosticCode::kShortLastPage) && !diagnostics.has_errors();
  return trial;
}

FitSearch::Seen FitSearch::look_at(const FitSetting& setting, const PageGoal& goal,
                                   FitResult& result) const {
  const FitTrial trial = try_setting(setting, goal, false);
  if (trial.nearly && !result.nearly) result.nearly = {setting, goal};
  return {trial.outcome, pages_that_count(trial.document)};
}

std::vector<FitSearch::Lever> FitSearch::levers(FitOutcome from) const {
  if (from == FitOutcome::kTooLong) {
    return {{&FitSetting::space, fit_.space.least},
            {&FitSetting::leading, fit_.leading.least},
            {&FitSetting::size, least_size_}};
  }
  return {{&FitSetting::space, fit_.space.most},
          {&FitSetting::leading, fit_.leading.most},
          {&FitSetting::size, fit_.size.most}};
}

FitResult FitSearch::search(std::size_t pages) const {
  FitResult first = search_at({pages, CountCost::kLittle});
  // Pages that end visibly early are for what jumps over the number, not for what is too short.
  if (first.found || !fit_.lines || first.pages_beyond == 0) return first;
  FitResult second = search_at({pages, CountCost::kMuch});
  if (first.nearly) second.nearly = first.nearly;
  return second;
}

FitResult FitSearch::search_at(const PageGoal& goal) const {
  FitResult result;
  FitSetting setting;
  const FitOutcome from = look_at(setting, goal, result).outcome;
  if (from == FitOutcome::kFits) {
    result.found = {setting, {goal.cost, 1, 0}};
    return result;
  }
  const std::vector<Lever> all = levers(from);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto at = [&](std::int64_t steps) {
      FitSetting other = setting;
      other.*all[i].value = value_at(all[i].end, steps);
      return other;
    };
    // The least number of steps after which it is not what it was. More steps can't bring that
    // back: what is set tighter needs no more pages.
    std::int64_t low = 0, high = steps_to(all[i].end);
    if (high == 0) continue;
    Seen there = look_at(at(high), goal, result);
    if (there.outcome == from) {
      setting = at(high);
      continue;
    }
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      const Seen here = look_at(at(middle), goal, result);
      if (here.outcome == from) {
        low = middle;
      } else {
        high = middle;
        there = here;
      }
    }
    if (there.outcome == FitOutcome::kFits) {
      setting = at(high);
      const std::int64_t last = std::abs(setting.*all[i].value - kAsItIs);
      for (std::size_t j = i; j-- > 0;) take_back(all[j], goal, setting, result);
      result.found = {setting, {goal.cost, i + 2, last}};
      return result;
    }
    if (there.outcome != FitOutcome::kFaulty) result.pages_beyond = there.pages;
    setting = at(low);
  }
  result.limit = setting;
  result.outcome = from;
  return result;
}

void FitSearch::take_back(const Lever& lever, const PageGoal& goal, FitSetting& setting,
                          FitResult& result) const {
  FitSetting tried = setting;
  const auto fits = [&](std::int64_t steps) {
    tried.*lever.value = value_at(lever.end, steps);
    return look_at(tried, goal, result).outcome == FitOutcome::kFits;
  };
  std::int64_t high = steps_to(setting.*lever.value);
  if (high == 0) return;
  std::int64_t low = -1;  // Does not fit, or was not tried.
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (fits(middle) ? high : low) = middle;
  }
  setting.*lever.value = value_at(lever.end, high);
}

}  // namespace bifolium

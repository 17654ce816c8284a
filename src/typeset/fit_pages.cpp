#include "typeset/fit_pages.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/decimal.h"
#include "typeset/fit_report.h"
#include "typeset/fit_search.h"

namespace bifolium {
namespace {

/// The numbers of pages to try for, the nearer one first.
std::vector<std::size_t> candidates(const PageTarget& target, std::size_t natural) {
  if (target.kind != PageTarget::Kind::kMultiple) return {target.number};
  const std::size_t below = natural / target.number * target.number;
  const std::size_t above = below + target.number;
  if (below == natural) return {natural};
  if (below == 0) return {above};
  if (natural - below <= above - natural) return {below, above};
  return {above, below};
}

SourceSpan where_of(const FitTask& task) {
  const ContentTree& content = *task.sources.content;
  return content[content.root()].span;
}

bool is_too_many(const Diagnostic& d) {
  return d.code == static_cast<int>(DiagnosticCode::kMorePagesThanPanels);
}

/// How many panels a folded sheet has on its two sides; 0 where pages are no panels.
std::size_t panels_of(const FitTask& task) { return task.sources.layout->page.panels.size() * 2; }

/// The pages that are asked for. A folded sheet has its panels, which a text need not fill unless
/// just so many are asked for; one that has too few for the text has to be filled.
PageTarget target_of(const FitTask& task) {
  const PageTarget& asked = task.sources.pages;
  const std::size_t panels = panels_of(task);
  if (panels == 0 || asked.kind == PageTarget::Kind::kExactly) return asked;
  if (std::ranges::none_of(task.of_setting, is_too_many)) return {};
  return {PageTarget::Kind::kExactly, panels};
}

class Fitter {
 public:
  Fitter(const FitTask& task, const FontLibrary& fonts, Workspace& workspace,
         Diagnostics& diagnostics)
      : task_(task),
        natural_(pages_that_count(task.as_set.document())),
        search_(task.as_set, task.sources.layout->fit, fonts, workspace),
        where_(where_of(task)),
        diagnostics_(diagnostics) {}

  std::optional<SetDocument> run() {
    const std::vector<std::size_t> wanted = candidates(target_of(task_), natural_);
    std::vector<FitResult> results;
    for (const std::size_t pages : wanted) results.push_back(search_.search(pages));
    std::size_t best = 0;
    for (std::size_t i = 1; i < results.size(); ++i) {
      if (!results[i].found) continue;
      if (!results[best].found || results[i].found->effort < results[best].found->effort) best = i;
    }
    if (const auto& found = results[best].found) {
      return set(found->setting, {wanted[best], found->effort.cost});
    }
    for (const FitResult& result : results) {
      if (result.nearly) return set(result.nearly->setting, result.nearly->goal);
    }
    for (std::size_t i = 0; i < results.size(); ++i) refuse(results[i], wanted[i]);
    return std::nullopt;
  }

 private:
  std::optional<SetDocument> set(const FitSetting& setting, const PageGoal& goal) {
    FitTrial trial = search_.try_setting(setting, goal, task_.explain);
    for (const Diagnostic& d : trial.findings) diagnostics_.add(d);
    if (task_.explain) {
      report_fit(trial.document, setting, natural_, where_, diagnostics_);
    }
    return std::move(trial.document);
  }

  void refuse(const FitResult& result, std::size_t pages) {
    FitRefusal refusal;
    refusal.wanted = pages;
    refusal.possible = panels_of(task_) > 0 ? 0 : nearest_possible(result, pages);
    refusal.at_floor = search_.stops_at_floor();
    refusal.floor = search_.floor();
    const FitTrial trial =
        search_.try_setting(result.limit, {refusal.possible > 0 ? refusal.possible : pages}, false);
    report_refusal(trial.document, result, refusal, where_, diagnostics_);
  }

  /// The number of pages that is nearest to what was asked for, on the way to what comes by itself;
  /// 0 where there is none: what comes by itself has no room on the folded sheet.
  [[nodiscard]] std::size_t nearest_possible(const FitResult& result, std::size_t pages) const {
    const bool too_long = result.outcome == FitOutcome::kTooLong;
    for (std::size_t tries = 0; tries < kMostTries; ++tries) {
      pages += too_long ? 1 : std::size_t(-1);
      if (too_long ? pages >= natural_ : pages <= natural_) break;
      if (search_.search(pages).found) return pages;
    }
    const SetDocument& as_set = task_.as_set.document();
    return judge_pages(as_set, task_.of_setting, natural_) == FitOutcome::kFits ? natural_ : 0;
  }

  static constexpr std::size_t kMostTries = 8;

  const FitTask& task_;
  std::size_t natural_;
  FitSearch search_;
  SourceSpan where_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<SetDocument> fit_pages(const FitTask& task, const FontLibrary& fonts,
                                     Workspace& workspace, Diagnostics& diagnostics) {
  const std::size_t panels = panels_of(task);
  if (panels > 0 && !task.sources.pages.allows(panels)) {
    const std::string count = integer_text(static_cast<std::int64_t>(panels));
    diagnostics.report(DiagnosticCode::kFitPanels, where_of(task), {count});
    return std::nullopt;
  }
  const PageTarget target = target_of(task);
  const SetDocument& document = task.as_set.document();
  const std::size_t pages = pages_that_count(document);
  const bool stands =
      target.kind == PageTarget::Kind::kAny ||
      (target.allows(pages) && judge_pages(document, task.of_setting, pages) == FitOutcome::kFits);
  if (!stands) return Fitter(task, fonts, workspace, diagnostics).run();
  for (const Diagnostic& d : task.of_setting) diagnostics.add(d);
  if (task.explain && target.kind != PageTarget::Kind::kAny) {
    report_fit(document, {}, pages, where_of(task), diagnostics);
  }
  return std::nullopt;
}

bool may_be_fitted(const std::vector<Diagnostic>& of_setting, const Sources& sources) {
  const bool folded = sources.layout->page.fold != FoldKind::kNone;
  if (sources.pages.kind == PageTarget::Kind::kAny && !folded) return false;
  return std::ranges::all_of(of_setting, [](const Diagnostic& d) {
    return d.severity != Severity::kError || is_too_many(d);
  });
}

}  // namespace bifolium

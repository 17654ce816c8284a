#include "lines/total_fit.h"

#include <algorithm>

#include "core/check.h"

namespace bifolium {
namespace {

using Node = FitWorkspace::Node;
using Active = FitWorkspace::Active;
using Fitness = FitWorkspace::Fitness;

// TeX's plain format: \linepenalty, \doublehyphendemerits, \finalhyphendemerits, \adjdemerits.
constexpr std::int64_t kLinePenalty = 10;
constexpr std::int64_t kFlaggedPairDemerits = 10'000;
constexpr std::int64_t kFlaggedThirdDemerits = 10'000;  // A third flagged line running, on top.
constexpr std::int64_t kFinalFlaggedDemerits = 5'000;
constexpr std::int64_t kAdjacencyDemerits = 10'000;
constexpr std::int32_t kLineCountSpread = 2;
constexpr std::int64_t kNanosecondsABreak = 100;  // About, for TimeBudget.

/// Largest r = 297 t / s whose badness is at most `limit`: a multiplication then rejects most
/// candidates, and the division is left for lines that stay.
std::int64_t ratio_limit(int limit) {
  if (limit >= kInfiniteBadness) return -1;
  std::int64_t low = 0, high = 1290;
  while (low < high) {
    const std::int64_t r = (low + high + 1) / 2;
    if (((r * r * r + (1 << 17)) >> 18) <= limit) {
      low = r;
    } else {
      high = r - 1;
    }
  }
  return low;
}

class Fit {
 public:
  Fit(std::span<const BreakPoint> breaks, const FitParameters& parameters, FitWorkspace& workspace)
      : breaks_(breaks),
        parameters_(parameters),
        nodes_(workspace.nodes),
        active_(workspace.active),
        candidates_(workspace.candidates),
        budget_(workspace.budget),
        limit_(std::max(parameters.tolerance, parameters.variant_tolerance)),
        ratio_limit_(ratio_limit(limit_)) {
    for (const BreakPoint& point : breaks) least_pre_ = min(least_pre_, point.pre);
  }

  FitResult run() {
    nodes_.assign(1, Node{});
    active_.assign(1, Active{0, 1, Sums{}, parameters_.first_measure});
    for (std::uint32_t k = 0; k < breaks_.size(); ++k) {
      if (breaks_[k].penalty >= kForbidden) continue;
      spend(budget_, kNanosecondsABreak);
      if (!try_break(k)) return {std::nullopt, std::nullopt, std::nullopt, steps_};
    }
    return best_settings();
  }

 private:
  bool try_break(std::uint32_t k);
  void try_line(const Active& from, const BreakPoint& point);
  void add_candidates(const Active& from, const BreakPoint& point, int line_badness,
                      Fitness fitness);
  void offer(const Node& candidate);
  void overfull_candidate(const Active& from);
  void keep_candidates(std::uint32_t k);
  [[nodiscard]] std::int64_t line_demerits(const BreakPoint& point, const BreakPoint* from,
                                           int line_badness, Length natural) const;
  [[nodiscard]] FitResult best_settings() const;
  [[nodiscard]] FitSetting trace(const Node& last) const;

  std::span<const BreakPoint> breaks_;
  const FitParameters& parameters_;
  std::vector<Node>& nodes_;
  std::vector<Active>& active_;
  std::vector<Node>& candidates_;
  TimeBudget* budget_;
  int limit_;
  std::int64_t ratio_limit_;  ///< -1: none.
  Length least_pre_;          ///< <= 0.
  std::uint64_t steps_ = 0;
};

/// Considers all lines that end at break `k`. False where no line can go on from here.
bool Fit::try_break(std::uint32_t k) {
  const BreakPoint& point = breaks_[k];
  candidates_.clear();
  Active last_dead;
  bool any_dead = false;
  std::size_t kept = 0;
  for (std::size_t a = 0; a < active_.size(); ++a) {
    const Active from = active_[a];
    ++steps_;
    // Without the hyphen: a line too long only by it may still end at a later break.
    const Length least = (point.before.width - from.origin.width) -
                         (point.before.shrink - from.origin.shrink) + least_pre_;
    if (least > from.measure) {
      last_dead = from;
      any_dead = true;
      continue;
    }
    try_line(from, point);
    if (point.forced()) {
      last_dead = from;
      any_dead = true;
    } else {
      active_[kept++] = from;
    }
  }
  active_.resize(kept);
  if (candidates_.empty() && active_.empty()) {
    if (parameters_.overfull == Overfull::kNever || !any_dead) return false;
    overfull_candidate(last_dead);
  }
  if (!candidates_.empty()) keep_candidates(k);
  return !active_.empty() || k + 1 == breaks_.size();
}

void Fit::try_line(const Active& from, const BreakPoint& point) {
  const Length natural = point.before.width - from.origin.width + point.pre;
  const Length shortfall = from.measure - natural;
  int line_badness = 0;
  Fitness fitness = Fitness::kDecent;
  if (shortfall < Length{}) {
    const Length shrink = point.before.shrink - from.origin.shrink;
    if (-shortfall > shrink) return;
    line_badness = badness(-shortfall, shrink);
    if (line_badness > 12) fitness = Fitness::kTight;
  } else if (!point.forced()) {
    const Length stretch = point.before.stretch - from.origin.stretch + parameters_.end_stretch +
                           parameters_.emergency_stretch;
    if (ratio_limit_ >= 0 && 297 * shortfall.units() >=
                                 (ratio_limit_ + 1) * std::max<std::int64_t>(stretch.units(), 1)) {
      return;
    }
    line_badness = badness(shortfall, stretch);
    if (line_badness > 99) {
      fitness = Fitness::kVeryLoose;
    } else if (line_badness > 12) {
      fitness = Fitness::kLoose;
    }
  }
  if (line_badness > limit_) return;
  add_candidates(from, point, line_badness, fitness);
}

/// TeX82 §859, without what depends on the line before.
std::int64_t Fit::line_demerits(const BreakPoint& point, const BreakPoint* from, int line_badness,
                                Length natural) const {
  const std::int64_t base = kLinePenalty + line_badness;
  const std::int64_t p = point.penalty;
  std::int64_t demerits = base * base;
  if (p > 0) {
    demerits += p * p;
  } else if (p > -kForbidden) {
    demerits -= p * p;
  }
  // A paragraph of one line has no runt: there is nothing to fill it with.
  if (point.ends_paragraph && from != nullptr && from->source != BreakSource::kForced &&
      (from->runt_after || natural < parameters_.runt_width)) {
    demerits += kRuntPenalty * kRuntPenalty;
  }
  return demerits;
}

void Fit::add_candidates(const Active& from, const BreakPoint& point, int line_badness,
                         Fitness fitness) {
  if (parameters_.fitness == FitnessClasses::kIgnored) fitness = Fitness::kDecent;
  const bool starts = from.first_node == 0;
  const BreakPoint* origin = starts ? nullptr : &breaks_[nodes_[from.first_node].break_index];
  const Length natural = point.before.width - from.origin.width + point.pre;
  const std::int64_t base = line_demerits(point, origin, line_badness, natural);
  for (std::uint32_t n = from.first_node; n < from.last_node; ++n) {
    const Node& node = nodes_[n];
    Node next;
    next.demerits = node.demerits + base;
    next.previous = n;
    next.line = node.line + 1;
    next.fitness = fitness;
    next.worst_badness = std::max(node.worst_badness, line_badness);
    next.relaxed = node.relaxed || line_badness > parameters_.tolerance;
    if (point.flagged) {
      next.flagged_run = node.flagged_run == 0 ? 1 : 2;
      if (node.flagged_run >= 1) next.demerits += kFlaggedPairDemerits;
      if (node.flagged_run >= 2) next.demerits += kFlaggedThirdDemerits;
    }
    if (point.ends_paragraph && node.flagged_run >= 1) next.demerits += kFinalFlaggedDemerits;
    const int apart = static_cast<int>(node.fitness) - static_cast<int>(fitness);
    if (apart > 1 || apart < -1) next.demerits += kAdjacencyDemerits;
    offer(next);
  }
}

/// Keeps the cheapest candidate of each state; of equals the first, whose line starts earlier.
void Fit::offer(const Node& candidate) {
  for (Node& other : candidates_) {
    if (other.line != candidate.line || other.fitness != candidate.fitness ||
        other.flagged_run != candidate.flagged_run || other.relaxed != candidate.relaxed) {
      continue;
    }
    if (candidate.demerits < other.demerits) other = candidate;
    return;
  }
  candidates_.push_back(candidate);
}

/// TeX82 §854: when nothing else is left, the last active break keeps the paragraph going with a
/// line that sticks out.
void Fit::overfull_candidate(const Active& from) {
  std::uint32_t best = from.first_node;
  for (std::uint32_t n = from.first_node; n < from.last_node; ++n) {
    if (nodes_[n].demerits < nodes_[best].demerits) best = n;
  }
  Node next = nodes_[best];
  next.previous = best;
  ++next.line;
  next.fitness = Fitness::kDecent;
  next.flagged_run = 0;
  candidates_.push_back(next);
}

void Fit::keep_candidates(std::uint32_t k) {
  const Node* cheapest = nullptr;
  for (const Node& node : candidates_) {
    if (cheapest == nullptr || (cheapest->relaxed && !node.relaxed) ||
        (cheapest->relaxed == node.relaxed && node.demerits < cheapest->demerits)) {
      cheapest = &node;
    }
  }
  const std::int32_t middle = cheapest->line;
  Active fresh;
  fresh.first_node = static_cast<std::uint32_t>(nodes_.size());
  for (Node& node : candidates_) {
    if (parameters_.prune == Prune::kFarLineCounts &&
        (node.line < middle - kLineCountSpread || node.line > middle + kLineCountSpread)) {
      continue;
    }
    const bool dominated =
        node.relaxed && std::any_of(candidates_.begin(), candidates_.end(), [&](const Node& other) {
          return !other.relaxed && other.line == node.line && other.fitness == node.fitness &&
                 other.flagged_run == node.flagged_run && other.demerits <= node.demerits;
        });
    if (dominated) continue;
    node.break_index = k;
    nodes_.push_back(node);
  }
  fresh.last_node = static_cast<std::uint32_t>(nodes_.size());
  fresh.origin = breaks_[k].after;
  fresh.origin.width -= breaks_[k].post;
  fresh.measure = parameters_.measure;
  active_.push_back(fresh);
}

FitSetting Fit::trace(const Node& last) const {
  FitSetting setting;
  setting.demerits = last.demerits;
  setting.worst_badness = last.worst_badness;
  setting.breaks.resize(static_cast<std::size_t>(last.line));
  const Node* node = &last;
  for (std::size_t line = setting.breaks.size(); line-- > 0;) {
    setting.breaks[line] = node->break_index;
    node = &nodes_[node->previous];
  }
  return setting;
}

FitResult Fit::best_settings() const {
  FitResult result;
  result.steps = steps_;
  BIFOLIUM_CHECK(!active_.empty(), "the last break of a paragraph is its end");
  const Active& end = active_.back();
  const auto cheapest = [&](auto&& accepts) {
    const Node* best = nullptr;
    for (std::uint32_t n = end.first_node; n < end.last_node; ++n) {
      const Node& node = nodes_[n];
      if (!accepts(node)) continue;
      if (best == nullptr || node.demerits < best->demerits ||
          (node.demerits == best->demerits && node.line < best->line)) {
        best = &node;
      }
    }
    return best;
  };
  const Node* best = cheapest([](const Node& node) { return !node.relaxed; });
  if (best == nullptr) return result;
  result.optimum = trace(*best);
  if (parameters_.variant_tolerance <= 0 || best->line < 2) return result;
  const Node* fewer = cheapest([&](const Node& node) { return node.line == best->line - 1; });
  const Node* more = cheapest([&](const Node& node) { return node.line == best->line + 1; });
  if (fewer != nullptr) result.fewer = trace(*fewer);
  if (more != nullptr) result.more = trace(*more);
  return result;
}

}  // namespace

FitResult total_fit(std::span<const BreakPoint> breaks, const FitParameters& parameters,
                    FitWorkspace& workspace) {
  BIFOLIUM_CHECK(!breaks.empty() && breaks.back().forced(), "a paragraph ends with a forced break");
  return Fit(breaks, parameters, workspace).run();
}

}  // namespace bifolium

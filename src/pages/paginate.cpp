#include "pages/paginate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

#include "core/check.h"
#include "lines/total_fit.h"

namespace bifolium {
namespace {

// Costs of ALGORITHMS, page breaking.
constexpr std::int64_t kInsideParagraph = 150;
constexpr std::int64_t kTwoLineRemnant = 300;
constexpr std::int64_t kNotOptimum = 2500;
constexpr std::int64_t kShortLastPage = 10'000'000;
constexpr std::int64_t kNearlyEmpty = 2000;
/// What a setting costs over the optimum counts half. ALGORITHMS has an eighth, at which a
/// paragraph was set visibly looser only to spare a page one unfilled line.
constexpr std::int64_t kExtraDivisor = 2;
/// Fewest lines on a part's last page.
constexpr std::int64_t kFewestLines = 4;
/// A ragged foot may stay short by this many lines before it looks unfilled.
constexpr std::int64_t kFootStretchLines = 4;
/// Dearer than any legal column, so that it is chosen only where nothing else is.
constexpr std::int64_t kOverfull = 1'000'000'000'000;
/// Dearer than any legal column, cheaper than an overfull one: fewer columns come first.
constexpr std::int64_t kFewerColumns = 100'000'000'000;
/// What a number of columns that does not come by itself may cost over the one that does, for each
/// column (CountCost). Dearer ones look torn apart, or pressed together.
constexpr std::int64_t kLittleMore = 2'704;
constexpr std::int64_t kMuchMore = 12'100;
/// Columns up to which ways are told apart by their number, so that memory stays bounded.
constexpr std::size_t kMostCounted = 100;
/// Entries kept of the front over settings, the cheapest. Lost: paths through a dearer combination
/// of settings whose height would fit better further down the same column.
constexpr std::size_t kFrontSize = 9;
constexpr std::int64_t kInfinite = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kNoLimit = kInfinite - 1;
constexpr std::uint32_t kNone = 0xFFFF'FFFF;
constexpr std::int64_t kNanosecondsAColumn = 10'000;  ///< With all its ends, for TimeBudget.
/// What a way is first allowed to cost for each element, over the premiums that it may still win:
/// on average, pages four lines short. Where that doesn't do, it is raised.
constexpr std::int64_t kFirstLimit = 2'000;
constexpr std::int64_t kLimitStep = 64;

constexpr std::array kChoices = {LineChoice::kOptimum, LineChoice::kFewer, LineChoice::kMore};

/// Height used so far in a column, and what the settings chosen on the way cost.
struct Front {
  Length used;
  bool loosened = false;  ///< A paragraph was set with a line more than its best.
  std::int64_t cost = 0;
  std::uint32_t choice = kNone;  ///< Last of the chain in Programme::choices_.
};

struct ChoiceNode {
  std::uint32_t element = 0;
  LineChoice choice{};
  std::uint32_t before = kNone;
};

/// The best way to a position.
struct Arrival {
  std::int64_t cost = kInfinite;
  std::uint32_t from = kNone;
  std::uint32_t choice = kNone;
  std::int64_t column_cost = 0;
  Length used;
  bool overfull = false;
};

/// The best way to a position in `columns` columns.
struct Counted {
  std::uint32_t columns = 0;
  Arrival arrival;
};

class Programme {
 public:
  Programme(const Galley& galley, const SetText& text, std::uint32_t first, std::uint32_t last,
            const PageAims& aims, Keep relaxed, bool allow_overfull)
      : galley_(galley),
        text_(text),
        first_(first),
        last_(last),
        aims_(aims),
        relaxed_(relaxed),
        allow_overfull_(allow_overfull) {
    number_positions();
  }

  /// Finds the cheapest way to the end. Most columns that can be begun are begun after one that was
  /// left half empty, which the cheapest way hardly ever does; so ways are first followed only as
  /// far as they cost little. A way found under the limit is the cheapest of all: each that was
  /// given up costs more, even if it wins all premiums that are left.
  [[nodiscard]] bool solve() {
    const std::int64_t premiums = all_premiums();
    for (std::int64_t above = kFirstLimit * (last_ - first_); above < kOverfull;
         above *= kLimitStep) {
      const bool found = solve_from(0, premiums + above);
      if (!gave_up_) return found;
      if (found && arrivals_.back().cost <= above) return true;
    }
    return solve_from(0, kNoLimit);
  }

  /// Finds the way with fewest columns from `begin` to the end, the cheapest of these.
  [[nodiscard]] bool solve_fewest(const GalleyPosition& begin) {
    column_extra_ = kFewerColumns;
    const std::uint32_t first_line =
        begin.line == 0 ? before_[begin.element - first_]
                        : inside_[begin.element - first_][static_cast<std::size_t>(begin.choice)] +
                              begin.line - 1;
    return solve_from(first_line, kNoLimit);
  }

  [[nodiscard]] Pagination result() const {
    return traced([&](std::uint32_t position, std::size_t) { return arrivals_[position]; });
  }

  /// Finds the cheapest ways to the end that cost no more than `limit`, for each number of columns
  /// up to `most`.
  void solve_counts(std::size_t most, std::int64_t limit) {
    most_columns_ = most;
    counted_.assign(positions_.size(), {});
    counted_[0].push_back({0, {}});
    counted_[0][0].arrival.cost = 0;
    const std::int64_t partial = limit + all_premiums();
    for (std::uint32_t i = 0; i + 1 < positions_.size(); ++i) {
      std::erase_if(counted_[i], [&](const Counted& way) {
        return way.arrival.cost > partial || way.columns == most;
      });
      if (counted_[i].empty()) continue;
      spend(aims_.budget, kNanosecondsAColumn);
      fill_from(i);
    }
  }

  /// The way that solve_counts found with so many columns, if any.
  [[nodiscard]] std::optional<Pagination> result_of(std::size_t columns) const {
    const auto way = [&](std::uint32_t position, std::size_t count) -> const Arrival* {
      const auto found = std::ranges::find(counted_[position], count, &Counted::columns);
      return found == counted_[position].end() ? nullptr : &found->arrival;
    };
    if (way(static_cast<std::uint32_t>(positions_.size() - 1), columns) == nullptr) return {};
    return traced([&](std::uint32_t position, std::size_t behind) {
      const Arrival* arrival = way(position, columns - behind);
      BIFOLIUM_CHECK(arrival != nullptr, "a way of counted columns has no beginning");
      return *arrival;
    });
  }

 private:
  /// Follows a way back from the end; `arrival` gives that to a position behind which there are so
  /// many columns.
  template <class ArrivalAt>
  [[nodiscard]] Pagination traced(const ArrivalAt& arrival_at) const {
    Pagination out;
    for (auto i = static_cast<std::uint32_t>(positions_.size() - 1); i != begin_;) {
      const Arrival arrival = arrival_at(i, out.columns.size());
      if (out.columns.empty()) out.cost = arrival.cost;
      ColumnFill column{positions_[arrival.from], positions_[i],      {}, arrival.used,
                        arrival.overfull,         arrival.column_cost};
      for (std::uint32_t c = arrival.choice; c != kNone; c = choices_[c].before) {
        column.choices.emplace_back(choices_[c].element, choices_[c].choice);
      }
      out.columns.push_back(std::move(column));
      i = arrival.from;
    }
    std::ranges::reverse(out.columns);
    out.short_last_page = out.columns.size() > 1 && is_short(out.columns.back().used);
    return out;
  }

  /// Follows ways from `begin` until they cost more than `limit`.
  [[nodiscard]] bool solve_from(std::uint32_t begin, std::int64_t limit) {
    begin_ = begin;
    gave_up_ = false;
    choices_.clear();
    arrivals_.assign(positions_.size(), {});
    arrivals_[begin].cost = 0;
    for (std::uint32_t i = begin; i + 1 < positions_.size(); ++i) {
      if (arrivals_[i].cost == kInfinite) continue;
      if (arrivals_[i].cost > limit) {
        gave_up_ = true;
        continue;
      }
      spend(aims_.budget, kNanosecondsAColumn);
      fill_from(i);
    }
    return arrivals_.back().cost != kInfinite;
  }

  /// What columns can win at most by ending where that is welcome: costs are below zero there.
  [[nodiscard]] std::int64_t all_premiums() const {
    std::int64_t sum = 0;
    for (std::uint32_t e = first_; e < last_; ++e) {
      const std::int64_t penalty = galley_.gaps[e].penalty;
      if (penalty < 0) sum += penalty * penalty;
    }
    return sum;
  }

  [[nodiscard]] const GalleyElement& element(std::uint32_t e) const { return galley_.elements[e]; }

  [[nodiscard]] const LineSetting* setting(std::uint32_t e, LineChoice choice) const {
    const GalleyElement& el = element(e);
    if (!el.paragraph) return nullptr;
    const ParagraphLines& lines = text_.lines[el.paragraph];
    if (choice == LineChoice::kOptimum) return &lines.optimum;
    if (!el.variants) return nullptr;
    const auto& others = choice == LineChoice::kFewer ? lines.fewer : lines.more;
    return others.empty() ? nullptr : &others.front();
  }

  /// Whether a column may end after `k` lines of the setting.
  [[nodiscard]] bool may_cut(const GalleyElement& el, const LineSetting& s, std::uint32_t k) const {
    const auto n = static_cast<std::uint32_t>(s.lines.size());
    if (k == 0 || k >= n) return false;
    if (s.lines[k - 1].hyphenated && relaxed_ < Keep::kWidows) return false;
    if (el.inside != Keep::kFree && el.inside > relaxed_) return false;
    if (relaxed_ >= Keep::kWidows) return true;
    return k >= static_cast<std::uint32_t>(el.orphans) &&
           n - k >= static_cast<std::uint32_t>(el.widows);
  }

  [[nodiscard]] bool may_end_before(std::uint32_t e) const {
    if (e == last_) return true;
    const Gap& gap = galley_.gaps[e];
    return gap.keep == Keep::kFree || gap.keep <= relaxed_;
  }

  void number_positions() {
    for (std::uint32_t e = first_; e < last_; ++e) {
      before_.push_back(static_cast<std::uint32_t>(positions_.size()));
      positions_.push_back({e, LineChoice::kOptimum, 0});
      std::array<std::uint32_t, 3> bases{kNone, kNone, kNone};
      for (std::size_t c = 0; c < kChoices.size(); ++c) {
        const LineSetting* s = setting(e, kChoices[c]);
        if (s == nullptr) continue;
        bases[c] = static_cast<std::uint32_t>(positions_.size());
        for (std::uint32_t k = 1; k < s->lines.size(); ++k) {
          positions_.push_back({e, kChoices[c], k});
        }
      }
      inside_.push_back(bases);
    }
    before_.push_back(static_cast<std::uint32_t>(positions_.size()));
    positions_.push_back({last_, LineChoice::kOptimum, 0});
  }

  [[nodiscard]] bool is_short(Length used) const {
    return !aims_.short_last_page_allowed && used < aims_.leading * kFewestLines;
  }

  /// Cost of a column that ends the stretch.
  [[nodiscard]] std::int64_t last_cost(Length used, bool only) const {
    std::int64_t cost = 100;  // (10 + badness 0)^2
    if (only) return cost;
    if (is_short(used)) cost += kShortLastPage;
    // 2000 (1 - fill / 0.4)^2 where the page is filled under 40 %.
    const std::int64_t forty_percent = aims_.depth.scaled({2, 5}).units();
    if (!aims_.short_last_page_allowed && used.units() < forty_percent) {
      const std::int64_t missing = mul_div_round(forty_percent - used.units(), 1000, forty_percent);
      cost += kNearlyEmpty * missing * missing / 1'000'000;
    }
    return cost;
  }

  [[nodiscard]] Length foot_stretch() const { return aims_.leading * kFootStretchLines; }

  [[nodiscard]] std::int64_t column_cost(Length used, std::int64_t penalty) const {
    const int b = badness(aims_.depth - used, foot_stretch());
    const std::int64_t base = 10 + b;
    return base * base + penalty * (penalty < 0 ? -penalty : penalty);
  }

  void arrive(std::uint32_t from, std::uint32_t to, const std::vector<Front>& front, Length added,
              std::int64_t penalty, bool only) {
    const bool is_last = to + 1 == positions_.size();
    Arrival column;
    for (const Front& f : front) {
      const Length used = f.used + added;
      const bool overfull = used > aims_.depth;
      if (overfull && !(allow_overfull_ && first_candidate_)) continue;
      // A line more is seen in its paragraph, and gains nothing where the foot looks unfilled
      // still.
      if (f.loosened && !is_last && aims_.depth - used > foot_stretch()) continue;
      std::int64_t own = is_last ? last_cost(used, only) : column_cost(max_zero(used), penalty);
      if (overfull) own += kOverfull;
      own += column_extra_ + f.cost;
      if (own < column.cost) column = {own, from, f.choice, own, used, overfull};
    }
    first_candidate_ = false;
    if (column.cost == kInfinite) return;
    if (most_columns_ == 0) {
      offer(arrivals_[from].cost, column, arrivals_[to]);
      return;
    }
    for (const Counted& way : counted_[from]) {
      std::vector<Counted>& ways = counted_[to];
      auto best = std::ranges::find(ways, way.columns + 1, &Counted::columns);
      if (best == ways.end()) best = ways.insert(best, {way.columns + 1, {}});
      offer(way.arrival.cost, column, best->arrival);
    }
  }

  /// Goes on by `column` from where ways cost `before`, if `best` costs more. Ties: the earlier
  /// start, which comes first, stays.
  static void offer(std::int64_t before, const Arrival& column, Arrival& best) {
    const std::int64_t cost = before + column.cost;
    if (cost >= best.cost) return;
    best = column;
    best.cost = cost;
  }

  [[nodiscard]] Length max_zero(Length used) const { return min(used, aims_.depth); }

  [[nodiscard]] static std::int64_t remnant_penalty(std::uint32_t before, std::uint32_t after) {
    return kInsideParagraph + (before <= 2 || after <= 2 ? kTwoLineRemnant - kInsideParagraph : 0);
  }

  /// Ends columns inside element `e`, of which `done` lines stand in an earlier column.
  void cut_inside(std::uint32_t from, std::uint32_t e, LineChoice choice, std::uint32_t done,
                  const std::vector<Front>& front) {
    const LineSetting* s = setting(e, choice);
    if (s == nullptr) return;
    const GalleyElement& el = element(e);
    const auto n = static_cast<std::uint32_t>(s->lines.size());
    const std::uint32_t base = inside_[e - first_][static_cast<std::size_t>(choice)];
    for (std::uint32_t k = done + 1; k < n; ++k) {
      const Length lines = s->height(done, k, el.leading);
      if (lines > aims_.depth && !first_candidate_) break;
      if (!may_cut(el, *s, k)) continue;
      const Length foot = el.box ? galley_.all_close(el.box) : Length() - el.bottom_trim;
      arrive(from, base + k - 1, front, lines + foot, remnant_penalty(k, n - k), false);
    }
  }

  /// Fronts after element `e` set whole, in each of its settings.
  void advance(std::uint32_t e, std::vector<Front>& front) {
    const GalleyElement& el = element(e);
    if (!el.paragraph) {
      for (Front& f : front) f.used += el.leading;
      return;
    }
    std::vector<Front> next;
    for (const LineChoice choice : kChoices) {
      const LineSetting* s = setting(e, choice);
      if (s == nullptr) continue;
      const Length height = s->height(0, s->lines.size(), el.leading);
      for (const Front& f : front) {
        if (f.used + height > aims_.depth + el.bottom_trim && !allow_overfull_) continue;
        Front g = f;
        g.used += height;
        if (choice != LineChoice::kOptimum) {
          g.cost += kNotOptimum + s->extra_demerits / kExtraDivisor;
          g.loosened = g.loosened || choice == LineChoice::kMore;
          choices_.push_back({e, choice, f.choice});
          g.choice = static_cast<std::uint32_t>(choices_.size() - 1);
        }
        next.push_back(g);
      }
    }
    front = std::move(next);
    prune(front);
  }

  /// Keeps the cheapest entry of each height, loosened or not, and the kFrontSize cheapest of all.
  static void prune(std::vector<Front>& front) {
    const auto by_used = [](const Front& a, const Front& b) {
      return std::tie(a.used, a.loosened, a.cost) < std::tie(b.used, b.loosened, b.cost);
    };
    std::ranges::stable_sort(front, by_used);
    const auto same = [](const Front& a, const Front& b) {
      return a.used == b.used && a.loosened == b.loosened;
    };
    front.erase(std::unique(front.begin(), front.end(), same), front.end());
    if (front.size() > kFrontSize) {
      std::ranges::stable_sort(front, {}, &Front::cost);
      front.resize(kFrontSize);
    }
  }

  void fill_from(std::uint32_t start) {
    const GalleyPosition& position = positions_[start];
    first_candidate_ = true;
    std::uint32_t e = position.element;
    std::vector<Front> front(1);
    if (position.line > 0) {
      const GalleyElement& el = element(e);
      const LineSetting& s = *setting(e, position.choice);
      front[0].used = el.box ? galley_.all_open(el.box) : Length() - el.top_trim;
      cut_inside(start, e, position.choice, position.line, front);
      front[0].used += s.height(position.line, s.lines.size(), el.leading);
      ++e;
    } else {
      const Gap& gap = galley_.gaps[e];
      front[0].used = galley_.all_open(gap.box) + gap.open_sum;
      if (!element(e).box) front[0].used -= element(e).top_trim;
    }
    for (bool begun = position.line > 0; e < last_; begun = true, ++e) {
      if (begun) {
        end_before(start, e, front);
        const Gap& gap = galley_.gaps[e];
        for (Front& f : front) f.used += gap.close_sum + gap.space + gap.open_sum;
      }
      if (!first_candidate_ && is_full(front)) return;
      for (const LineChoice choice : kChoices) cut_begun(start, e, choice, front);
      advance(e, front);
      if (front.empty()) return;
    }
    end_before(start, last_, front);
  }

  /// cut_inside for an element that begins in this column: its setting is chosen here.
  void cut_begun(std::uint32_t start, std::uint32_t e, LineChoice choice,
                 const std::vector<Front>& front) {
    const LineSetting* s = setting(e, choice);
    if (s == nullptr) return;
    if (choice == LineChoice::kOptimum) {
      cut_inside(start, e, choice, 0, front);
      return;
    }
    std::vector<Front> chosen = front;
    for (Front& f : chosen) {
      f.cost += kNotOptimum + s->extra_demerits / kExtraDivisor;
      f.loosened = f.loosened || choice == LineChoice::kMore;
    }
    cut_inside(start, e, choice, 0, chosen);
  }

  [[nodiscard]] bool is_full(const std::vector<Front>& front) const {
    return std::ranges::all_of(front, [&](const Front& f) { return f.used > aims_.depth; });
  }

  /// Ends the column before element `e`.
  void end_before(std::uint32_t start, std::uint32_t e, const std::vector<Front>& front) {
    if (!may_end_before(e)) return;
    const Gap& gap = galley_.gaps[e];
    Length foot = gap.close_sum + galley_.all_close(gap.box);
    const GalleyElement& before = element(e - 1);
    if (gap.closes.empty() && !gap.box) foot -= before.bottom_trim;
    arrive(start, before_[e - first_], front, foot, gap.penalty, start == begin_);
  }

  const Galley& galley_;
  const SetText& text_;
  std::uint32_t first_, last_;
  const PageAims& aims_;
  Keep relaxed_;
  bool allow_overfull_;
  std::uint32_t begin_ = 0;        ///< Position at which the first column begins.
  std::int64_t column_extra_ = 0;  ///< Cost of every column besides its own.
  bool gave_up_ = false;           ///< A position cost too much to go on from.
  bool first_candidate_ = true;    ///< No end of column was seen yet from the present start.
  std::vector<GalleyPosition> positions_;
  std::vector<std::uint32_t> before_;                 ///< Position before each element.
  std::vector<std::array<std::uint32_t, 3>> inside_;  ///< First position inside, by setting.
  std::vector<Arrival> arrivals_;
  std::size_t most_columns_ = 0;               ///< Not 0 where ways are told apart by number.
  std::vector<std::vector<Counted>> counted_;  ///< By position, each number once.
  std::vector<ChoiceNode> choices_;
};

}  // namespace

Pagination paginate(const Galley& galley, const SetText& text, std::uint32_t first,
                    std::uint32_t last, const PageAims& aims) {
  if (first == last) return {};
  for (const Keep relaxed :
       {Keep::kFree, Keep::kTogether, Keep::kListIntro, Keep::kWidows, Keep::kHeading}) {
    Programme programme(galley, text, first, last, aims, relaxed, false);
    if (programme.solve()) {
      Pagination result = programme.result();
      result.gave_way = relaxed;
      return result;
    }
  }
  Programme programme(galley, text, first, last, aims, Keep::kHeading, true);
  BIFOLIUM_CHECK(programme.solve(), "page breaking found no way even with everything allowed");
  Pagination result = programme.result();
  result.gave_way = Keep::kHeading;
  return result;
}

std::vector<std::optional<Pagination>> paginate_by_count(const Galley& galley, const SetText& text,
                                                         std::uint32_t first, std::uint32_t last,
                                                         const PageAims& aims,
                                                         const Pagination& natural,
                                                         std::size_t most, CountCost allowed) {
  const auto is_overfull = [](const ColumnFill& fill) { return fill.overfull; };
  if (most == 0 || most > kMostCounted || first == last ||
      std::ranges::any_of(natural.columns, is_overfull)) {
    return {};
  }
  const auto dearest = [&](std::size_t columns) {
    return natural.cost + (allowed == CountCost::kLittle ? kLittleMore : kMuchMore) *
                              static_cast<std::int64_t>(columns);
  };
  Programme programme(galley, text, first, last, aims, natural.gave_way, false);
  programme.solve_counts(most, dearest(most));
  std::vector<std::optional<Pagination>> found;
  for (std::size_t columns = 1; columns <= most; ++columns) {
    std::optional<Pagination> way = programme.result_of(columns);
    if (way && (way->cost > dearest(columns) || way->short_last_page)) way.reset();
    if (way) way->gave_way = natural.gave_way;
    found.push_back(std::move(way));
  }
  return found;
}

void balance(const Galley& galley, const SetText& text, std::uint32_t first, std::uint32_t last,
             const PageAims& aims, std::size_t columns, Pagination& pagination) {
  std::vector<ColumnFill>& fills = pagination.columns;
  if (fills.empty() || columns < 2) return;
  const std::size_t kept = (fills.size() - 1) / columns * columns;
  const auto is_overfull = [](const ColumnFill& fill) { return fill.overfull; };
  const auto last_page = fills.begin() + static_cast<std::ptrdiff_t>(kept);
  if (std::any_of(last_page, fills.end(), is_overfull)) return;

  std::optional<Pagination> best;
  PageAims at = aims;
  at.short_last_page_allowed = true;
  const GalleyPosition begin = last_page->begin;
  // What fits in a column fits in a deeper one, so the least depth is found by halving.
  for (std::int64_t low = 1, high = aims.depth.units(); low <= high;) {
    const std::int64_t middle = low + (high - low) / 2;
    at.depth = Length::from_units(middle);
    Programme programme(galley, text, first, last, at, pagination.gave_way, false);
    std::optional<Pagination> found;
    if (programme.solve_fewest(begin)) found = programme.result();
    if (found && found->columns.size() <= columns) {
      best = std::move(found);
      high = middle - 1;
    } else {
      low = middle + 1;
    }
  }
  if (!best) return;
  fills.erase(last_page, fills.end());
  for (ColumnFill& fill : best->columns) {
    fill.cost -= kFewerColumns;
    fills.push_back(std::move(fill));
  }
  pagination.short_last_page =
      kept > 0 && !aims.short_last_page_allowed &&
      std::ranges::all_of(std::span(fills).subspan(kept), [&](const ColumnFill& fill) {
        return fill.used < aims.leading * kFewestLines;
      });
}

}  // namespace bifolium

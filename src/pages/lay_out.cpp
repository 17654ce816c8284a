#include "pages/lay_out.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/decimal.h"
#include "core/unicode.h"
#include "pages/furniture.h"
#include "pages/paginate.h"
#include "pages/panels.h"
#include "pages/place.h"

namespace bifolium {
namespace {

constexpr std::int64_t kNanosecondsAColumn = 10'000;  ///< To place, for TimeBudget.

std::string_view rule_name(Keep keep) {
  switch (keep) {
    case Keep::kTogether:
      return "the rule that keeps boxes together";
    case Keep::kListIntro:
      return "the rule that keeps a list's introduction with its first item";
    case Keep::kWidows:
      return "the rule against single lines at the head or foot of a page";
    case Keep::kHeading:
      return "the rule that keeps headings with what follows";
    case Keep::kFree:
      break;
  }
  return "no rule";
}

/// What lies between two forced breaks.
struct Stretch {
  PartKind kind{};
  const Galley* galley = nullptr;
  std::uint32_t first = 0, last = 0;  ///< Elements.
  bool first_of_part = false;
  PageAims aims;
  Pagination pagination;
};

class Layouter {
 public:
  Layouter(const GalleySource& source, const LayOutOptions& options, Diagnostics& diagnostics)
      : source_(source),
        document_(source.document),
        panels_(folded_panels(document_.page, document_.info.right_to_left)),
        options_(options),
        columns_(static_cast<std::size_t>(source.document.page.columns)),
        diagnostics_(diagnostics) {}

  Pages run() {
    // Stretches hold on to their galleys.
    galleys_.reserve(document_.parts.size());
    for (std::size_t i = 0; i < document_.parts.size();) {
      std::vector<BlockId> roots{document_.parts[i].root};
      std::size_t next = i + 1;
      for (; next < document_.parts.size() && !document_.parts[next].own_page; ++next) {
        roots.push_back(document_.parts[next].root);
      }
      part(document_.parts[i].kind, roots);
      i = next;
    }
    if (options_.pages > 0) fill_pages();
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      Stretch& stretch = stretches_[i];
      if (stretch.kind == PartKind::kReferences && stretch.first_of_part) add_blanks(i);
      if (recto(stretch)) pad_to_recto(stretch.kind);
      balance_columns(stretch);
      report(stretch);
      place(stretch);
    }
    if (document_.press && document_.press->padding == Padding::kNotes) add_notes_pages();
    check_panels();
    for (Page& page : pages_.pages) page.folio = integer_text(page.number);
    pages_.heights = source_.heights;
    for (const Stretch& stretch : stretches_) pages_.begun = after(pages_.begun, stretch, 1);
    return std::move(pages_);
  }

 private:
  void part(PartKind kind, const std::vector<BlockId>& roots) {
    const Length depth = document_.page.depth();
    galleys_.push_back(build_galley(source_, roots, depth, diagnostics_));
    Galley& galley = galleys_.back();
    if (kind == PartKind::kCover) {
      const Length excess = natural_height(galley, source_.text) - depth;
      if (excess > Length()) give_up_least_heights(galley, excess);
    }
    const auto count = static_cast<std::uint32_t>(galley.elements.size());
    for (std::uint32_t first = 0; first < count;) {
      std::uint32_t last = first + 1;
      while (last < count && galley.gaps[last].forced == ForcedBreak::kNo) ++last;
      PageAims aims;
      aims.depth = depth;
      aims.leading = document_.base_leading;
      aims.budget = options_.budget;
      // Of columns side by side, the last may be as short as it likes: they are evened out later.
      aims.short_last_page_allowed = kind != PartKind::kBody || columns_ > 1;
      stretches_.push_back({kind, &galley, first, last, first == 0, aims,
                            paginate(galley, source_.text, first, last, aims)});
      first = last;
    }
  }

  [[nodiscard]] static bool recto(const Stretch& stretch) {
    return stretch.galley->gaps[stretch.first].forced == ForcedBreak::kRecto;
  }

  [[nodiscard]] std::size_t pages_of(const Pagination& pagination) const {
    return (pagination.columns.size() + columns_ - 1) / columns_;
  }

  /// The ways to set a stretch, the cheapest for each number of pages. The cover stays as it is,
  /// and references are not drawn out.
  [[nodiscard]] std::vector<Pagination> ways(const Stretch& stretch, std::size_t most_pages) const {
    if (stretch.kind == PartKind::kCover) return {stretch.pagination};
    if (stretch.kind != PartKind::kBody) {
      most_pages = std::min(most_pages, pages_of(stretch.pagination));
    }
    std::vector<Pagination> ways;
    for (auto& way :
         paginate_by_count(*stretch.galley, source_.text, stretch.first, stretch.last, stretch.aims,
                           stretch.pagination, most_pages * columns_, options_.cost)) {
      if (!way) continue;
      if (ways.empty() || pages_of(ways.back()) != pages_of(*way)) {
        ways.push_back(*std::move(way));
      } else if (way->cost < ways.back().cost) {
        ways.back() = *std::move(way);
      }
    }
    if (ways.empty()) ways.push_back(stretch.pagination);
    return ways;
  }

  /// Sets the stretches on just options_.pages pages together, none of them blank, at least cost.
  /// Where that can't be done all stay as they are.
  void fill_pages() {
    std::size_t natural = 0;
    for (const Stretch& stretch : stretches_) natural += pages_of(stretch.pagination);
    const std::size_t more = options_.pages > natural ? options_.pages - natural : 0;

    // The cheapest way to end a stretch after so many pages.
    struct Sum {
      std::int64_t cost = 0;
      std::size_t way = 0;
    };
    std::vector<std::vector<Pagination>> ways_of;
    std::vector<std::map<std::size_t, Sum>> sums{{{0, {}}}};
    for (const Stretch& stretch : stretches_) {
      ways_of.push_back(ways(stretch, pages_of(stretch.pagination) + more + 1));
      std::map<std::size_t, Sum> next;
      for (const auto& [pages, sum] : sums.back()) {
        if (recto(stretch) && pages % 2 == 1) continue;  // A blank page would come between.
        for (std::size_t way = 0; way < ways_of.back().size(); ++way) {
          const Pagination& pagination = ways_of.back()[way];
          const std::int64_t cost = sum.cost + pagination.cost;
          const auto [at, added] = next.try_emplace(pages + pages_of(pagination), Sum{cost, way});
          if (!added && cost < at->second.cost) at->second = {cost, way};
        }
      }
      sums.push_back(std::move(next));
    }
    if (!sums.back().contains(options_.pages)) return;
    std::size_t pages = options_.pages;
    for (std::size_t i = stretches_.size(); i-- > 0;) {
      Pagination& way = ways_of[i][sums[i + 1].at(pages).way];
      pages -= pages_of(way);
      stretches_[i].pagination = std::move(way);
    }
  }

  void balance_columns(Stretch& stretch) const {
    if (columns_ == 1) return;
    stretch.aims.short_last_page_allowed = stretch.kind != PartKind::kBody;
    balance(*stretch.galley, source_.text, stretch.first, stretch.last, stretch.aims, columns_,
            stretch.pagination);
  }

  Page& add_page(PartKind kind, PageKind page_kind) {
    Page page;
    page.kind = page_kind;
    page.part = kind;
    page.number = static_cast<int>(pages_.pages.size()) + 1;
    pages_.pages.push_back(std::move(page));
    return pages_.pages.back();
  }

  /// How many pages there are when a stretch of that many follows.
  [[nodiscard]] static std::size_t after(std::size_t before, const Stretch& stretch,
                                         std::size_t pages) {
    return before + (recto(stretch) && before % 2 == 1 ? 1 : 0) + pages;
  }

  /// Fills the sheet before the references, which begin with stretch `first`, so that they end on
  /// its last page; not where no number of pages does that. Panels that the text leaves over are
  /// there to be written on.
  void add_blanks(std::size_t first) {
    const bool asked = document_.press && document_.press->padding == Padding::kBeforeReferences;
    if (!panels_ && !asked) return;
    const std::size_t step = panels_ ? panels_->kinds.size()
                                     : static_cast<std::size_t>(document_.press->pages_to_fill());
    for (std::size_t blanks = 0; blanks < step; ++blanks) {
      std::size_t count = pages_.pages.size() + blanks;
      for (std::size_t i = first; i < stretches_.size(); ++i) {
        count = after(count, stretches_[i], pages_of(stretches_[i].pagination));
      }
      if (panels_ ? count != step : count % step != 0) continue;
      for (; blanks > 0; --blanks) {
        add_page(PartKind::kReferences, panels_ ? PageKind::kNotes : PageKind::kBlank).padding =
            true;
      }
      return;
    }
  }

  /// Fills the last sheet with pages to write on.
  void add_notes_pages() {
    const auto step = static_cast<std::size_t>(document_.press->pages_to_fill());
    while (pages_.pages.size() % step != 0) {
      add_page(document_.parts.back().kind, PageKind::kNotes).padding = true;
    }
  }

  void check_panels() {
    if (!panels_ || pages_.pages.size() <= panels_->kinds.size()) return;
    diagnostics_.report(DiagnosticCode::kMorePagesThanPanels, {},
                        {integer_text(static_cast<std::int64_t>(pages_.pages.size())),
                         integer_text(static_cast<std::int64_t>(panels_->kinds.size()))});
  }

  void pad_to_recto(PartKind kind) {
    if (pages_.pages.size() % 2 == 1) add_page(kind, PageKind::kBlank);
  }

  [[nodiscard]] PageKind kind_of_page(PartKind kind, bool first_of_part) const {
    if (kind == PartKind::kCover) return PageKind::kCover;
    if (panels_) {
      const std::size_t index = pages_.pages.size();
      return index < panels_->kinds.size() ? panels_->kinds[index] : PageKind::kBack;
    }
    if (kind == PartKind::kBody && first_of_part) return PageKind::kFirst;
    return pages_.pages.size() % 2 == 0 ? PageKind::kRecto : PageKind::kVerso;
  }

  void place(const Stretch& stretch) {
    const Galley& galley = *stretch.galley;
    const Pagination& pagination = stretch.pagination;
    bool first_page = stretch.first_of_part;
    const PageGeometry& geometry = document_.page;
    for (std::size_t i = 0; i < pagination.columns.size(); ++i) {
      const int column = static_cast<int>(i) % geometry.columns;
      if (column == 0) {
        add_page(stretch.kind, kind_of_page(stretch.kind, first_page));
        first_page = false;
      }
      const Length pitch = geometry.measure() + geometry.column_gap;
      const int from_left = document_.info.right_to_left ? geometry.columns - 1 - column : column;
      ColumnPlace place;
      place.page = static_cast<std::uint32_t>(pages_.pages.size() - 1);
      place.left = text_left(document_, pages_.pages.back().number) + pitch * from_left;
      place.top = geometry.top;
      place.width = geometry.measure();
      place.right_to_left = document_.info.right_to_left;
      spend(options_.budget, kNanosecondsAColumn);
      place_column(galley, source_, pagination.columns[i], place, pages_);
      if (options_.explain) explain(galley, pagination.columns[i]);
    }
  }

  [[nodiscard]] SourceSpan span_at(const Galley& galley, std::uint32_t element) const {
    if (element >= galley.elements.size()) return {};
    for (BlockId b = galley.elements[element].block; b; b = document_.blocks[b].parent) {
      if (document_.blocks[b].span.file != nullptr) return document_.blocks[b].span;
    }
    return {};
  }

  /// The first column end that breaks the rule which gave way.
  [[nodiscard]] std::uint32_t broken_at(const Galley& galley, const Pagination& p) const {
    for (const ColumnFill& column : p.columns) {
      const std::uint32_t e = column.end.element;
      if (column.end.line > 0) {
        if (p.gave_way == Keep::kWidows || p.gave_way == Keep::kTogether) return e;
      } else if (e < galley.elements.size() && galley.gaps[e].keep == p.gave_way) {
        return e;
      }
    }
    return p.columns.front().begin.element;
  }

  void report(const Stretch& stretch) {
    const Galley& galley = *stretch.galley;
    const Pagination& p = stretch.pagination;
    const PageAims& aims = stretch.aims;
    bool overfull = false;
    for (const ColumnFill& column : p.columns) {
      if (!column.overfull) continue;
      overfull = true;
      diagnostics_.report(DiagnosticCode::kTallerThanPage, span_at(galley, column.begin.element),
                          {millimeters_text(column.used - aims.depth, 1)});
    }
    if (p.gave_way != Keep::kFree && !overfull) {
      diagnostics_.report(DiagnosticCode::kKeepGaveWay, span_at(galley, broken_at(galley, p)),
                          {rule_name(p.gave_way)});
    }
    if (p.short_last_page) {
      const std::int64_t lines = std::max<std::int64_t>(
          1, mul_div_round(p.columns.back().used.units(), 1, aims.leading.units()));
      diagnostics_.report(DiagnosticCode::kShortLastPage,
                          span_at(galley, p.columns.back().begin.element),
                          {integer_text(lines) + (lines == 1 ? " line" : " lines")});
    }
  }

  void explain(const Galley& galley, const ColumnFill& column) {
    const Length left = document_.page.depth() - column.used;
    std::string points;
    append_decimal(points, to_decimal_points(left, 1), 1);
    const bool at_end = column.end.element >= galley.elements.size();
    const std::string where =
        at_end                ? "after this, at the end of its part"
        : column.end.line > 0 ? "after line " + integer_text(column.end.line) + " of this paragraph"
                              : "before this";
    diagnostics_.report(DiagnosticCode::kExplainPage,
                        span_at(galley, column.end.element - (at_end ? 1 : 0)),
                        {integer_text(static_cast<std::int64_t>(pages_.pages.size())), where,
                         points, integer_text(column.cost),
                         integer_text(static_cast<std::int64_t>(column.choices.size()))});
  }

  const GalleySource& source_;
  const StyledDocument& document_;
  std::optional<FoldedPanels> panels_;
  const LayOutOptions& options_;
  std::size_t columns_;  ///< On a page.
  Diagnostics& diagnostics_;
  std::vector<Galley> galleys_;
  std::vector<Stretch> stretches_;
  Pages pages_;
};

}  // namespace

Pages lay_out(const StyledDocument& document, const SetText& text, const BlockBoxes& boxes,
              const HeightsOfStyles& heights, const LayOutOptions& options,
              Diagnostics& diagnostics) {
  const GalleySource source{document, text, boxes, heights};
  return Layouter(source, options, diagnostics).run();
}

std::vector<std::string> section_titles(const StyledDocument& document, const Pages& pages) {
  std::vector<std::string> titles(pages.pages.size());
  std::vector<bool> begins(pages.pages.size(), false);
  std::vector<std::string> last(pages.pages.size());
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[BlockId{i}];
    const auto anchor = pages.anchors.find(BlockId{i});
    if (!block.section_title || anchor == pages.anchors.end()) continue;
    const std::string text = to_utf8(document.paragraphs[block.paragraph].text);
    const std::uint32_t page = anchor->second.page;
    if (!begins[page]) titles[page] = text;
    begins[page] = true;
    last[page] = text;
  }
  std::string current;
  for (std::size_t page = 0; page < titles.size(); ++page) {
    if (begins[page]) {
      current = last[page];
    } else {
      titles[page] = current;
    }
  }
  return titles;
}

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/diagnostics.h"
#include "core/time_budget.h"
#include "pages/galley.h"

namespace bifolium {

/// A place where a column may end: before element `element` (line 0), or inside it after `line`
/// lines of the setting `choice`.
struct GalleyPosition {
  std::uint32_t element = 0;
  LineChoice choice = LineChoice::kOptimum;
  std::uint32_t line = 0;
  friend bool operator==(const GalleyPosition&, const GalleyPosition&) = default;
};

/// One column: from `begin` to `end`, with the settings of the paragraphs that begin in it.
struct ColumnFill {
  GalleyPosition begin, end;
  std::vector<std::pair<std::uint32_t, LineChoice>>
      choices;  ///< Elements not set at their optimum.
  Length used;  ///< Height filled.
  bool overfull = false;
  std::int64_t cost = 0;
};

/// What page breaking is to aim at.
struct PageAims {
  Length depth;                          ///< Height of a column.
  Length leading;                        ///< Of body text: the measure of what is a line.
  bool short_last_page_allowed = false;  ///< The cover and the references page.
  TimeBudget* budget = nullptr;          ///< Of the document; null for none.
};

/// A stretch of the galley between forced breaks, broken into columns.
struct Pagination {
  std::vector<ColumnFill> columns;
  Keep gave_way = Keep::kFree;  ///< The last rule that had to be dropped.
  bool short_last_page = false;
  std::int64_t cost = 0;
};

/// Breaks elements [first, last) of the galley into columns at least cost (Plass 1981;
/// ALGORITHMS, page breaking): a dynamic programme over all legal breaks and the settings of
/// paragraphs. Rules give way in the order of Keep where nothing else fits; where even that fails,
/// the element that doesn't fit stands overfull in a column of its own.
[[nodiscard]] Pagination paginate(const Galley& galley, const SetText& text, std::uint32_t first,
                                  std::uint32_t last, const PageAims& aims);

/// How much a number of columns that does not come by itself may cost, over the one that does.
enum class CountCost : std::uint8_t {
  kLittle,  ///< As if each column ended three lines short, or had a paragraph a line tighter.
  kMuch,    ///< As if each column ended four lines short, where a ragged foot looks unfilled.
};

/// For 1, 2… `most` columns, the breaks at least cost into just so many, where pagination by itself
/// came to `natural`; no more rules give way than in that. None for a number that has no way, whose
/// last page would be short, or that costs more than is `allowed`. Empty where `natural` is
/// overfull, or `most` is over 100.
[[nodiscard]] std::vector<std::optional<Pagination>> paginate_by_count(
    const Galley& galley, const SetText& text, std::uint32_t first, std::uint32_t last,
    const PageAims& aims, const Pagination& natural, std::size_t most, CountCost allowed);

/// Evens out the last page of a pagination of the same elements that is set `columns` to a page:
/// breaks the columns of that page anew at the least depth at which they are no more than
/// `columns` (ALGORITHMS, page breaking: balanced columns). A page with an overfull column stays.
void balance(const Galley& galley, const SetText& text, std::uint32_t first, std::uint32_t last,
             const PageAims& aims, std::size_t columns, Pagination& pagination);

}  // namespace bifolium

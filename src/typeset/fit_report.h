#pragma once

#include <cstddef>

#include "core/diagnostics.h"
#include "core/length.h"
#include "core/source.h"
#include "typeset/fit_search.h"

namespace bifolium {

/// Notes in which setting a document fills its pages, and how many it has `as_it_stands`.
void report_fit(const SetDocument& document, const FitSetting& setting, std::size_t as_it_stands,
                const SourceSpan& where, Diagnostics& diagnostics);

/// What a refusal says besides what the search came to.
struct FitRefusal {
  std::size_t wanted = 0;    ///< Pages.
  std::size_t possible = 0;  ///< The nearest number of pages that it fills; 0 for none.
  bool at_floor = false;     ///< Type stops at the floor.
  Length floor;
};

/// Reports why a document fills no such number of pages, in terms of its text. `document`: set at
/// FitResult::limit, on the pages that are possible if that is possible there. No title that holds
/// a value is told.
void report_refusal(const SetDocument& document, const FitResult& result, const FitRefusal& refusal,
                    const SourceSpan& where, Diagnostics& diagnostics);

}  // namespace bifolium

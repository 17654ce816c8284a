#pragma once

#include <map>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/content_grammar.h"

namespace bifolium {

/// Holds the children of one element to the parts of its rule, one child after another, and reports
/// what lacks, stands twice or is out of order.
class PartMatcher {
 public:
  PartMatcher(const ElementRule& rule, const SourceSpan& span, Diagnostics& diagnostics);

  /// The next child, one that the rule allows somewhere.
  void next(Element child, const SourceSpan& span);
  /// The element ends.
  void end();

 private:
  void next_in_order(Element child, const SourceSpan& span);
  void report_late(Element child, const SourceSpan& span);
  void require(std::size_t from, std::size_t to, const SourceSpan& span);
  void report_missing();
  [[nodiscard]] bool full(std::size_t part) const;

  const ElementRule& rule_;
  SourceSpan span_;
  Diagnostics& diagnostics_;
  std::vector<int> counts_;  ///< By part.
  /// By part, where it lacks; a part that comes late is out of order, and does not lack.
  std::map<std::size_t, SourceSpan> missing_;
  std::size_t at_ = 0;  ///< The part that the last child belongs to.
  Element last_{};      ///< The last child.
};

}  // namespace bifolium

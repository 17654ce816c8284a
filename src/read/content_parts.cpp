#include "read/content_parts.h"

namespace bifolium {

PartMatcher::PartMatcher(const ElementRule& rule, const SourceSpan& span, Diagnostics& diagnostics)
    : rule_(rule), span_(span), diagnostics_(diagnostics), counts_(rule.parts.size(), 0) {}

bool PartMatcher::full(std::size_t part) const {
  const int max = rule_.parts[part].max;
  return max > 0 && counts_[part] >= max;
}

void PartMatcher::require(std::size_t from, std::size_t to, const SourceSpan& span) {
  for (std::size_t i = from; i < to; ++i) {
    if (counts_[i] < rule_.parts[i].min) missing_.emplace(i, span);
  }
}

void PartMatcher::report_missing() {
  for (const auto& [part, span] : missing_) {
    diagnostics_.report(DiagnosticCode::kMissingElement, span,
                        {element_name(rule_.element), rule_.parts[part].wanted});
  }
  missing_.clear();
}

void PartMatcher::next(Element child, const SourceSpan& span) {
  if (rule_.order == PartOrder::kAny) {
    for (std::size_t i = 0; i < rule_.parts.size(); ++i) {
      if (!rule_.parts[i].elements.has(child)) continue;
      if (full(i)) {
        diagnostics_.report(DiagnosticCode::kRepeatedElement, span,
                            {element_name(rule_.element), element_name(child)});
      }
      ++counts_[i];
    }
    return;
  }
  next_in_order(child, span);
  last_ = child;
}

void PartMatcher::next_in_order(Element child, const SourceSpan& span) {
  for (std::size_t i = at_; i < rule_.parts.size(); ++i) {
    if (!rule_.parts[i].elements.has(child) || full(i)) continue;
    require(at_, i, span);
    at_ = i;
    ++counts_[i];
    return;
  }
  if (rule_.order == PartOrder::kRepeated) {
    require(at_, rule_.parts.size(), span);
    report_missing();
    counts_.assign(counts_.size(), 0);
    at_ = 0;
    next_in_order(child, span);  // finds it: a new round is empty, and the rule allows the child
    return;
  }
  report_late(child, span);
}

void PartMatcher::report_late(Element child, const SourceSpan& span) {
  for (std::size_t i = 0; i < rule_.parts.size(); ++i) {
    if (!rule_.parts[i].elements.has(child)) continue;
    if (full(i)) {
      diagnostics_.report(DiagnosticCode::kRepeatedElement, span,
                          {element_name(rule_.element), element_name(child)});
    } else {
      ++counts_[i];
      missing_.erase(i);
      diagnostics_.report(DiagnosticCode::kWrongOrder, span,
                          {element_name(child), element_name(last_), element_name(rule_.element)});
    }
    return;
  }
}

void PartMatcher::end() {
  const bool any_order = rule_.order == PartOrder::kAny;
  require(any_order ? 0 : at_, rule_.parts.size(), span_);
  report_missing();
}

}  // namespace bifolium

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/ids.h"
#include "core/source.h"
#include "read/value_table.h"

namespace bifolium {

/// Parentheses and "not" within each other, at most.
inline constexpr int kDeepestCondition = 16;

enum class Comparison : std::uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
};

/// One step of a condition in postfix order: a test gives a truth value, kNot turns the last one,
/// kAnd and kOr join the last two.
struct ConditionStep {
  enum class Kind : std::uint8_t { kGiven, kCompare, kNot, kAnd, kOr };
  Kind kind{};
  std::size_t value = 0;  ///< In ValueTable::declarations; of kGiven and kCompare.
  Comparison comparison{};
  std::string text;         ///< What a text, phone, date or time is held against.
  std::int64_t number = 0;  ///< What a number is held against, in millionths.
};

/// When a block is printed. Typed when it was read, so that evaluating it can't fail.
struct Condition {
  NodeId node;  ///< The block with the @when.
  std::vector<ConditionStep> steps;
};

/// Reads a condition such as `ward = 'day unit' and not (dose > 2.5)`:
///
///     condition:  all { "or" all }        all:  one { "and" one }
///     one:        "not" one | "(" condition ")" | NAME | NAME OPERATOR LITERAL
///     OPERATOR:   =  !=  <  <=  >  >=     (texts and phones: = and != alone)
///     LITERAL:    a number for numbers; else '…' or "…", of the value's type
///
/// A name alone is true where the value is given (or has a default). `place` gives the place of a
/// byte of `text`. Reports the first fault, and returns none.
[[nodiscard]] std::optional<Condition> read_condition(
    std::string_view text, const ValueTable& values,
    const std::function<SourceSpan(std::size_t)>& place, Diagnostics& diagnostics);

}  // namespace bifolium

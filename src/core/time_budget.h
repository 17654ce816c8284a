#pragma once

#include <cstdint>
#include <exception>
#include <functional>

namespace bifolium {

/// Thrown where a document's time ran out; caught once a document, in `typeset`. Whatever the
/// document was made with is good for nothing more.
class OutOfTime final : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "out of time"; }
};

/// The time that one document may take, by a clock from outside: without a clock none is read, and
/// there is no bound. Who works long says now and then how much was done, and is stopped there once
/// the time is over. Serves one thread.
class TimeBudget {
 public:
  /// Begins with a new document, which may take `microseconds` of `clock`; without a clock, or with
  /// 0, as long as it likes. `clock` outlives the document.
  void begin(const std::function<std::int64_t()>& clock, std::int64_t microseconds) {
    clock_ = clock && microseconds > 0 ? &clock : nullptr;
    spent_ = 0;
    if (clock_ != nullptr) end_ = clock() + microseconds;
  }

  /// Work of about so many nanoseconds was done, by a guess: what is asked of it is that the clock
  /// is seldom looked at. Throws OutOfTime.
  void spend(std::int64_t nanoseconds) {
    spent_ += nanoseconds;
    if (spent_ >= kNanosecondsUnseen) look();
  }

  /// Looks at the clock now. Throws OutOfTime.
  void look() {
    spent_ = 0;
    if (clock_ == nullptr || (*clock_)() <= end_) return;
    throw OutOfTime();  // allow(throw): ends a document from the depth of any stage
  }

 private:
  static constexpr std::int64_t kNanosecondsUnseen = 100'000;
  const std::function<std::int64_t()>* clock_ = nullptr;
  std::int64_t end_ = 0;    ///< By the clock.
  std::int64_t spent_ = 0;  ///< Since the clock was looked at.
};

/// Work that may have no budget, as in tests of a stage.
inline void spend(TimeBudget* budget, std::int64_t nanoseconds) {
  if (budget != nullptr) budget->spend(nanoseconds);
}

}  // namespace bifolium

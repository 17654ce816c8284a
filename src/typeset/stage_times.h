#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bifolium {

/// What each stage of one document took, by a clock from outside (Request::clock). Without a clock
/// it does nothing.
class StageTimes {
 public:
  /// Begins with a new document; `clock`, which may be empty, outlives it.
  void begin(const std::function<std::int64_t()>& clock) {
    clock_ = clock ? &clock : nullptr;
    times_.clear();
    if (clock_ != nullptr) last_ = (*clock_)();
  }

  /// Lets go of the clock.
  void end() { clock_ = nullptr; }

  /// The time since the last call was that of `stage`.
  void lap(std::string_view stage) {
    if (clock_ == nullptr) return;
    const std::int64_t now = (*clock_)();
    auto known = std::ranges::find(times_, stage, &std::pair<std::string, std::int64_t>::first);
    if (known == times_.end()) known = times_.insert(known, {std::string(stage), 0});
    known->second += now - last_;
    last_ = now;
  }

  [[nodiscard]] const std::vector<std::pair<std::string, std::int64_t>>& times() const {
    return times_;
  }

 private:
  const std::function<std::int64_t()>* clock_ = nullptr;
  std::int64_t last_ = 0;
  std::vector<std::pair<std::string, std::int64_t>> times_;
};

}  // namespace bifolium

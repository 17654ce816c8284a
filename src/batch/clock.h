#pragma once

#include <cstdint>

namespace bifolium {

/// Where durations come from; tests give one that they set. What it says is only ever shown.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Microseconds since some moment; never goes back. From any thread.
  [[nodiscard]] virtual std::int64_t now() const = 0;
};

/// The system's clock that no change of the date touches.
class SteadyClock final : public Clock {
 public:
  [[nodiscard]] std::int64_t now() const override;
};

}  // namespace bifolium

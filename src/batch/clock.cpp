#include "batch/clock.h"

#include <chrono>

namespace bifolium {

std::int64_t SteadyClock::now() const {
  using Steady = std::chrono::steady_clock;  // allow(clock): durations, which reach no PDF
  return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now().time_since_epoch())
      .count();
}

}  // namespace bifolium

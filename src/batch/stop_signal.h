#pragma once

#include <atomic>
#include <csignal>

#include "core/descriptor.h"

namespace bifolium {

/// Turns the first SIGINT or SIGTERM into a wish to stop; the second one ends the process. Made on
/// the main thread before any other starts, for threads inherit which signals are held back.
/// The signals are read from a descriptor, so no handler interrupts anything.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// Sees whether a signal has come; on the main thread, some times a second.
  void poll();
  [[nodiscard]] const std::atomic<bool>& flag() const { return flag_; }
  /// Becomes readable together with the flag.
  [[nodiscard]] int descriptor() const { return event_.get(); }
  /// The signal that came; 0 for none.
  [[nodiscard]] int signal() const { return signal_; }

 private:
  sigset_t signals_{}, before_{};
  Descriptor arrivals_, event_;
  std::atomic<bool> flag_{false};
  int signal_ = 0;
};

}  // namespace bifolium

#pragma once

#include <csignal>

#include "core/descriptor.h"

namespace bifolium {

/// Holds back the signals that end a program for as long as it lives, so that what has to be tidied
/// up is. One that came meanwhile does its work afterwards.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  /// Becomes readable when a signal comes.
  [[nodiscard]] int descriptor() const { return arrivals_.get(); }
  /// Whether one has come.
  [[nodiscard]] bool arrived() const;
  /// What was held back before: the mask that a child is to have.
  [[nodiscard]] const sigset_t& before() const { return before_; }

 private:
  sigset_t signals_{}, before_{};
  Descriptor arrivals_;
};

}  // namespace bifolium

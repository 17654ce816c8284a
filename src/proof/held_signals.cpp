#include "proof/held_signals.h"

#include <sys/signalfd.h>

namespace bifolium {
namespace {

constexpr int kEnding[] = {SIGINT, SIGTERM, SIGHUP};

}  // namespace

HeldSignals::HeldSignals() {
  ::sigemptyset(&signals_);
  // A signal that the caller ignores, as for a program in the background, stays ignored.
  for (const int number : kEnding) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
      ::sigaddset(&signals_, number);
    }
  }
  ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  // Never read from: the signal stays pending, and is delivered at the end.
  arrivals_ = Descriptor(::signalfd(-1, &signals_, SFD_NONBLOCK | SFD_CLOEXEC));
}

HeldSignals::~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool HeldSignals::arrived() const {
  sigset_t pending{};
  ::sigpending(&pending);
  for (const int number : kEnding) {
    if (::sigismember(&signals_, number) == 1 && ::sigismember(&pending, number) == 1) return true;
  }
  return false;
}

}  // namespace bifolium

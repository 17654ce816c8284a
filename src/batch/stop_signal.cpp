#include "batch/stop_signal.h"

#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace bifolium {

StopSignal::StopSignal() {
  ::sigemptyset(&signals_);
  // A signal that the caller ignores, as for a program in the background, stays ignored.
  for (const int number : {SIGINT, SIGTERM}) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
      ::sigaddset(&signals_, number);
    }
  }
  ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  arrivals_ = Descriptor(::signalfd(-1, &signals_, SFD_NONBLOCK | SFD_CLOEXEC));
  event_ = Descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
}

StopSignal::~StopSignal() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void StopSignal::poll() {
  signalfd_siginfo info{};
  if (flag_.load() || ::read(arrivals_.get(), &info, sizeof(info)) != sizeof(info)) return;
  signal_ = static_cast<int>(info.ssi_signo);
  flag_.store(true);
  const std::uint64_t one = 1;
  static_cast<void>(::write(event_.get(), &one, sizeof(one)) == sizeof(one));
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace bifolium

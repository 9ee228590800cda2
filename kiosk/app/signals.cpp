// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/signals.hpp"

#include <pthread.h>
#include <signal.h>

namespace samen::app {
namespace {

sigset_t ending_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}

}  // namespace

void Signals::block() {
  const sigset_t set = ending_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error value, not an end
}

Signals::Signals(std::function<void()> wake) {
  thread_ = std::thread([this, wake = std::move(wake)] {
    const sigset_t set = ending_signals();
    for (;;) {
      int number = 0;
      if (sigwait(&set, &number) != 0) return;
      if (over_) return;
      asked_ = true;
      wake();
    }
  });
}

Signals::~Signals() {
  over_ = true;
  pthread_kill(thread_.native_handle(), SIGTERM);  // ends sigwait in that thread only
  thread_.join();
}

}  // namespace samen::app

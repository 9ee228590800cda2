// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/signals.hpp"

#include <pthread.h>

#include "device/signals.hpp"

namespace samen::app {

Signals::Signals(std::function<void()> wake) {
  thread_ = std::thread([this, wake = std::move(wake)] {
    const sigset_t set = device::ending_signals();
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

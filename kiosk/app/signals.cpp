// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/signals.hpp"

#include <cstdlib>
#include <utility>

#include <pthread.h>

#include "device/signals.hpp"

namespace samen::app {

Signals::Signals() {
  thread_ = std::thread([this] {
    const sigset_t set = device::ending_signals();
    for (;;) {
      int number = 0;
      if (sigwait(&set, &number) != 0) return;
      const std::lock_guard lock(mutex_);
      if (over_) return;
      if (!wake_) std::_Exit(0);
      asked_ = true;
      wake_();
    }
  });
}

Signals::~Signals() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  pthread_kill(thread_.native_handle(), SIGTERM);  // ends sigwait in that thread only
  thread_.join();
}

void Signals::listen(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void Signals::ignore() {
  listen({});
}

bool Signals::asked_to_end() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

}  // namespace samen::app

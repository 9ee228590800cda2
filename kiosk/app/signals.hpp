// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace samen::app {

// SIGINT, SIGTERM and SIGHUP as a question the main loop can ask. A thread of its own waits for
// them, because nothing that wakes a window may be called from a signal handler.
class Signals {
 public:
  // device::block_ending_signals() comes first. `wake` is called from the signal thread once one has arrived.
  explicit Signals(std::function<void()> wake);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  bool asked_to_end() const { return asked_; }

 private:
  std::atomic<bool> asked_ = false;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace samen::app

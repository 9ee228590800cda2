// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <thread>

namespace samen::app {

// SIGINT, SIGTERM and SIGHUP as a question the main loop can ask. A thread of its own waits for
// them, because nothing that wakes a window may be called from a signal handler.
//
// device::block_ending_signals() comes first in main(), and this before any other thread: until
// somebody listens, a signal ends the program at once. A display that never answers cannot keep a
// service from stopping, and nobody has typed anything yet.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // `wake` is called from the signal thread once one has arrived; it must stay callable until
  // ignore().
  void listen(std::function<void()> wake);
  // Back to ending at once.
  void ignore();
  bool asked_to_end() const;

 private:
  mutable std::mutex mutex_;
  std::function<void()> wake_;
  bool asked_ = false;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace samen::app

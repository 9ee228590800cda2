// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "kiosk/flow/effect.hpp"
#include "kiosk/flow/event.hpp"
#include "kiosk/flow/ports.hpp"

namespace samen::app {

// The one thread that touches records: runs flow's effects in order and gives back the events that
// answer them, so that the screen never waits for a disk or for Argon2id.
//
// The port is opened by the thread itself; while that fails every effect is answered with the
// failure, and the next one tries again (another program may let go of the folder, the courier may
// enrol the kiosk). Everything that was posted is done before the destructor returns: who pressed
// "send" is not forgotten because the power button was quicker.
class Worker {
 public:
  using OpenPort = std::function<base::Result<std::unique_ptr<flow::RecordsPort>>()>;

  // `wake` is called from the worker thread whenever there are results.
  Worker(OpenPort open, std::function<void()> wake);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Main thread. What belongs to the UI thread (effect.hpp) is ignored.
  void post(flow::Effect effect);
  std::vector<flow::Event> take_results();
  // Effects posted whose results have not been taken yet.
  bool busy() const;

 private:
  void work();
  bool port_is_open();
  std::optional<flow::Event> run(flow::Effect& effect);

  OpenPort open_;
  std::function<void()> wake_;
  std::unique_ptr<flow::RecordsPort> port_;  // worker thread only
  base::Errc open_failure_ = base::Errc::internal;
  std::string said_;  // the last failure to open that was logged

  mutable std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<flow::Effect> effects_;
  std::vector<flow::Event> results_;
  bool running_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace samen::app

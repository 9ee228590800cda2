// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "kiosk/flow/event.hpp"
#include "kiosk/printing/look.hpp"

namespace samen::app {

// The receipt printer, through `samen-print`: a thread that waits for it, so that neither the
// screen nor the next sign-up does.
class Printing {
 public:
  // Errc::invalid_input says how a printer is written. It does not have to be there. `wake` is
  // called from the thread when there are results.
  static base::Result<std::unique_ptr<Printing>> start(const std::string& printer,
                                                       std::function<void()> wake);
  // Ends a page that is being printed.
  ~Printing();
  Printing(const Printing&) = delete;
  Printing& operator=(const Printing&) = delete;

  // Main thread. Each is answered with an event.
  void look(std::uint32_t ticket);
  void print(std::uint32_t ticket, base::SecretBytes pbm);
  std::vector<flow::Event> take_results();
  // What a page is to be made for, as the printer said last.
  printing::Look known() const;
  bool busy() const;

 private:
  struct Job {
    std::uint32_t ticket = 0;
    base::SecretBytes page;  // empty: a look
  };
  Printing(std::string printer, std::function<void()> wake);
  void work();
  flow::Event run(const Job& job);
  void post(Job job);

  std::string printer_;
  std::function<void()> wake_;
  std::atomic<bool> ending_ = false;

  mutable std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<Job> jobs_;
  std::vector<flow::Event> results_;
  printing::Look known_;
  bool running_ = false;
  std::thread thread_;
};

}  // namespace samen::app

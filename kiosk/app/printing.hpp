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

namespace samen::app {

// How the printer is and what it prints on, as `samen-print look` says it.
struct PrinterLook {
  flow::PrinterState state = flow::PrinterState::unreachable;
  int width = 576;  // dots
  float dots_per_mm = 8;
};
// A line such as "ready 576 8.00"; anything else is a printer that cannot be reached.
PrinterLook read_look(std::string_view line);

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
  PrinterLook known() const;
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
  PrinterLook known_;
  bool running_ = false;
  std::thread thread_;
};

}  // namespace samen::app

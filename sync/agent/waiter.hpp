// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "device/commit_watch.hpp"

namespace samen::agent {

// What ended a wait. None set: the time was up.
struct Wake {
  bool commit = false;   // somebody committed to kiosk.db
  bool link_up = false;  // a network link or address appeared
  bool stop = false;     // SIGTERM, SIGINT or SIGHUP
};

// Whether one of these rtnetlink(7) messages says that an address or a running link appeared.
bool link_came_up(std::string_view messages);

// How the courier sleeps; tests put a scripted one here.
class Waiter {
 public:
  virtual ~Waiter() = default;
  virtual Wake wait(std::chrono::milliseconds longest) = 0;
  // Forgets commits seen so far, the courier's own among them. Call before looking whether there
  // is work, so that a commit after the look still wakes.
  virtual void forget_commits() = 0;
};

// Sleeps in one poll(): commits, a netlink socket, a signalfd. No timer ticks, no disk reads.
class SystemWaiter final : public Waiter {
 public:
  // Blocks these signals for the calling thread: create before any other thread.
  static base::Result<std::unique_ptr<SystemWaiter>> create(const std::filesystem::path& data);
  ~SystemWaiter() override;
  SystemWaiter(const SystemWaiter&) = delete;
  SystemWaiter& operator=(const SystemWaiter&) = delete;

  Wake wait(std::chrono::milliseconds longest) override;
  void forget_commits() override;
  int stop_fd() const { return signals_; }

 private:
  explicit SystemWaiter(device::CommitWatch commits) : commits_(std::move(commits)) {}
  bool read_links();
  int signals_ = -1;
  device::CommitWatch commits_;
  int links_ = -1;  // stays -1 where netlink is not allowed: then only time ends a pause
};

}  // namespace samen::agent

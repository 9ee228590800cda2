// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

#include "device/commit_watch.hpp"

namespace samen::app {

// Wakes the kiosk after commits of the other process: the courier shares kiosk.db with us.
class FolderWatch {
 public:
  // `changed` is called from the watching thread after a commit by anybody, ours included.
  FolderWatch(const std::filesystem::path& folder, std::function<void()> changed);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // False when the system gave no watch; staff pages still refresh by time.
  bool works() const { return commits_.has_value(); }

 private:
  void watch_commits();

  std::function<void()> changed_;
  std::optional<device::CommitWatch> commits_;
  int stop_ = -1;
  std::thread thread_;
};

}  // namespace samen::app

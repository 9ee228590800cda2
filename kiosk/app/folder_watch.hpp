// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

namespace samen::app {

// Notices commits of the other process: the courier shares kiosk.db with us, and SQLite ends a
// commit by removing the journal beside it. Sleeps in the kernel (inotify), never looks by itself.
class FolderWatch {
 public:
  // `changed` is called from the watching thread after a commit by anybody, ours included.
  FolderWatch(const std::filesystem::path& folder, std::function<void()> changed);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // False when the system gave no watch; staff pages still refresh by time.
  bool works() const { return inotify_ >= 0; }

 private:
  void watch();

  std::function<void()> changed_;
  int inotify_ = -1;
  int stop_ = -1;
  std::thread thread_;
};

}  // namespace samen::app

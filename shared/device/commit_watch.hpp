// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace samen::device {

// Sees commits to kiosk.db, whoever makes them: SQLite ends one by removing the journal beside the
// file. inotify(7), so nothing looks by itself.
class CommitWatch {
 public:
  static base::Result<CommitWatch> open(const std::filesystem::path& folder);
  CommitWatch(CommitWatch&& other) noexcept;
  CommitWatch& operator=(CommitWatch&&) = delete;
  ~CommitWatch();

  int fd() const { return fd_; }  // for poll(): readable when take() has something to read
  bool take();                    // what has come since the last call: was there a commit?

 private:
  explicit CommitWatch(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace samen::device

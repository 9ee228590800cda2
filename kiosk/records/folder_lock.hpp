// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace samen::records {

// One samen-kiosk a data folder: two would both think they own kiosk.db. The kernel lets go of the
// lock when the process ends, however it ends.
class FolderLock {
 public:
  static base::Result<FolderLock> take(const std::filesystem::path& folder);  // Errc::conflict
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

// A file that only takes up room, so that the sign-up that fills the disk can still be finished.
class Reserve {
 public:
  static constexpr long kBytes = 1 << 20;
  explicit Reserve(const std::filesystem::path& folder) : path_(folder / "reserve") {}
  bool refill() const;   // false when there is no room for it
  bool release() const;  // true when there was something to give back

 private:
  std::filesystem::path path_;
};

}  // namespace samen::records

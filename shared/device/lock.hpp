// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace samen::device {

// Held by one process at a time; the kernel lets go of it when the process ends, however it ends.
class Lock {
 public:
  // Errc::conflict with the words `held` when another process has it, Errc::not_found when its
  // folder is not there. A file that lies on a read-only file system is locked as it is.
  static base::Result<Lock> take(const std::filesystem::path& file, const std::string& held);
  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&&) = delete;
  ~Lock();

 private:
  explicit Lock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace samen::device

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/records/folder_lock.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace samen::records {

base::Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const auto path = folder / "kiosk.lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    return base::fail(errno == ENOSPC ? base::Errc::storage_full : base::Errc::storage,
                      "cannot open " + path.string() + ": " + std::strerror(errno));
  }
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd);
    return base::fail(base::Errc::conflict, "another samen-kiosk is running on " + folder.string());
  }
  return FolderLock(fd);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

bool Reserve::refill() const {
  const int fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  struct stat info {};
  const bool whole = ::fstat(fd, &info) == 0 && info.st_size >= kBytes;
  const bool filled = whole || ::posix_fallocate(fd, 0, kBytes) == 0;
  ::close(fd);
  if (!filled) ::unlink(path_.c_str());
  return filled;
}

bool Reserve::release() const {
  return ::unlink(path_.c_str()) == 0;
}

}  // namespace samen::records

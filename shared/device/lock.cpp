// SPDX-License-Identifier: Apache-2.0
#include "device/lock.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::device {
namespace {

// What a card that became read-only still holds can be delivered, by one courier at a time.
int open_lock_file(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd >= 0) base::share_as_folder(fd, file);
  if (fd >= 0 || errno != EROFS) return fd;
  return ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
}

base::Errc code_of(int error) {
  switch (error) {
    case ENOENT:
      return base::Errc::not_found;
    case ENOSPC:
    case EDQUOT:
      return base::Errc::storage_full;
    case EACCES:
    case EPERM:
      return base::Errc::permission;
    default:
      return base::Errc::storage;
  }
}

}  // namespace

base::Result<Lock> Lock::take(const std::filesystem::path& file, const std::string& held) {
  const int fd = open_lock_file(file);
  if (fd < 0) {
    const int error = errno;
    return base::fail(code_of(error), base::say("cannot open {}: {}", file, std::strerror(error)));
  }
  Lock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) return base::fail(base::Errc::conflict, held);
  return lock;
}

Lock::Lock(Lock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Lock::~Lock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace samen::device

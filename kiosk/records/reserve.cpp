// SPDX-License-Identifier: Apache-2.0
#include "kiosk/records/reserve.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace samen::records {

bool Reserve::refill() const {
  const int fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  struct stat info{};
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

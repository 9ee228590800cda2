// SPDX-License-Identifier: Apache-2.0
// Renaming, linking, removing and syncing a folder happen outside SQLite (a backup gets its names,
// a damaged file is set aside). This program's own definitions of these calls take the place of the
// C library's, so that they, too, reach the simulated disk and can be cut off.
#include <cerrno>
#include <climits>
#include <cstdio>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "simulation/disk/disk.hpp"

using samen::simulation::Disk;

namespace {

int no_power() {
  errno = EIO;
  return -1;
}

Disk* disk_of_folder(int fd) {
  struct stat info{};
  if (::fstat(fd, &info) != 0 || !S_ISDIR(info.st_mode)) return nullptr;
  char target[PATH_MAX] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  if (::readlink(link.c_str(), target, sizeof target - 1) < 0) return nullptr;
  return Disk::of(std::string(target) + "/x");
}

}  // namespace

extern "C" int rename(const char* from, const char* to) noexcept {
  Disk* disk = Disk::of(from);
  const bool ours = disk != nullptr && disk->find(from) != nullptr;
  if (ours && !disk->rename(from, to)) return no_power();
  const auto done = ::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  return ours ? 0 : static_cast<int>(done);
}

extern "C" int link(const char* from, const char* to) noexcept {
  Disk* disk = Disk::of(from);
  const bool ours = disk != nullptr && disk->find(from) != nullptr;
  if (ours && !disk->link(from, to)) return no_power();
  const auto done = ::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
  return ours ? 0 : static_cast<int>(done);
}

extern "C" int remove(const char* path) noexcept {
  Disk* disk = Disk::of(path);
  if (disk != nullptr && disk->find(path) != nullptr && !disk->remove(path)) return no_power();
  if (::syscall(SYS_unlinkat, AT_FDCWD, path, 0) == 0) return 0;
  if (errno != EISDIR) return -1;
  return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}

extern "C" int fsync(int fd) {
  if (Disk* disk = disk_of_folder(fd); disk != nullptr) return disk->sync_names() ? 0 : no_power();
  return static_cast<int>(::syscall(SYS_fsync, fd));
}

// SPDX-License-Identifier: Apache-2.0
#include "device/commit_watch.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/inotify.h>
#include <unistd.h>

#include "base/say.hpp"
#include "device/layout.hpp"

namespace samen::device {

base::Result<CommitWatch> CommitWatch::open(const std::filesystem::path& folder) {
  CommitWatch watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (watch.fd_ < 0 || ::inotify_add_watch(watch.fd_, folder.c_str(), IN_DELETE | IN_ONLYDIR) < 0) {
    return base::fail(base::Errc::storage,
                      base::say("cannot watch {}: {}", folder, std::strerror(errno)));
  }
  return watch;
}

CommitWatch::CommitWatch(CommitWatch&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

CommitWatch::~CommitWatch() {
  if (fd_ >= 0) ::close(fd_);
}

bool CommitWatch::take() {
  static const std::string journal = KioskFolder::journal_name();
  alignas(inotify_event) std::array<char, 4096> buffer;
  bool commit = false;
  for (;;) {
    const ssize_t got = ::read(fd_, buffer.data(), buffer.size());
    if (got <= 0) return commit;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      // An overflow may hide a commit: better one look too many.
      if ((event.mask & IN_Q_OVERFLOW) != 0) commit = true;
      if (event.len > 0 && journal == name) commit = true;
      at += sizeof event + event.len;
    }
  }
}

}  // namespace samen::device

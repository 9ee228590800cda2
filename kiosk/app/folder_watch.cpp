// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/folder_watch.hpp"

#include <cerrno>
#include <cstring>
#include <string_view>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace samen::app {

FolderWatch::FolderWatch(const std::filesystem::path& folder, std::function<void()> changed)
    : changed_(std::move(changed)) {
  const int inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (inotify < 0) return;
  // A journal that goes away is a commit that is whole.
  stop_ = eventfd(0, EFD_CLOEXEC);
  if (stop_ < 0 || inotify_add_watch(inotify, folder.c_str(), IN_DELETE | IN_ONLYDIR) < 0) {
    ::close(inotify);
    return;
  }
  inotify_ = inotify;
  thread_ = std::thread([this] { watch(); });
}

FolderWatch::~FolderWatch() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
  }
  if (inotify_ >= 0) ::close(inotify_);
  if (stop_ >= 0) ::close(stop_);
}

void FolderWatch::watch() {
  alignas(inotify_event) char buffer[4096];
  for (;;) {
    pollfd ready[2] = {{inotify_, POLLIN, 0}, {stop_, POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 && errno != EINTR) return;
    if (ready[1].revents != 0) return;
    bool committed = false;
    ssize_t got = 0;
    while ((got = ::read(inotify_, buffer, sizeof buffer)) > 0) {
      for (ssize_t at = 0; at < got;) {
        inotify_event event;
        std::memcpy(&event, buffer + at, sizeof event);
        const char* name = buffer + at + sizeof event;
        if (event.len > 0 && std::string_view(name).ends_with(".db-journal")) committed = true;
        at += static_cast<ssize_t>(sizeof event + event.len);
      }
    }
    if (committed) changed_();
  }
}

}  // namespace samen::app

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/folder_watch.hpp"

#include <cerrno>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace samen::app {

FolderWatch::FolderWatch(const std::filesystem::path& folder, std::function<void()> changed)
    : changed_(std::move(changed)), stop_(eventfd(0, EFD_CLOEXEC)) {
  auto watch = device::CommitWatch::open(folder);
  if (!watch || stop_ < 0) return;
  commits_.emplace(std::move(*watch));
  thread_ = std::thread([this] { watch_commits(); });
}

FolderWatch::~FolderWatch() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
  }
  if (stop_ >= 0) ::close(stop_);
}

void FolderWatch::watch_commits() {
  for (;;) {
    pollfd ready[2] = {{commits_->fd(), POLLIN, 0}, {stop_, POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 && errno != EINTR) return;
    if (ready[1].revents != 0) return;
    if (commits_->take()) changed_();
  }
}

}  // namespace samen::app

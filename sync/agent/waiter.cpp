// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/waiter.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace samen::agent {
namespace {

// The courier's database is kiosk.db; nothing else in the folder is work.
constexpr std::string_view kJournal = "kiosk.db-journal";

int open_netlink() {
  const int fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
  if (fd < 0) return -1;
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  ::close(fd);
  return -1;
}

}  // namespace

// By hand instead of NLMSG_NEXT, which runs past the end when the last message is cut short.
bool link_came_up(std::string_view messages) {
  nlmsghdr head{};
  while (messages.size() >= sizeof head) {
    std::memcpy(&head, messages.data(), sizeof head);
    if (head.nlmsg_len < sizeof head || head.nlmsg_len > messages.size()) return false;
    if (head.nlmsg_type == RTM_NEWADDR) return true;
    ifinfomsg link{};
    if (head.nlmsg_type == RTM_NEWLINK && head.nlmsg_len >= NLMSG_LENGTH(sizeof link)) {
      std::memcpy(&link, messages.data() + NLMSG_HDRLEN, sizeof link);
      if ((link.ifi_flags & IFF_RUNNING) != 0) return true;
    }
    messages.remove_prefix(std::min<std::size_t>(NLMSG_ALIGN(head.nlmsg_len), messages.size()));
  }
  return false;
}

base::Result<std::unique_ptr<SystemWaiter>> SystemWaiter::create(
    const std::filesystem::path& data) {
  std::unique_ptr<SystemWaiter> waiter(new SystemWaiter);
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  sigprocmask(SIG_BLOCK, &stop, nullptr);
  waiter->signals_ = ::signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
  waiter->folder_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (waiter->signals_ < 0 || waiter->folder_ < 0 ||
      ::inotify_add_watch(waiter->folder_, data.c_str(), IN_DELETE | IN_ONLYDIR) < 0) {
    return base::fail(base::Errc::storage,
                      "cannot watch " + data.string() + ": " + std::strerror(errno));
  }
  waiter->links_ = open_netlink();
  return waiter;
}

SystemWaiter::~SystemWaiter() {
  for (const int fd : {signals_, folder_, links_}) {
    if (fd >= 0) ::close(fd);
  }
}

bool SystemWaiter::read_commits() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  bool commit = false;
  for (;;) {
    const ssize_t got = ::read(folder_, buffer.data(), buffer.size());
    if (got <= 0) return commit;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      // An overflow may hide a commit: better one look too many.
      if ((event->mask & IN_Q_OVERFLOW) != 0) commit = true;
      if (event->len > 0 && kJournal == event->name) commit = true;
      at += sizeof(inotify_event) + event->len;
    }
  }
}

bool SystemWaiter::read_links() {
  std::array<char, 8192> buffer;
  bool up = false;
  for (;;) {
    const ssize_t got = ::recv(links_, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == ENOBUFS) up = true;
    if (got <= 0) return up;
    up = link_came_up({buffer.data(), static_cast<std::size_t>(got)}) || up;
  }
}

Wake SystemWaiter::wait(std::chrono::milliseconds longest) {
  std::array<pollfd, 3> fds{pollfd{signals_, POLLIN, 0}, pollfd{folder_, POLLIN, 0},
                            pollfd{links_, POLLIN, 0}};
  const auto timeout = std::clamp<std::int64_t>(longest.count(), 0, 24LL * 3600 * 1000);
  Wake wake;
  if (::poll(fds.data(), fds.size(), static_cast<int>(timeout)) <= 0) return wake;
  wake.stop = (fds[0].revents & POLLIN) != 0;
  if ((fds[1].revents & POLLIN) != 0) wake.commit = read_commits();
  // An error (messages were lost) is taken off by reading, too; left there, it would end every
  // sleep.
  if (links_ >= 0 && (fds[2].revents & (POLLIN | POLLERR)) != 0) wake.link_up = read_links();
  return wake;
}

void SystemWaiter::forget_commits() {
  read_commits();
}

}  // namespace samen::agent

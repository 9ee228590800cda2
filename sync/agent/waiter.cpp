// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/waiter.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/say.hpp"
#include "device/signals.hpp"

namespace samen::agent {
namespace {

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
  SAMEN_TRY(auto commits, device::CommitWatch::open(data));
  std::unique_ptr<SystemWaiter> waiter(new SystemWaiter(std::move(commits)));
  device::block_ending_signals();
  const sigset_t ending = device::ending_signals();
  waiter->signals_ = ::signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
  if (waiter->signals_ < 0) {
    return base::fail(base::Errc::internal,
                      base::say("cannot wait for signals: {}", std::strerror(errno)));
  }
  waiter->links_ = open_netlink();
  return waiter;
}

SystemWaiter::~SystemWaiter() {
  for (const int fd : {signals_, links_}) {
    if (fd >= 0) ::close(fd);
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
  std::array<pollfd, 3> fds{pollfd{signals_, POLLIN, 0}, pollfd{commits_.fd(), POLLIN, 0},
                            pollfd{links_, POLLIN, 0}};
  const auto timeout = std::clamp<std::int64_t>(longest.count(), 0, 24LL * 3600 * 1000);
  Wake wake;
  if (::poll(fds.data(), fds.size(), static_cast<int>(timeout)) <= 0) return wake;
  wake.stop = (fds[0].revents & POLLIN) != 0;
  if ((fds[1].revents & POLLIN) != 0) wake.commit = commits_.take();
  // An error (messages were lost) is taken off by reading, too; left there, it would end every
  // sleep.
  if (links_ >= 0 && (fds[2].revents & (POLLIN | POLLERR)) != 0) wake.link_up = read_links();
  return wake;
}

void SystemWaiter::forget_commits() {
  commits_.take();
}

}  // namespace samen::agent

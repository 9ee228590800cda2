// SPDX-License-Identifier: Apache-2.0
// The courier's sleep ends when a real network interface comes up. In a network of its own, where
// the system lets a test make one.
#include <cstring>

#include <gtest/gtest.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sync/agent/waiter.hpp"
#include "unit/sync/agent/tls_fixture.hpp"

namespace samen::agent {
namespace {

enum : int { kWoke, kNoNetworkOfOurOwn, kWokeBefore, kSlept, kFailed };

bool bring_loopback_up() {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  bool done = ::ioctl(fd, SIOCGIFFLAGS, &request) == 0;
  request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
  done = done && ::ioctl(fd, SIOCSIFFLAGS, &request) == 0;
  ::close(fd);
  return done;
}

int sleep_through_a_link_up(const std::filesystem::path& folder) {
  if (::unshare(CLONE_NEWNET) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) {
    return kNoNetworkOfOurOwn;
  }
  auto waiter = SystemWaiter::create(folder);
  if (!waiter) return kFailed;
  if ((*waiter)->wait(std::chrono::milliseconds(50)).link_up) return kWokeBefore;
  if (!bring_loopback_up()) return kNoNetworkOfOurOwn;
  for (int i = 0; i < 20; ++i) {
    if ((*waiter)->wait(std::chrono::milliseconds(500)).link_up) return kWoke;
  }
  return kSlept;
}

TEST(SystemWaiter, ARealInterfaceThatComesUpEndsTheSleep) {
  const test::TemporaryFolder folder;
  const pid_t child = ::fork();
  if (child == 0) ::_exit(sleep_through_a_link_up(folder.path()));
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNoNetworkOfOurOwn) GTEST_SKIP() << "no network of our own here";
  EXPECT_EQ(WEXITSTATUS(status), kWoke);
}

std::string message_of(std::uint16_t type, unsigned flags, std::uint32_t length = 0) {
  struct {
    nlmsghdr head;
    ifinfomsg link;
  } message{};
  message.head.nlmsg_len = length > 0 ? length : sizeof message;
  message.head.nlmsg_type = type;
  message.link.ifi_flags = flags;
  return {reinterpret_cast<const char*>(&message), sizeof message};
}

TEST(LinkNews, OnlyAnAddressOrARunningLinkIsNews) {
  const auto down = message_of(RTM_NEWLINK, IFF_UP);
  const auto running = message_of(RTM_NEWLINK, IFF_UP | IFF_RUNNING);
  EXPECT_FALSE(link_came_up(""));
  EXPECT_FALSE(link_came_up(down));
  EXPECT_FALSE(link_came_up(message_of(RTM_DELLINK, IFF_RUNNING)));
  EXPECT_TRUE(link_came_up(running));
  EXPECT_TRUE(link_came_up(down + running)) << "also behind another message";
  EXPECT_TRUE(link_came_up(message_of(RTM_NEWADDR, 0)));
  EXPECT_FALSE(link_came_up(running.substr(0, running.size() - 1))) << "cut short";
  // Lengths that would lead past the end, or nowhere.
  EXPECT_FALSE(link_came_up(message_of(RTM_NEWLINK, IFF_RUNNING, 17)));
  EXPECT_FALSE(link_came_up(message_of(RTM_NEWLINK, IFF_RUNNING, 4)));
  EXPECT_FALSE(link_came_up(down + message_of(RTM_DELLINK, 0, 31).substr(0, 31)));
}

}  // namespace
}  // namespace samen::agent

// SPDX-License-Identifier: Apache-2.0
// Two thousand connections that never finish anything, and a kiosk that has to get through.
#include <atomic>

#include <sys/resource.h>

#include "integration/server/https_client.hpp"

namespace samen::test {
namespace {

constexpr int kConnections = 2'000;
constexpr auto kKiosksPatience = std::chrono::seconds(5);  // a courier gives up after ten

// Keeps so many half-open connections from these sources alive: each sends the start of a TLS
// handshake and then a byte now and then; whoever is cut comes back.
class SlowLoris {
 public:
  SlowLoris(int port, std::vector<std::string> sources)
      : port_(port), sources_(std::move(sources)), thread_([this] { run(); }) {}
  ~SlowLoris() {
    stop_ = true;
    thread_.join();
    for (const int fd : fds_) {
      if (fd >= 0) ::close(fd);
    }
  }
  int open() const { return open_; }
  int reopened() const { return reopened_; }

 private:
  void run() {
    fds_.assign(kConnections, -1);
    while (!stop_) {  // ends: the destructor asks it to
      int open = 0;
      for (std::size_t i = 0; i < fds_.size() && !stop_; ++i) {
        char byte = 0;
        if (fds_[i] >= 0 && ::recv(fds_[i], &byte, 1, MSG_DONTWAIT) == 0) {  // was cut
          ::close(fds_[i]);
          fds_[i] = -1;
          ++reopened_;
        }
        if (fds_[i] < 0) fds_[i] = connect_from(sources_[i % sources_.size()]);
        if (fds_[i] < 0) continue;
        ++open;
        if (::send(fds_[i], "\x16", 1, MSG_NOSIGNAL | MSG_DONTWAIT) <= 0) {
          ::close(fds_[i]);
          fds_[i] = -1;
        }
      }
      open_ = open;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  int connect_from(const std::string& source) const {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    inet_pton(AF_INET, source.c_str(), &address.sin_addr);
    if (::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      address.sin_port = htons(static_cast<std::uint16_t>(port_));
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ||
          errno == EINPROGRESS) {
        return fd;
      }
    }
    ::close(fd);
    return -1;
  }

  int port_;
  std::vector<std::string> sources_;
  std::vector<int> fds_;
  std::atomic<bool> stop_ = false;
  std::atomic<int> open_ = 0;
  std::atomic<int> reopened_ = 0;
  std::thread thread_;
};

void expect_a_kiosk_to_get_through(const std::vector<std::string>& attackers) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8192);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &files), 0);
  if (files.rlim_cur < kConnections + 100) GTEST_SKIP() << "too few descriptors are allowed here";

  MatcherProcess matcher;
  matcher.start();
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  const SlowLoris attack(matcher.port(), attackers);
  for (int i = 0; i < 600 && attack.reopened() < kConnections; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_GT(attack.open(), kConnections / 4) << "nothing was proven";
  int arrived = 0;
  for (int i = 0; i < 8; ++i) {
    // A fresh connection each time, as a courier that was away makes it.
    curl_easy_setopt(net.client.handle(), CURLOPT_FRESH_CONNECT, 1L);
    const auto begin = std::chrono::steady_clock::now();
    const auto body = net.kiosk.batch({net.kiosk.envelope(net.kiosk.household("Amal"))});
    // Its handshake may be pushed out by chance; a courier tries again at once, within its time.
    const auto insist = [&](const auto& ask) {
      Answer answer;
      do {
        answer = ask();
      } while (answer.transfer != CURLE_OK &&
               std::chrono::steady_clock::now() - begin < kKiosksPatience);
      return answer;
    };
    const Answer sent = insist([&] { return net.post(body); });
    EXPECT_EQ(sent.status, 200) << curl_easy_strerror(sent.transfer);
    const Answer fed = insist([&] { return net.feed(); });
    EXPECT_EQ(fed.status, 200) << curl_easy_strerror(fed.transfer);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kKiosksPatience);
    arrived += sent.status == 200 ? 1 : 0;
  }
  EXPECT_EQ(arrived, 8);
  EXPECT_LT(matcher.memory_kib("VmHWM"), 300 * 1024);
}

TEST(Flood, TwoThousandSlowConnectionsOfOneAddressDoNotKeepAKioskOut) {
  expect_a_kiosk_to_get_through({"127.0.0.2"});
}

TEST(Flood, NorDoTheyFromManyAddresses) {
  std::vector<std::string> addresses;
  for (int i = 2; i < 42; ++i) addresses.push_back("127.0.0." + std::to_string(i));
  expect_a_kiosk_to_get_through(addresses);
}

TEST(Flood, NorFromTheKiosksOwnAddress) {
  expect_a_kiosk_to_get_through({"127.0.0.1"});
}

}  // namespace
}  // namespace samen::test

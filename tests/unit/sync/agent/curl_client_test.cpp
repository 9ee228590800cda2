// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/curl_client.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sync/agent/channel.hpp"
#include "sync/agent/server_address.hpp"
#include "unit/sync/agent/tls_fixture.hpp"

namespace {
std::atomic<bool> names_hang = false;
}  // namespace

// Stands before the C library's: a name server that does not answer.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  using Real = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const Real real = reinterpret_cast<Real>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  for (int i = 0; names_hang && i < 200; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return real(name, service, hints, found);
}

namespace samen::agent {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::HasSubstr;

class CurlClientTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.ready()) << "tests/support/tls_server.py did not start";
  }

  static std::unique_ptr<CurlClient> client(const KeyPin& pin, int stop_fd = -1) {
    auto made = CurlClient::create(pin, stop_fd);
    if (!made) ADD_FAILURE() << made.error().message;
    return std::move(*made);
  }
  HttpRequest get(const std::string& path) const {
    HttpRequest request;
    request.url = server_.url(path);
    return request;
  }
  Problem failure_of(const HttpRequest& request, const KeyPin& pin) const {
    const auto result = client(pin)->send(request);
    if (!result) return result.error().problem;
    ADD_FAILURE() << request.url << " was answered with " << result->status;
    return Problem::strange_answer;
  }

  test::TlsServer server_;
};

TEST_F(CurlClientTest, GetsAnAnswerFromThePinnedServerAndNamesItsKey) {
  const auto result = client(server_.pin())->send(get("/json"));
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->status, 200);
  EXPECT_EQ(result->body, "{\"ok\":true}");
  EXPECT_EQ(result->content_type(), "application/json");
  EXPECT_EQ(result->header("date"), "Sun, 22 Nov 2026 12:00:00 GMT");
  EXPECT_EQ(result->server_key, server_.key());
}

TEST_F(CurlClientTest, AcceptsTheServerByTheEightyBitsOfAnEnrolmentCode) {
  HttpRequest request = get("/echo");
  request.method = Method::post;
  request.body = "{\"secret\":\"typed\"}";
  request.headers = {{"Content-Type", "application/json"}, {"X-Test", "one"}};
  const auto result = client(server_.pin_prefix())->send(request);
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->server_key, server_.key());
  EXPECT_THAT(result->body, HasSubstr("\"x-test\": \"one\""));
  EXPECT_EQ(server_.received(), request.body);
}

TEST_F(CurlClientTest, AcceptsTheAnnouncedKeyBesideThePinnedOne) {
  KeyDigest other = server_.key();
  other[9] ^= 1;
  auto pin = *KeyPin::from_prefix(other);
  pin.also_accept(server_.key());
  const auto result = client(pin)->send(get("/json"));
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->server_key, server_.key()) << "so that the courier knows which one it was";
  auto neither = *KeyPin::from_prefix(other);
  other[9] ^= 2;
  neither.also_accept(other);
  EXPECT_EQ(failure_of(get("/json"), neither), Problem::wrong_key);
  auto still = server_.pin();
  still.also_accept(other);
  EXPECT_TRUE(client(still)->send(get("/json"))) << "until the change the old key goes on";
}

// A variable of the environment for the length of a test.
class Environment {
 public:
  Environment(const char* name, const std::string& value) : name_(name) {
    ::setenv(name, value.c_str(), 1);
  }
  ~Environment() { ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
};

TEST_F(CurlClientTest, GoesThroughAProxyThatLearnsTheServersNameAndNothingMore) {
  const Environment proxy("https_proxy", server_.proxy());
  HttpRequest request = get("/echo");
  request.method = Method::post;
  request.body = "{\"what\":\"sealed all the same\"}";
  request.headers = {{"Signature", "sig1=:secret:"}};
  const auto result = client(server_.pin())->send(request);
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(server_.received(), request.body);
  const std::string seen = server_.proxied();
  EXPECT_THAT(seen, HasSubstr("CONNECT 127.0.0.1:"));
  for (const char* word : {"sealed", "/echo", "sig1", "Signature"}) {
    EXPECT_EQ(seen.find(word), std::string::npos) << word;
  }
  // The pin holds behind the proxy, too: a proxy that answers itself is not the matcher.
  KeyDigest other = server_.key();
  other[0] ^= 1;
  EXPECT_EQ(failure_of(get("/json"), *KeyPin::from_prefix(other)), Problem::wrong_key);
  const Environment direct("no_proxy", "127.0.0.1");
  ASSERT_TRUE(client(server_.pin())->send(get("/json")));
  EXPECT_EQ(server_.proxied().find("GET"), std::string::npos);
}

TEST_F(CurlClientTest, AProxyThatIsNotThereIsNoAnswer) {
  const Environment proxy("https_proxy", "http://127.0.0.1:1");
  EXPECT_EQ(failure_of(get("/json"), server_.pin()), Problem::unreachable);
}

TEST_F(CurlClientTest, ReachesAMatcherByIpv6) {
  HttpRequest request = get("/json");
  request.url = server_.url("/json", "[::1]");
  const auto result = client(server_.pin())->send(request);
  if (!result && result.error().problem == Problem::unreachable) {
    GTEST_SKIP() << "no IPv6 on this machine";
  }
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->server_key, server_.key());
  EXPECT_TRUE(check_server_url("https://[2001:db8::7]:8443"));
}

TEST_F(CurlClientTest, SendsNothingToAServerWithAnotherKey) {
  HttpRequest request = get("/echo");
  request.method = Method::post;
  request.body = "{\"secret\":\"must not arrive\"}";
  KeyDigest other = server_.key();
  other[9] ^= 1;  // differs in the last bit that an enrolment code carries
  EXPECT_EQ(failure_of(request, *KeyPin::from_prefix(other)), Problem::wrong_key);
  EXPECT_EQ(failure_of(request, *KeyPin::from_prefix(base::ByteView(other).first(10))),
            Problem::wrong_key);
  EXPECT_EQ(server_.received(), "");
}

TEST_F(CurlClientTest, NamesEachWayTheNetworkCanFail) {
  HttpRequest nobody;
  nobody.url = "https://127.0.0.1:1/json";
  HttpRequest no_name;
  no_name.url = "https://no-such-host.invalid/json";
  HttpRequest plain = get("/json");
  plain.url.replace(0, 5, "http");
  HttpRequest silent = get("/silent");
  silent.limits.silence = std::chrono::seconds(1);
  HttpRequest dripping = get("/slow-body");
  dripping.limits.silence = std::chrono::seconds(2);
  HttpRequest huge = get("/huge");
  huge.limits.answer_bytes = 1U << 20;
  HttpRequest endless = get("/endless");
  endless.limits.answer_bytes = 1U << 20;

  EXPECT_EQ(failure_of(nobody, server_.pin()), Problem::unreachable);
  EXPECT_EQ(failure_of(no_name, server_.pin()), Problem::unreachable);
  EXPECT_EQ(failure_of(plain, server_.pin()), Problem::portal);
  EXPECT_EQ(failure_of(silent, server_.pin()), Problem::timeout);
  EXPECT_EQ(failure_of(dripping, server_.pin()), Problem::timeout);
  EXPECT_EQ(failure_of(huge, server_.pin()), Problem::strange_answer);
  EXPECT_EQ(failure_of(endless, server_.pin()), Problem::strange_answer);
  EXPECT_EQ(failure_of(get("/headers"), server_.pin()), Problem::strange_answer);
  EXPECT_EQ(failure_of(get("/cut"), server_.pin()), Problem::cut);
  EXPECT_EQ(failure_of(get("/garbage"), server_.pin()), Problem::portal);
}

TEST_F(CurlClientTest, FollowsNoRedirect) {
  const auto result = client(server_.pin())->send(get("/redirect"));
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->status, 302);
}

TEST_F(CurlClientTest, HandsOverErrorAnswersAsTheyAre) {
  const auto result = client(server_.pin())->send(get("/status/429"));
  ASSERT_TRUE(result) << result.error().detail;
  EXPECT_EQ(result->status, 429);
  EXPECT_EQ(result->header("retry-after"), "7");
}

TEST_F(CurlClientTest, GoesOnWorkingAfterAFailure) {
  const auto one = client(server_.pin());
  for (const char* path : {"/json", "/cut", "/json", "/garbage", "/json", "/endless", "/json"}) {
    HttpRequest request = get(path);
    request.limits.answer_bytes = 1U << 16;
    const auto result = one->send(request);
    EXPECT_EQ(result.has_value(), std::string_view(path) == "/json") << path;
  }
}

// libcurl would send it once more on a connection of its own and say nothing of it: the courier
// would not learn how much this network carries.
TEST_F(CurlClientTest, SendsNothingASecondTimeByItself) {
  const auto one = client(server_.pin());
  ASSERT_TRUE(one->send(get("/json")));  // the connection is kept
  HttpRequest post = get("/silent-cut");
  post.method = Method::post;
  post.body = "{\"n\":1}";
  const auto result = one->send(post);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().problem, Problem::cut);
  EXPECT_TRUE(result.error().connected);
  EXPECT_EQ(server_.received(), post.body);
  EXPECT_TRUE(one->send(get("/json")));
}

TEST_F(CurlClientTest, RefusesAServerThatOnlyKnowsOldTls) {
  const test::TlsServer old(true);
  ASSERT_TRUE(old.ready());
  HttpRequest request;
  request.url = old.url("/json");
  EXPECT_EQ(failure_of(request, old.pin()), Problem::insecure);
}

TEST_F(CurlClientTest, GivesUpARunningTransferAtOnceWhenAskedToStop) {
  std::array<int, 2> stop{};
  ASSERT_EQ(::pipe(stop.data()), 0);
  std::jthread asker([&stop] {
    std::this_thread::sleep_for(milliseconds(300));
    EXPECT_EQ(::write(stop[1], "x", 1), 1);
  });
  const auto begin = steady_clock::now();
  const auto result = client(server_.pin(), stop[0])->send(get("/silent"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().problem, Problem::stopped);
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(3));
  asker.join();
  ::close(stop[0]);
  ::close(stop[1]);
}

// Takes connections on a port of its own, says one thing to each and hangs up.
class Speaker {
 public:
  enum class End { close, reset };
  Speaker(std::string words, End how) : words_(std::move(words)), how_(how) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* name = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_, name, size), 0);
    EXPECT_EQ(::listen(listener_, 8), 0);
    EXPECT_EQ(::getsockname(listener_, name, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
  }
  ~Speaker() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;
  std::string address(const char* scheme) const {
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port_);
  }

 private:
  void serve() {
    for (;;) {
      const int fd = ::accept(listener_, nullptr, nullptr);
      if (fd < 0) return;
      std::array<char, 2048> heard{};
      static_cast<void>(::recv(fd, heard.data(), heard.size(), 0));
      static_cast<void>(::send(fd, words_.data(), words_.size(), MSG_NOSIGNAL));
      const linger hard{1, 0};
      if (how_ == End::reset) ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
      if (how_ == End::close) ::shutdown(fd, SHUT_WR);
      if (how_ == End::close) static_cast<void>(::recv(fd, heard.data(), heard.size(), 0));
      ::close(fd);
    }
  }
  std::string words_;
  End how_;
  int listener_ = -1;
  int port_ = 0;
  std::jthread thread_;
};

TEST_F(CurlClientTest, WhatSpeaksNoTlsIsNotCalledOldTls) {
  struct Case {
    const char* name;
    std::string words;
    Speaker::End end;
    Problem problem;
  };
  const Case cases[] = {
      {"reset in the hello", "", Speaker::End::reset, Problem::cut},
      {"closed in the hello", "", Speaker::End::close, Problem::cut},
      {"a sign-in page", "HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n",
       Speaker::End::close, Problem::portal},
      {"an old web server", "<html>400</html>", Speaker::End::close, Problem::portal},
      {"an SSH server", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", Speaker::End::close, Problem::portal},
      {"a mail server", "220 mail.example ESMTP\r\n", Speaker::End::close, Problem::portal},
      {"a refusal in TLS", std::string("\x15\x03\x03\x00\x02\x02\x46", 7), Speaker::End::close,
       Problem::insecure},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    const Speaker speaker(one.words, one.end);
    HttpRequest request;
    request.url = speaker.address("https") + "/v1/feed";
    const auto result = client(server_.pin())->send(request);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().problem, one.problem) << result.error().detail;
    EXPECT_FALSE(result.error().connected) << "nothing to be gained by asking for less";
  }
}

TEST_F(CurlClientTest, AProxyThatSaysNoIsNamed) {
  for (const char* status :
       {"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"}) {
    const Speaker speaker("HTTP/1.1 " + std::string(status) +
                              "\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                              "Content-Length: 0\r\nConnection: close\r\n\r\n",
                          Speaker::End::close);
    const Environment proxy("https_proxy", speaker.address("http"));
    const auto result = client(server_.pin())->send(get("/json"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().problem, Problem::proxy) << result.error().detail;
    EXPECT_THAT(result.error().detail, HasSubstr(std::string(status).substr(0, 3)));
  }
}

TEST_F(CurlClientTest, ANameServerThatHangsDoesNotKeepTheProgram) {
  std::array<int, 2> stop{};
  ASSERT_EQ(::pipe(stop.data()), 0);
  names_hang = true;
  std::jthread asker([&stop] {
    std::this_thread::sleep_for(milliseconds(300));
    EXPECT_EQ(::write(stop[1], "x", 1), 1);
  });
  HttpRequest request = get("/json");
  request.url = "https://matcher.example/json";
  const auto begin = steady_clock::now();
  {
    const auto one = client(server_.pin(), stop[0]);
    EXPECT_EQ(one->send(request).error().problem, Problem::stopped);
  }
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(2)) << "with everything cleaned up";
  request.limits.connect = milliseconds(500);
  const auto again = steady_clock::now();
  EXPECT_EQ(client(server_.pin())->send(request).error().problem, Problem::unreachable);
  EXPECT_LT(steady_clock::now() - again, std::chrono::seconds(3)) << "nor longer than its limit";
  names_hang = false;
  asker.join();
  ::close(stop[0]);
  ::close(stop[1]);
}

TEST(KeyPin, NeedsEightyBitsAtLeast) {
  const KeyDigest digest{1, 2, 3};
  EXPECT_FALSE(KeyPin::from_prefix(base::ByteView(digest).first(9)));
  EXPECT_TRUE(KeyPin::from_prefix(base::ByteView(digest).first(10)));
  EXPECT_FALSE(KeyPin::from_prefix(base::Bytes(33)));
  EXPECT_FALSE(KeyPin().matches(digest));
  EXPECT_FALSE(KeyPin::from_prefix(base::ByteView(digest).first(10))->is_whole());
}

}  // namespace
}  // namespace samen::agent

// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/curl_client.hpp"

#include <array>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sync/agent/channel.hpp"
#include "unit/sync/agent/tls_fixture.hpp"

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
    request.limits.total = milliseconds(20'000);
    return request;
  }
  HttpFailure failure_of(const HttpRequest& request, const KeyPin& pin) const {
    const auto result = client(pin)->send(request);
    if (!result) return result.error().failure;
    ADD_FAILURE() << request.url << " was answered with " << result->status;
    return HttpFailure::internal;
  }

  test::TlsServer server_;
};

TEST_F(CurlClientTest, GetsAnAnswerFromThePinnedServerAndNamesItsKey) {
  const auto result = client(server_.pin())->send(get("/json"));
  ASSERT_TRUE(result) << result.error().message;
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
  ASSERT_TRUE(result) << result.error().message;
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
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->server_key, server_.key()) << "so that the courier knows which one it was";
  auto neither = *KeyPin::from_prefix(other);
  other[9] ^= 2;
  neither.also_accept(other);
  EXPECT_EQ(failure_of(get("/json"), neither), HttpFailure::wrong_key);
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
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(server_.received(), request.body);
  const std::string seen = server_.proxied();
  EXPECT_THAT(seen, HasSubstr("CONNECT 127.0.0.1:"));
  for (const char* word : {"sealed", "/echo", "sig1", "Signature"}) {
    EXPECT_EQ(seen.find(word), std::string::npos) << word;
  }
  // The pin holds behind the proxy, too: a proxy that answers itself is not the matcher.
  KeyDigest other = server_.key();
  other[0] ^= 1;
  EXPECT_EQ(failure_of(get("/json"), *KeyPin::from_prefix(other)), HttpFailure::wrong_key);
  const Environment direct("no_proxy", "127.0.0.1");
  ASSERT_TRUE(client(server_.pin())->send(get("/json")));
  EXPECT_EQ(server_.proxied().find("GET"), std::string::npos);
}

TEST_F(CurlClientTest, AProxyThatIsNotThereIsNoAnswer) {
  const Environment proxy("https_proxy", "http://127.0.0.1:1");
  EXPECT_EQ(failure_of(get("/json"), server_.pin()), HttpFailure::connect);
}

TEST_F(CurlClientTest, ReachesAMatcherByIpv6) {
  HttpRequest request = get("/json");
  request.url = server_.url("/json", "[::1]");
  const auto result = client(server_.pin())->send(request);
  if (!result && result.error().failure == HttpFailure::connect) {
    GTEST_SKIP() << "no IPv6 on this machine";
  }
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->server_key, server_.key());
  EXPECT_TRUE(check_server_url("https://[2001:db8::7]:8443"));
}

TEST_F(CurlClientTest, SendsNothingToAServerWithAnotherKey) {
  HttpRequest request = get("/echo");
  request.method = Method::post;
  request.body = "{\"secret\":\"must not arrive\"}";
  KeyDigest other = server_.key();
  other[9] ^= 1;  // differs in the last bit that an enrolment code carries
  EXPECT_EQ(failure_of(request, *KeyPin::from_prefix(other)), HttpFailure::wrong_key);
  EXPECT_EQ(failure_of(request, *KeyPin::from_prefix(base::ByteView(other).first(10))),
            HttpFailure::wrong_key);
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
  silent.limits.total = milliseconds(700);
  HttpRequest dripping = get("/slow-body");
  dripping.limits.silence = std::chrono::seconds(2);
  HttpRequest huge = get("/huge");
  huge.limits.answer_bytes = 1U << 20;
  HttpRequest endless = get("/endless");
  endless.limits.answer_bytes = 1U << 20;

  EXPECT_EQ(failure_of(nobody, server_.pin()), HttpFailure::connect);
  EXPECT_EQ(failure_of(no_name, server_.pin()), HttpFailure::resolve);
  EXPECT_EQ(failure_of(plain, server_.pin()), HttpFailure::not_http);
  EXPECT_EQ(failure_of(silent, server_.pin()), HttpFailure::timeout);
  EXPECT_EQ(failure_of(dripping, server_.pin()), HttpFailure::timeout);
  EXPECT_EQ(failure_of(huge, server_.pin()), HttpFailure::too_large);
  EXPECT_EQ(failure_of(endless, server_.pin()), HttpFailure::too_large);
  EXPECT_EQ(failure_of(get("/headers"), server_.pin()), HttpFailure::too_large);
  EXPECT_EQ(failure_of(get("/cut"), server_.pin()), HttpFailure::cut);
  EXPECT_EQ(failure_of(get("/garbage"), server_.pin()), HttpFailure::not_http);
}

TEST_F(CurlClientTest, FollowsNoRedirect) {
  const auto result = client(server_.pin())->send(get("/redirect"));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->status, 302);
}

TEST_F(CurlClientTest, HandsOverErrorAnswersAsTheyAre) {
  const auto result = client(server_.pin())->send(get("/status/429"));
  ASSERT_TRUE(result) << result.error().message;
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

TEST_F(CurlClientTest, RefusesAServerThatOnlyKnowsOldTls) {
  const test::TlsServer old(true);
  ASSERT_TRUE(old.ready());
  HttpRequest request;
  request.url = old.url("/json");
  EXPECT_EQ(failure_of(request, old.pin()), HttpFailure::insecure);
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
  EXPECT_EQ(result.error().failure, HttpFailure::stopped);
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(3));
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

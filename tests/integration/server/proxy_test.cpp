// SPDX-License-Identifier: Apache-2.0
// Behind a reverse proxy (plain HTTP on loopback), the meters on an address of their own, and the
// commands that go with running a matcher.
#include "integration/server/https_client.hpp"

namespace samen::test {
namespace {

class ProxyTest : public ::testing::Test {
 protected:
  Answer guess(const std::string& forwarded) {
    FakeKiosk stranger(9, clock);
    const auto body = protocol::write_json(stranger.enrol_request("000000000000"));
    return HttpsClient(matcher.url(), "")
        .send("POST", "/v1/enrol", body, {{"X-Forwarded-For", forwarded}});
  }
  MatcherProcess matcher;
  base::SystemClock clock;
};

TEST_F(ProxyTest, SignaturesHoldAcrossAProxyThatEndsTls) {
  matcher.start({"--plain", "--backup-every", "0.1"});
  EXPECT_TRUE(matcher.url().starts_with("http://127.0.0.1:"));
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  const auto body = net.kiosk.batch({net.kiosk.envelope(net.kiosk.household("Amal"))});
  ASSERT_EQ(net.post(body).status, 200);
  EXPECT_EQ(net.client
                .send("POST", "/v1/envelopes", body + " ",
                      net.kiosk.signature("POST", "/v1/envelopes", "", body))
                .error_code(),
            "signature")
      << "a proxy that changes a byte is found out";
  EXPECT_EQ(net.feed().status, 200);
}

TEST_F(ProxyTest, ForwardedNamesAreBelievedOnlyWhenConfigured) {
  matcher.start({"--plain"});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(guess("198.51.100." + std::to_string(i)).error_code(), "unknown_code");
  }
  EXPECT_EQ(guess("198.51.100.99").error_code(), "too_many_guesses")
      << "all of them came from one address";
  matcher.kill();

  matcher.start({"--plain", "--forwarded-for"});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(guess("10.0.0." + std::to_string(i) + ", 198.51.100.1").error_code(), "unknown_code");
  }
  EXPECT_EQ(guess("10.0.0.77, 198.51.100.1").error_code(), "too_many_guesses")
      << "only the last entry is the proxy's word";
  EXPECT_EQ(guess("198.51.100.2").error_code(), "unknown_code");
}

TEST_F(ProxyTest, WithoutTlsItListensOnLoopbackOnly) {
  const auto world = matcher.cli({"serve", "--plain", "--listen", "0.0.0.0:0"});
  EXPECT_EQ(world.exit_code, 1);
  EXPECT_NE(world.err.find("127.0.0.1 or ::1 only"), std::string::npos) << world.err;
  EXPECT_EQ(matcher.cli({"serve", "--forwarded-for", "--listen", "127.0.0.1:0"}).exit_code, 1);
  const auto metrics = matcher.cli({"serve", "--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:0"});
  EXPECT_EQ(metrics.exit_code, 1) << "nor do the meters";
}

// Bytes that two readers of HTTP could understand differently end the connection.
TEST_F(ProxyTest, RequestsThatCouldBeReadTwoWaysAreRefused) {
  matcher.start({"--plain", "--request-timeout", "2"});
  for (const std::string head :
       {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n", "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Bad Header: x\r\n",
        " folded: x\r\n"}) {
    const RawSocket raw(matcher.port());
    ASSERT_TRUE(raw.send("POST /v1/enrol HTTP/1.1\r\nHost: a\r\n" + head +
                         "\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(raw.closed_within(5'000)) << head;
  }
  EXPECT_EQ(HttpsClient(matcher.url(), "").send("GET", "/health").status, 200);
}

TEST_F(ProxyTest, TheMetersLieOnAnAddressOfTheirOwn) {
  matcher.start({"--metrics", "127.0.0.1:0", "--backup-every", "0.1"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  ASSERT_EQ(net.post(net.kiosk.batch({net.kiosk.envelope(net.kiosk.household("Amal"))})).status,
            200);
  const auto printed = matcher.printed("metrics");
  ASSERT_TRUE(printed.ends_with("/metrics")) << printed;
  HttpsClient meters(printed.substr(0, printed.rfind('/')), "");
  Answer page;
  for (int i = 0; i < 200; ++i) {
    page = meters.send("GET", "/metrics");
    if (page.body.find("samen_backups_total 0\n") == std::string::npos &&
        page.body.find("samen_devices 1\n") != std::string::npos) {
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_NE(page.body.find("samen_records_total{result=\"accepted\"} 1\n"), std::string::npos);
  EXPECT_NE(page.body.find("samen_devices 1\n"), std::string::npos) << page.body;
  EXPECT_EQ(meters.send("GET", "/ready").status, 200);
  EXPECT_EQ(meters.send("GET", "/live").status, 200);
  EXPECT_EQ(meters.send("POST", "/metrics", "x").status, 413) << "takes no body at all";
  EXPECT_EQ(net.client.send("GET", "/metrics").status, 404) << "nothing for the world";
  EXPECT_EQ(net.client.send("GET", "/ready").status, 404);
  EXPECT_EQ(matcher.stop(), 0) << "both listeners end";
}

TEST_F(ProxyTest, AMatcherThatCannotBackUpSaysItIsNotReadyAndStillTakesSignUps) {
  const auto in_the_way = matcher.data() / "backup";
  ASSERT_TRUE(base::write_file_durably(in_the_way, base::as_bytes("x")));
  matcher.start({"--metrics", "127.0.0.1:0", "--backup-every", "0.1"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  ASSERT_EQ(net.post(net.kiosk.batch({net.kiosk.envelope(net.kiosk.household("Amal"))})).status,
            200);
  const auto printed = matcher.printed("metrics");
  HttpsClient meters(printed.substr(0, printed.rfind('/')), "");
  Answer ready;
  for (int i = 0; i < 200 && ready.status != 503; ++i) {
    ready = meters.send("GET", "/ready");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(ready.status, 503);
  EXPECT_NE(ready.body.find("backup failed"), std::string::npos) << ready.body;
  EXPECT_EQ(net.client.send("GET", "/health").status, 200) << "it runs";
  EXPECT_EQ(protocol::read_feed_page(net.feed().body)->durable_through, 0);
}

TEST_F(ProxyTest, TheAuditCommandFindsWhatWasChangedOrTakenOff) {
  ASSERT_EQ(matcher.cli({"enrol", "--centre", "A", "--municipality", "Almere"}).exit_code, 0);
  const auto whole = matcher.json("audit");
  ASSERT_EQ(whole["lines"].size(), 2U);
  EXPECT_EQ(whole["lines"][1]["action"], "make_code");
  const auto key = (matcher.data().parent_path() / "audit.key").string();
  EXPECT_EQ(matcher.cli({"audit", "--key-new", (matcher.data() / "audit.key").string()}).exit_code,
            1);
  ASSERT_EQ(matcher.cli({"audit", "--key-new", key}).exit_code, 0);
  EXPECT_EQ(matcher.cli({"audit", "--key-new", key}).exit_code, 1) << "never over another";
  EXPECT_EQ(matcher.json("audit")["head"], "");
  const auto printed = matcher.cli({"audit", "--key", key, "--head"}).out;
  const auto at = printed.rfind("  2-");
  ASSERT_NE(at, std::string::npos) << printed;
  const auto head = printed.substr(at + 2, printed.find('\n', at) - at - 2);
  const auto check = [&] {
    return matcher.cli({"audit", "--key", key, "--check", head}).exit_code;
  };
  EXPECT_EQ(check(), 0);
  matcher.tamper("CREATE TABLE kept AS SELECT * FROM audit; DELETE FROM audit WHERE number = 2");
  EXPECT_EQ(matcher.cli({"audit"}).exit_code, 0) << "a chain without its end is a chain";
  EXPECT_EQ(check(), 1);
  matcher.tamper("INSERT INTO audit SELECT * FROM kept WHERE number = 2; DROP TABLE kept");
  EXPECT_EQ(check(), 0);
  matcher.tamper("UPDATE audit SET subject = '2' WHERE number = 2");
  const auto changed = matcher.cli({"audit"});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_NE(changed.err.find("line 2"), std::string::npos) << changed.err;
}

}  // namespace
}  // namespace samen::test

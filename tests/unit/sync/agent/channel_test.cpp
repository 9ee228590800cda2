// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/channel.hpp"

#include <clocale>

#include <gtest/gtest.h>

#include "sync/agent/server_address.hpp"
#include "unit/sync/agent/kiosk_fixture.hpp"

namespace samen::agent {
namespace {

constexpr std::int64_t kDay = 86'400'000;
using SignedChannel = test::KioskFixture;

TEST_F(SignedChannel, MendsAWrongClockFromTheMatchersDate) {
  struct Case {
    const char* name;
    std::int64_t error_ms;
  };
  const Case cases[] = {{"the kiosk believes it is 1970", 56LL * 365 * kDay},
                        {"three hours slow", 3 * 3'600'000},
                        {"two years fast", -730 * kDay}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    matcher_.clock_error_ms = one.error_ms;
    meet_matcher();
    sign_up(1);
    const auto report = meet();
    EXPECT_FALSE(report.trouble) << report.trouble->detail;
    EXPECT_EQ(report.sent.received, 1);
    EXPECT_NEAR(static_cast<double>(channel_->clock_offset_ms()), static_cast<double>(one.error_ms),
                1000);
  }
}

TEST_F(SignedChannel, MendsAnOffsetThatTheClockHasJumpedAwayFrom) {
  // Learnt while the clock stood in 2096, kept, and now the clock is right again: together they
  // name a moment before 1970, which no signature can carry.
  for (const std::int64_t offset : {-4'000'000'000'000, 4'000'000'000'000}) {
    channel_->set_clock_offset_ms(offset);
    sign_up(1);
    const auto report = meet();
    EXPECT_FALSE(report.trouble) << report.trouble->detail;
    EXPECT_EQ(report.sent.received, 1);
  }
}

TEST_F(SignedChannel, AnUnknownKioskIsToldApartFromAWrongClock) {
  matcher_.knows_device = false;
  const auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::unknown_device);
  EXPECT_EQ(matcher_.requests, 1);
}

TEST(Judge, KeepsWhatRetryAfterAsksForInEveryForm) {
  const auto asked = [](const char* retry_after, const char* date) {
    HttpAnswer answer;
    answer.status = 503;
    answer.headers = {{"content-type", "application/json"}, {"retry-after", retry_after}};
    if (date != nullptr) answer.headers.push_back({"date", date});
    return judge(answer).error().retry_after;
  };
  using std::chrono::seconds;
  const char* now = "Sun, 22 Nov 2026 12:00:00 GMT";
  EXPECT_EQ(asked("300", now), seconds(300));
  EXPECT_EQ(asked("Sun, 22 Nov 2026 12:05:00 GMT", now), seconds(300));
  EXPECT_EQ(asked("Sun, 22 Nov 2026 11:00:00 GMT", now), seconds(0));
  EXPECT_EQ(asked("Fri, 31 Dec 2032 23:59:59 GMT", now), seconds(86'400));
  EXPECT_EQ(asked("99999999999999999999", now), seconds(86'400));
  EXPECT_EQ(asked("-5", now), seconds(0));
  EXPECT_EQ(asked("Sun, 22 Nov 2026 12:05:00 GMT", nullptr), seconds(0));
  EXPECT_EQ(asked("soon", now), seconds(0));
  EXPECT_EQ(asked("", now), seconds(0));
}

TEST(ServerUrl, TakesHostPortAndPathAndNothingElse) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  EXPECT_EQ(check_server_url("https://matcher.example/samen/").value(),
            "https://matcher.example/samen");
  EXPECT_EQ(check_server_url("HTTPS://matcher.example:8443/a/b").value(),
            "https://matcher.example:8443/a/b");
  EXPECT_EQ(check_server_url("https://bücher.example:8443").value(),
            "https://xn--bcher-kva.example:8443");
  EXPECT_EQ(check_server_url("https://مثال.example/samen").value(),
            "https://xn--mgbh0fb.example/samen");
  EXPECT_EQ(check_server_url("https://matcher.example").value(), "https://matcher.example");
  EXPECT_EQ(check_server_url("https://matcher.example:8443/").value(),
            "https://matcher.example:8443");
  EXPECT_EQ(check_server_url("https://[::1]:8443").value(), "https://[::1]:8443");
  for (const char* wrong :
       {"", "matcher.example", "http://matcher.example", "https://",
        "https://user:word@matcher.example", "https://user@matcher.example",
        "https://matcher.example/?x", "https://matcher.example#x", "https://:8443",
        "https://matcher.example:99999", "ftp://matcher.example", "https://a\\b",
        "https://matcher.example?x", "https://a b"}) {
    EXPECT_FALSE(check_server_url(wrong)) << wrong;
  }
}

TEST(Judge, TellsPortalsFromTheMatcher) {
  const auto problem = [](int status, const char* type, const char* body) {
    HttpAnswer answer;
    answer.status = status;
    answer.headers = {{"content-type", type}};
    answer.body = body;
    const auto reply = judge(answer);
    return reply ? std::optional<Problem>() : reply.error().problem;
  };
  const char* json = "application/json; charset=utf-8";
  const auto error = [](const char* code) {
    return std::string("{\"error\":{\"code\":\"") + code + "\",\"message\":\"m\"}}";
  };
  EXPECT_EQ(problem(200, json, "{}"), std::nullopt);
  EXPECT_EQ(problem(200, "text/html", "<html>"), Problem::portal);
  EXPECT_EQ(problem(302, "text/html", ""), Problem::portal);
  EXPECT_EQ(problem(511, "text/html", ""), Problem::server_error);
  EXPECT_EQ(problem(404, "text/html", ""), Problem::portal);
  EXPECT_EQ(problem(401, json, error("clock").c_str()), Problem::clock);
  EXPECT_EQ(problem(401, json, error("unknown_device").c_str()), Problem::unknown_device);
  EXPECT_EQ(problem(401, json, "nonsense"), Problem::unknown_device);
  EXPECT_EQ(problem(403, json, error("revoked").c_str()), Problem::unknown_device);
  EXPECT_EQ(problem(429, json, error("rate").c_str()), Problem::busy);
  EXPECT_EQ(problem(429, "text/plain", ""), Problem::busy);
  EXPECT_EQ(problem(503, json, error("stopping").c_str()), Problem::busy);
  EXPECT_EQ(problem(502, "text/html", ""), Problem::server_error);
  EXPECT_EQ(problem(204, json, ""), Problem::strange_answer);
  const char* details = "application/problem+json";
  EXPECT_EQ(problem(401, details, error("clock").c_str()), Problem::clock);
  EXPECT_EQ(problem(413, details, error("too_large").c_str()), Problem::strange_answer);
  EXPECT_EQ(problem(200, details, "{}"), Problem::portal) << "nothing that went well is a problem";
}

}  // namespace
}  // namespace samen::agent

// SPDX-License-Identifier: Apache-2.0
// Who counts as one source, what the meters say, how much one kiosk may send, and where SQL lives.
#include <fstream>
#include <regex>

#include "base/file.hpp"
#include "sync/server/http/source.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

TEST(Source, AnIpv6NetworkIsOneSourceAndIpv4IsTheSameHoweverWritten) {
  EXPECT_EQ(source_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(source_of("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(source_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(source_of("2001:db8:1:2:ffff::1"), source_of("2001:db8:1:2::9"));
  EXPECT_NE(source_of("2001:db8:1:3::1"), source_of("2001:db8:1:2::1"));
  EXPECT_EQ(source_of("no address"), "no address");
}

TEST(Source, OnlyTheLastForwardedEntryIsOurProxys) {
  EXPECT_EQ(forwarded_source("198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(forwarded_source("10.0.0.1, 198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(forwarded_source("198.51.100.1,  2001:db8::5 "), "2001:db8::/64");
  EXPECT_EQ(forwarded_source("198.51.100.1, unknown"), "");
  EXPECT_EQ(forwarded_source(""), "");
}

TEST(Source, LoopbackIsKnownInEveryForm) {
  for (const char* yes : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_TRUE(is_loopback(yes)) << yes;
  }
  for (const char* no : {"0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "localhost", ""}) {
    EXPECT_FALSE(is_loopback(no)) << no;
  }
}

TEST(RateLimitTest, TokensAreTakenTogetherOrNotAtAll) {
  base::ManualClock clock;
  RateLimit limit(clock, 10, 100);
  EXPECT_TRUE(limit.take("a", 7));
  EXPECT_FALSE(limit.take("a", 4));
  EXPECT_EQ(limit.retry_after_ms("a", 4), 100);
  EXPECT_TRUE(limit.take("a", 3));
  EXPECT_TRUE(limit.take("b", 10)) << "another bucket";
  clock.advance(450);
  EXPECT_FALSE(limit.take("a", 5));
  EXPECT_TRUE(limit.take("a", 4));
}

class MetersTest : public MatcherTest {};

TEST_F(MetersTest, CountWhatHappensWithoutNamingAnyone) {
  auto kiosk = enrolled(1);
  auto torn = kiosk->envelope(kiosk->household("Amal"));
  torn.signature[0] ^= 1;
  send(*kiosk, {kiosk->envelope(kiosk->household("Basma")), torn,
                kiosk->envelope(kiosk->household("Celine"))});
  HttpRequest stray;
  stray.method = "GET";
  stray.target = "/wp-login.php";
  service->handle(stray);
  service->look_around();
  back_up();
  const auto text = service->meters().prometheus({7, 2, 3});
  for (const char* line :
       {"samen_requests_total{route=\"enrol\",status=\"2xx\"} 1\n",
        "samen_requests_total{route=\"envelopes\",status=\"2xx\"} 1\n",
        "samen_requests_total{route=\"other\",status=\"4xx\"} 1\n",
        "samen_records_total{result=\"accepted\"} 2\n",
        "samen_records_total{result=\"refused\"} 1\n", "samen_connections_open 3\n",
        "samen_connections_cut_total 2\n", "samen_backups_total 4\n", "samen_ready 1\n",
        "samen_alarms 0\n", "samen_records_to_apply 2\n", "samen_devices 1\n",
        "samen_devices_with_gap 1\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  EXPECT_EQ(text.find(kiosk->trust().device.str()), std::string::npos);
  EXPECT_EQ(text.find("De Linde"), std::string::npos);
  // The text format: comments, or a name with optional labels and one number.
  const std::regex form(
      R"(# (HELP|TYPE) samen_[a-z_]+ .+|samen_[a-z_]+(\{[a-z]+="[a-z0-9]+"(,[a-z]+="[a-z0-9]+")*\})? -?[0-9.]+)");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(std::regex_match(line, form)) << line;
}

TEST_F(MetersTest, OneKioskMaySendABacklogButNotFillTheDisk) {
  auto kiosk = enrolled(1);
  const auto one = kiosk->envelope(kiosk->household("Amal"));
  const auto body = kiosk->batch(std::vector<protocol::Envelope>(64, one));
  int batches = 0;
  while (batches < 1000 && send_signed(*kiosk, "POST", "/v1/envelopes", body).status == 200) {
    ++batches;
    clock.advance(100);  // within the limit of requests
  }
  EXPECT_GT(batches * 64, 10'000) << "a backlog of a season passes";
  EXPECT_LT(batches * 64, 25'000);
  const auto refused = send_signed(*kiosk, "POST", "/v1/envelopes", body);
  EXPECT_EQ(refused.status, 429);
  clock.advance(6'400);
  EXPECT_EQ(send_signed(*kiosk, "POST", "/v1/envelopes", body).status, 200);
}

// Another database can take SQLite's place when nobody outside store/ speaks SQL or knows SQLite.
TEST(StoreInterface, SqlLivesInTheStoreFolderOnly) {
  const std::filesystem::path server = SAMEN_SOURCE_DIR "/sync/server";
  const std::regex sql(
      R"(storage::|"(SELECT|INSERT|UPDATE|DELETE|PRAGMA|SAVEPOINT) |store_?\.database\(\)|store->database\(\))");
  int looked_at = 0, in_store = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(server)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
    const auto text = base::read_file(entry.path(), 1 << 20).value();
    const bool found = std::regex_search(text, sql);
    ++looked_at;
    if (entry.path().parent_path().filename() == "store") {
      in_store += found ? 1 : 0;
    } else {
      EXPECT_FALSE(found) << entry.path();
    }
  }
  EXPECT_GT(looked_at, 50);
  EXPECT_GT(in_store, 5) << "the search finds nothing at all";
}

}  // namespace
}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
// Killed before any call that changes the disk: while a store from before is sealed, and while
// somebody is erased. Afterwards everything can be read, or nothing of who was erased.
#include <cstdlib>

#include "integration/server/https_client.hpp"
#include "integration/server/kill_at_call.hpp"
#include "support/clear_store.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::test {
namespace {

namespace fs = std::filesystem;

class KeysTest : public ::testing::Test {
 protected:
  // The folder as it is now, and back to it.
  void remember() {
    fs::remove_all(saved_);
    fs::copy(matcher.data(), saved_, fs::copy_options::recursive);
  }
  void put_back() {
    fs::remove_all(matcher.data());
    fs::copy(saved_, matcher.data(), fs::copy_options::recursive);
    fs::permissions(matcher.data(), fs::perms::owner_all);
    std::error_code none;
    fs::permissions(matcher.data() / "backup", fs::perms::owner_all, none);
  }
  server::Store open() {
    return server::Store::open(server::DataFolder{matcher.data()}, clock, random).value();
  }
  std::int64_t count(std::string_view table) {
    auto store = open();
    return store.database().integer("SELECT count(*) FROM " + std::string(table)).value().value();
  }
  std::string hex_of(const base::Uuid& id) { return "x'" + base::to_hex(id.bytes) + "'"; }
  bool in_some_file(std::string_view word) {
    for (const auto& entry : fs::recursive_directory_iterator(matcher.data())) {
      if (!entry.is_regular_file()) continue;
      if (base::read_file(entry.path(), 1 << 27)->find(word) != std::string::npos) return true;
    }
    return false;
  }

  base::SystemClock clock;
  base::SystemRandom random;
  TemporaryFolder other;
  fs::path saved_ = other.path() / "saved";
  MatcherProcess matcher;
};

TEST_F(KeysTest, SealingAStoreFromBeforeMayBeKilledAtAnyCall) {
  ASSERT_EQ(matcher.cli({"populate", "--households", "120", "--groups", "20"}).exit_code, 0);
  ASSERT_EQ(matcher.cli({"round", "--seed", "1"}).exit_code, 0);
  {
    auto store = open();
    make_clear_store(store, other.path() / "old.db");
  }
  fs::rename(other.path() / "old.db", matcher.data() / "matcher.db");
  fs::remove(matcher.data() / "record.keys");
  ASSERT_TRUE(in_some_file("\"postcode\"")) << "the search finds what is there";
  remember();
  const std::vector<std::string> command = {SAMEN_MATCHER, "status", "--data",
                                            matcher.data().string()};
  int points = 0;
  for (int n = 1;; n += 1 + n / 8) {
    put_back();
    const auto killed = run_killed_before_call(command, n);
    if (killed == Killed::cannot_trace) GTEST_SKIP() << "no program may be traced here";
    // Twice, a little further: what is half done is gone on with.
    if (killed == Killed::before_the_call) run_killed_before_call(command, 40);
    const auto status = matcher.cli({"status"});
    ASSERT_EQ(status.exit_code, 0) << n << ": " << status.err;
    auto store = open();
    const auto whole = server::check_sealed(store, {});
    ASSERT_TRUE(whole) << n << ": " << whole.error().message;
    const auto people = server::count_everything(store);
    ASSERT_TRUE(people) << n;
    EXPECT_EQ(store.database().integer("SELECT count(*) FROM household").value(), 120) << n;
    EXPECT_EQ(store.database().integer("SELECT count(*) FROM still_clear").value(), 0) << n;
    EXPECT_FALSE(in_some_file("\"postcode\"")) << n;
    if (killed == Killed::ran_to_its_end) break;
    ++points;
  }
  std::printf("sealing killed before %d calls\n", points);
  EXPECT_GT(points, 20);
}

// In four parts, which run beside each other. Every call until long after the erasure is promised;
// then, while copies are made anew, every fifth, and with SAMEN_EVERY_CALL (kills_long) all of
// them.
constexpr int kParts = 4;
int call_to_kill_at(int try_number) {
  constexpr int kAllOf = 100;
  const int step = std::getenv("SAMEN_EVERY_CALL") != nullptr ? 1 : 5;
  return try_number <= kAllOf ? try_number : kAllOf + (try_number - kAllOf) * step;
}
class KeysErasing : public KeysTest, public ::testing::WithParamInterface<int> {};
INSTANTIATE_TEST_SUITE_P(Part, KeysErasing, ::testing::Range(1, kParts + 1));

TEST_P(KeysErasing, MayBeKilledAtAnyCall) {
  matcher.start({"--backup-every", "0.05"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  const auto gone = net.kiosk.household("Amal"), stays = net.kiosk.household("Basma");
  ASSERT_EQ(net.post(net.kiosk.batch({net.kiosk.envelope(gone), net.kiosk.envelope(stays)})).status,
            200);
  for (int i = 0; i < 200 && matcher.json("status")["envelopes"]["stored"] != 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_EQ(matcher.stop(), 0);
  ASSERT_EQ(count("household"), 2);
  remember();
  const std::vector<std::string> command = {SAMEN_MATCHER,          "erase", "--record",
                                            gone.id.str(),          "--yes", "--data",
                                            matcher.data().string()};
  int points = 0, erased = 0;
  for (int i = GetParam();; i += kParts) {
    const int n = call_to_kill_at(i);
    put_back();
    const auto killed = run_killed_before_call(command, n);
    if (killed == Killed::cannot_trace) GTEST_SKIP() << "no program may be traced here";
    const auto status = matcher.cli({"status"});
    ASSERT_EQ(status.exit_code, 0) << n << ": " << status.err;
    const auto names = server::erased_names(matcher.data() / "erased").value();
    const bool listed = names.contains(server::erasure_hash(gone.id));
    erased += listed ? 1 : 0;
    EXPECT_EQ(count("household"), listed ? 1 : 2) << n;
    server::RecordKeys keys(matcher.data() / "record.keys", matcher.data() / "sign.key",
                            matcher.data() / "store.key");
    EXPECT_EQ(keys.find(gone.id).has_value(), !listed) << n;
    EXPECT_TRUE(keys.find(stays.id)) << n;
    // Whatever there was time for at the copies: each can be put back.
    EXPECT_EQ(matcher.cli({"restore", "--drill"}).exit_code, 0) << n;
    if (killed == Killed::ran_to_its_end) break;
    ++points;
  }
  std::printf("erasing killed before %d calls; %d times it was promised already\n", points, erased);
  EXPECT_GT(points, 40 / kParts);
  EXPECT_GT(erased, 20 / kParts);
  EXPECT_LT(erased, points);
  server::RecordKeys beside(matcher.data() / "backup" / "record.keys", matcher.data() / "sign.key",
                            matcher.data() / "store.key");
  EXPECT_FALSE(beside.find(gone.id)) << "nor beside the copies";
  EXPECT_TRUE(beside.find(stays.id));
}

}  // namespace
}  // namespace samen::test

// SPDX-License-Identifier: Apache-2.0
// kill -9 at any moment: what was acknowledged is there, once.
#include <atomic>
#include <set>

#include "integration/server/https_client.hpp"
#include "support/bounded.hpp"

namespace samen::test {
namespace {

using protocol::ResultClass;

std::vector<std::vector<protocol::Envelope>> batches_of_three(NetworkKiosk& net, int count) {
  std::vector<std::vector<protocol::Envelope>> batches;
  for (int i = 0; i < count; ++i) {
    auto& batch = batches.emplace_back();
    for (int k = 0; k < 3; ++k) batch.push_back(net.kiosk.envelope(net.kiosk.household("Amal")));
  }
  return batches;
}

TEST(Crash, WhatWasAcknowledgedSurvivesKillsAndIsThereOnce) {
  MatcherProcess matcher;
  matcher.start({"--backup-every", "0.05"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);

  // Batches that are all sent until answered, over and over, while the matcher dies again and
  // again. Every second batch is also sent twice.
  constexpr int kBatches = 60;
  const auto batches = batches_of_three(net, kBatches);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  std::atomic<bool> done = false;
  std::atomic<int> answered = 0;
  std::set<base::Uuid> acknowledged;
  std::thread sender([&] {
    for (int i = 0; i < kBatches; ++i) {
      const auto body = net.kiosk.batch(batches[static_cast<std::size_t>(i)]);
      int wanted = 1 + i % 2;
      while (wanted > 0 && std::chrono::steady_clock::now() < give_up) {
        const auto sent = net.post(body);
        const auto answer = protocol::read_batch_answer(sent.body);
        if (sent.transfer != CURLE_OK || sent.status != 200 || !answer) {
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
          continue;
        }
        for (const auto& result : answer->results) {
          EXPECT_TRUE(result.result == ResultClass::accepted ||
                      result.result == ResultClass::duplicate);
          acknowledged.insert(result.id);
        }
        --wanted;
        ++answered;
      }
    }
    done = true;
  });
  base::SeededRandom random(4);
  int kills = 0;
  while (!done && std::chrono::steady_clock::now() < give_up) {
    // By progress, not by time: a fast machine would be through before the first kill. Then a
    // moment more, so that the kill falls anywhere in the next batch.
    const int next = answered + 3 + static_cast<int>(random.below(8));
    EXPECT_TRUE(test::within(std::chrono::minutes(1), [&] { return done || answered >= next; }));
    std::this_thread::sleep_for(std::chrono::microseconds(random.below(8000)));
    if (done) break;
    matcher.kill();
    ++kills;
    matcher.start({"--backup-every", "0.05"});
  }
  sender.join();
  EXPECT_GE(kills, 3) << "nothing was proven";
  EXPECT_EQ(acknowledged.size(), 3U * kBatches);
  matcher.kill();
  matcher.start();
  for (int i = 0; i < 200 && matcher.json("status")["envelopes"]["stored"] != 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const auto status = matcher.json("status");
  EXPECT_EQ(status["envelopes"]["applied"], 3 * kBatches);
  EXPECT_EQ(status["envelopes"]["needs_review"], 0);
  EXPECT_EQ(status["records"]["household"]["from_kiosks"], 3 * kBatches);
  EXPECT_EQ(status["devices"][0]["seen_through"], 3 * kBatches);
  EXPECT_EQ(matcher.stop(), 0);
  EXPECT_EQ(matcher.json("status")["devices"][0]["durable_through"], 3 * kBatches)
      << "a graceful stop ends with a verified backup";
}

TEST(Crash, AStopAnswersWhatWasTakenAndEndsWithABackupOfIt) {
  MatcherProcess matcher;
  matcher.start({"--backup-every", "3600"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  std::atomic<std::int64_t> acknowledged = 0;
  std::thread sender([&] {
    for (;;) {
      const auto sent = net.post(net.kiosk.batch({net.kiosk.envelope(net.kiosk.household("Amal")),
                                                  net.kiosk.envelope(net.kiosk.household("B"))}));
      if (sent.transfer != CURLE_OK) break;
      EXPECT_EQ(sent.status, 200) << sent.body;
      const auto answer = protocol::read_batch_answer(sent.body);
      if (!answer) break;
      acknowledged += static_cast<std::int64_t>(answer->results.size());
    }
  });
  EXPECT_TRUE(test::within(std::chrono::minutes(1), [&] { return acknowledged >= 10; }));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(matcher.stop(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
  sender.join();
  const auto device = matcher.json("status")["devices"][0];
  EXPECT_EQ(device["envelopes"], acknowledged.load()) << "nothing was stored without an answer";
  EXPECT_EQ(device["durable_through"], acknowledged.load());
}

TEST(Crash, TheStoreMayBeLostWhenTheCopyLiesElsewhere) {
  MatcherProcess matcher;
  const TemporaryFolder other_disk;
  const auto copies = (other_disk.path() / "copies").string();
  matcher.start({"--backup-every", "0.1", "--backup", copies});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);
  const auto kept = net.kiosk.envelope(net.kiosk.household("Amal"));
  ASSERT_EQ(net.post(net.kiosk.batch({kept})).status, 200);
  std::int64_t durable = 0;
  for (int i = 0; i < 200 && durable == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    durable = protocol::read_feed_page(net.feed().body)->durable_through;
  }
  ASSERT_EQ(durable, 1);
  matcher.kill();
  std::filesystem::remove(matcher.data() / "matcher.db");
  std::filesystem::remove(matcher.data() / "matcher.db-journal");
  EXPECT_EQ(matcher.cli({"restore"}).exit_code, 1) << "no copy lies in the folder itself";
  const auto done = matcher.cli({"restore", "--backup", copies});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  matcher.start({"--backup", copies});
  const auto again = protocol::read_batch_answer(net.post(net.kiosk.batch({kept})).body);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->results[0].result, ResultClass::duplicate);
  EXPECT_EQ(matcher.cli({"audit"}).exit_code, 0);
}

TEST(Crash, ARoundThatIsKilledLeavesAllOrNothing) {
  MatcherProcess matcher;
  ASSERT_EQ(matcher.cli({"populate", "--households", "80"}).exit_code, 0);
  base::SeededRandom random(5);
  for (int i = 0; i < 6; ++i) {
    const auto trash = matcher.data() / "round.out";
    const pid_t pid =
        spawn({SAMEN_MATCHER, "round", "--data", matcher.data().string()}, trash, trash);
    std::this_thread::sleep_for(std::chrono::milliseconds(static_cast<int>(random.below(120))));
    ::kill(pid, SIGKILL);
    wait_for(pid);
    const auto status = matcher.json("status");
    const auto proposed = status["households"].value("proposed", 0);
    EXPECT_EQ(status["proposals"].value("proposed", 0), proposed);
    EXPECT_EQ(status["groups"].value("proposed", 0), proposed);
  }
  ASSERT_EQ(matcher.cli({"round"}).exit_code, 0);
  const auto proposals = matcher.json("proposals");
  EXPECT_GT(proposals["proposals"].size(), 10U);
  for (const auto& proposal : proposals["proposals"]) EXPECT_EQ(proposal["synthetic"], true);
}

}  // namespace
}  // namespace samen::test

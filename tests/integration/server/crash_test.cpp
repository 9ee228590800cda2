// SPDX-License-Identifier: Apache-2.0
// kill -9 at any moment: what was acknowledged is there, once.
#include <atomic>
#include <set>

#include "integration/server/https_client.hpp"

namespace samen::test {
namespace {

using protocol::ResultClass;

TEST(Crash, WhatWasAcknowledgedSurvivesKillsAndIsThereOnce) {
  MatcherProcess matcher;
  matcher.start({"--backup-every", "0.05"});
  NetworkKiosk net(matcher, 1);
  ASSERT_EQ(net.enrol(matcher.code()).status, 200);

  // Batches that are all sent until answered, over and over, while the matcher dies again and
  // again. Every second batch is also sent twice.
  constexpr int kBatches = 60;
  std::vector<std::vector<protocol::Envelope>> batches;
  for (int i = 0; i < kBatches; ++i) {
    std::vector<protocol::Envelope> batch;
    for (int k = 0; k < 3; ++k) batch.push_back(net.kiosk.envelope(net.kiosk.household("Amal")));
    batches.push_back(std::move(batch));
  }
  std::atomic<bool> done = false;
  std::atomic<int> answered = 0;
  std::set<base::Uuid> acknowledged;
  std::thread sender([&] {
    for (int i = 0; i < kBatches; ++i) {
      const auto body = net.kiosk.batch(batches[static_cast<std::size_t>(i)]);
      int wanted = 1 + i % 2;
      while (wanted > 0) {
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
  while (!done) {
    // By progress, not by time: a fast machine would be through before the first kill. Then a
    // moment more, so that the kill falls anywhere in the next batch.
    const int next = answered + 3 + static_cast<int>(random.below(8));
    while (!done && answered < next) std::this_thread::sleep_for(std::chrono::milliseconds(1));
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

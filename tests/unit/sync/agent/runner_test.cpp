// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/runner.hpp"

#include <csignal>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "device/layout.hpp"
#include "unit/sync/agent/kiosk_fixture.hpp"

namespace samen::agent {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Fault = test::FakeMatcher::Fault;

// Sleeps on the virtual clock and does what the script says while asleep.
class ScriptedWaiter final : public Waiter {
 public:
  explicit ScriptedWaiter(base::ManualClock& clock) : clock_(clock) {}
  Wake wait(milliseconds longest) override {
    waits.push_back(longest);
    if (waits.size() > 2'000) return {.stop = true};  // a loop that does not sleep fails its test
    if (on_wait) {
      const Wake wake = on_wait(longest);
      if (wake.stop || wake.commit || wake.link_up) return wake;
    }
    clock_.advance(longest.count());
    return {};
  }
  void forget_commits() override {}
  std::vector<milliseconds> waits;
  std::function<Wake(milliseconds)> on_wait;

 private:
  base::ManualClock& clock_;
};

// The runner owns its client; this one lends it the test's matcher.
class Borrowed final : public HttpClient {
 public:
  explicit Borrowed(HttpClient& client) : client_(client) {}
  HttpResult send(const HttpRequest& request) override { return client_.send(request); }

 private:
  HttpClient& client_;
};

class RunnerTest : public test::KioskFixture {
 protected:
  void SetUp() override {
    KioskFixture::SetUp();
    ASSERT_TRUE(matcher_.courier_key().save(device::KioskFolder{folder_.path()}.courier_key()));
    make_runner();
  }
  void make_runner() {
    RunOptions options;
    options.data = folder_.path();
    runner_ = std::make_unique<Runner>(
        options, clock_, random_, waiter_,
        [this](const KeyPin&) -> base::Result<std::unique_ptr<HttpClient>> {
          return std::make_unique<Borrowed>(matcher_);
        });
  }
  // Stops the runner at its n-th sleep.
  void run_until_sleep(std::size_t n) {
    waiter_.on_wait = [this, n](milliseconds) { return Wake{.stop = waiter_.waits.size() >= n}; };
    runner_->run();
  }
  storage::CourierStatus status() { return store_->courier_status().value(); }

  ScriptedWaiter waiter_{clock_};
  std::unique_ptr<Runner> runner_;
};

TEST_F(RunnerTest, SleepsTheWholeIntervalWhenThereIsNothingToDo) {
  run_until_sleep(3);
  ASSERT_GE(waiter_.waits.size(), 3U);
  EXPECT_EQ(waiter_.waits[0], seconds(60));
  EXPECT_EQ(waiter_.waits[1], seconds(60));
  EXPECT_EQ(matcher_.requests, 3);
}

TEST_F(RunnerTest, ASignUpWakesItAtOnce) {
  waiter_.on_wait = [this](milliseconds) {
    if (waiter_.waits.size() >= 2) return Wake{.stop = true};
    clock_.advance(5'000);
    sign_up(1);
    return Wake{.commit = true};
  };
  runner_->run();
  EXPECT_EQ(counts().received, 1);
}

TEST_F(RunnerTest, ACommitWithoutWorkDoesNotWakeTheNetwork) {
  waiter_.on_wait = [this](milliseconds) {
    clock_.advance(1'000);
    return Wake{.commit = waiter_.waits.size() < 20, .stop = waiter_.waits.size() >= 20};
  };
  runner_->run();
  EXPECT_EQ(matcher_.requests, 1);
}

TEST_F(RunnerTest, ANewSignUpIsNoReasonToKnockHarderDuringAnOutage) {
  matcher_.always = Fault::unreachable;
  waiter_.on_wait = [this](milliseconds) {
    sign_up(1);
    return Wake{.commit = waiter_.waits.size() < 50, .stop = waiter_.waits.size() >= 50};
  };
  runner_->run();
  EXPECT_LE(matcher_.requests, 8) << "50 sign-ups in 50 seconds of outage";
}

TEST_F(RunnerTest, TriesAtLeastOnceAnHourThroughAWeekOfOutageAndThenRecovers) {
  sign_up(3);
  matcher_.always = Fault::unreachable;
  const std::int64_t begin = clock_.mono_ms();
  waiter_.on_wait = [this, begin](milliseconds longest) {
    EXPECT_LE(longest, hours(1));
    if (clock_.mono_ms() - begin > 86'400'000) matcher_.always = Fault::none;
    return Wake{.stop = counts().received == 3};
  };
  runner_->run();
  EXPECT_EQ(counts().received, 3);
  EXPECT_GT(matcher_.requests, 24);
}

TEST_F(RunnerTest, ALinkThatComesUpEndsThePause) {
  matcher_.faults = {Fault::unreachable};
  waiter_.on_wait = [this](milliseconds) {
    return waiter_.waits.size() == 1 ? Wake{.link_up = true} : Wake{.stop = true};
  };
  runner_->run();
  EXPECT_EQ(matcher_.requests, 2);
  EXPECT_EQ(status().problem, "");
}

TEST_F(RunnerTest, AnAddressThatIsRenewedAgainAndAgainIsNotANewNetworkEachTime) {
  matcher_.always = Fault::unreachable;
  const std::int64_t begin = clock_.mono_ms();
  waiter_.on_wait = [this, begin](milliseconds) {
    clock_.advance(400);  // twenty renewals in eight seconds
    const bool over = clock_.mono_ms() - begin >= 8'000;
    return Wake{.link_up = !over, .stop = over};
  };
  runner_->run();
  EXPECT_LE(matcher_.requests, 8);
}

TEST_F(RunnerTest, WhatTheMatcherAskedForIsNotCutShortByTheNetwork) {
  matcher_.retry_after_s = 300;
  const std::int64_t begin = clock_.mono_ms();
  waiter_.on_wait = [this, begin](milliseconds longest) {
    EXPECT_GE(longest, milliseconds(1));
    clock_.advance(20'000);
    const bool over = clock_.mono_ms() - begin >= 299'000;
    return Wake{.link_up = !over, .stop = over};
  };
  runner_->run();
  EXPECT_EQ(matcher_.requests, 1) << "Retry-After: 300";
}

TEST_F(RunnerTest, AMatcherWhoseClockStoodInAnotherYearOnceIsForgiven) {
  matcher_.clock_error_ms = 14LL * 365 * 86'400'000;
  run_until_sleep(1);
  EXPECT_GT(store_->clock_floor_ms().value(), clock_.wall_ms() + 86'400'000);
  matcher_.clock_error_ms = 0;
  waiter_.waits.clear();
  run_until_sleep(4);  // the last contact is noted every two minutes
  EXPECT_LE(store_->clock_floor_ms().value(), clock_.wall_ms());
}

TEST_F(RunnerTest, AnotherAddressIsTriedAtOnceWithoutARestart) {
  matcher_.always = Fault::unreachable;
  waiter_.on_wait = [this](milliseconds) {
    if (waiter_.waits.size() > 2) return Wake{.stop = true};
    EXPECT_TRUE(store_->save_server_url("https://new.test/samen"));
    matcher_.always = Fault::none;
    return Wake{.commit = true};
  };
  runner_->run();
  EXPECT_EQ(matcher_.urls.back().find("https://new.test/samen/v1/"), 0U) << matcher_.urls.back();
  EXPECT_EQ(status().problem, "");
}

TEST_F(RunnerTest, OurOwnNoteOfAFailureIsNoReasonToTryAgain) {
  matcher_.always = Fault::unreachable;
  waiter_.on_wait = [this](milliseconds) {
    return Wake{.commit = waiter_.waits.size() < 50, .stop = waiter_.waits.size() >= 50};
  };
  runner_->run();
  EXPECT_EQ(matcher_.requests, 1);
}

TEST_F(RunnerTest, TellsTheStaffPageWhatIsWrongAndSinceWhenItWasFine) {
  run_until_sleep(1);
  const auto fine = status();
  EXPECT_EQ(fine.problem, "");
  ASSERT_TRUE(fine.last_success);
  clock_.advance(600'000);
  make_runner();
  waiter_.waits.clear();
  matcher_.always = Fault::portal;
  run_until_sleep(1);
  EXPECT_EQ(status().problem, "portal");
  EXPECT_EQ(status().last_success, fine.last_success);
  EXPECT_GT(status().last_attempt.mono_ms, fine.last_attempt.mono_ms);
}

TEST_F(RunnerTest, StopsWithoutCallingAnInterruptedMeetingAFailure) {
  sign_up(1);
  matcher_.always = Fault::stopped;
  run_until_sleep(1);
  EXPECT_EQ(status().problem, "");
  EXPECT_EQ(row(1).attempts, 0);
}

TEST_F(RunnerTest, RaisesTheClockFloorToTheMatchersTime) {
  matcher_.clock_error_ms = 3'600'000;
  run_until_sleep(1);
  EXPECT_GE(store_->clock_floor_ms().value(), clock_.wall_ms() + 3'590'000);
}

TEST_F(RunnerTest, DrainsABacklogWithoutSleeping) {
  limits_ = {};
  sign_up(230);
  RunOptions options;
  options.data = folder_.path();
  options.batch.rows = 5;  // 46 batches: more than one meeting
  Runner runner(options, clock_, random_, waiter_,
                [this](const KeyPin&) -> base::Result<std::unique_ptr<HttpClient>> {
                  return std::make_unique<Borrowed>(matcher_);
                });
  waiter_.on_wait = [](milliseconds longest) { return Wake{.stop = longest > milliseconds(0)}; };
  runner.run();
  EXPECT_EQ(counts().received, 230);
}

TEST_F(RunnerTest, WaitsForEnrolmentAndStartsAsSoonAsItIsThere) {
  const test::TemporaryFolder fresh;
  auto kiosk = storage::KioskStore::open(fresh.path(), storage::StoreUser::kiosk);
  ASSERT_TRUE(kiosk);
  RunOptions options;
  options.data = fresh.path();
  Runner runner(options, clock_, random_, waiter_,
                [this](const KeyPin&) -> base::Result<std::unique_ptr<HttpClient>> {
                  return std::make_unique<Borrowed>(matcher_);
                });
  waiter_.on_wait = [&](milliseconds) {
    if (waiter_.waits.size() > 1) return Wake{.stop = true};
    EXPECT_EQ(matcher_.requests, 0);
    EXPECT_TRUE(kiosk->save_trust(trust_, matcher_.epoch, clock_.wall_ms()));
    EXPECT_TRUE(matcher_.courier_key().save(device::KioskFolder{fresh.path()}.courier_key()));
    return Wake{.commit = true};
  };
  runner.run();
  EXPECT_EQ(matcher_.requests, 1);
}

TEST(SystemWaiter, WakesOnACommitAndOnNothingElseInTheFolder) {
  const test::TemporaryFolder folder;
  auto waiter = SystemWaiter::create(folder.path());
  ASSERT_TRUE(waiter) << waiter.error().message;
  EXPECT_FALSE((*waiter)->wait(milliseconds(20)).commit);

  const auto touch_and_remove = [&folder](const char* name) {
    {
      const std::ofstream file(folder.path() / name);
    }
    std::filesystem::remove(folder.path() / name);
  };
  touch_and_remove("other");
  EXPECT_FALSE((*waiter)->wait(milliseconds(20)).commit);
  touch_and_remove("kiosk.db-journal");
  EXPECT_TRUE((*waiter)->wait(seconds(5)).commit);
  touch_and_remove("kiosk.db-journal");
  (*waiter)->forget_commits();
  EXPECT_FALSE((*waiter)->wait(milliseconds(20)).commit);
}

TEST(SystemWaiter, WakesOnARealCommitOfTheKiosk) {
  const test::TemporaryFolder folder;
  auto store = storage::KioskStore::open(folder.path(), storage::StoreUser::kiosk);
  ASSERT_TRUE(store);
  auto waiter = SystemWaiter::create(folder.path());
  ASSERT_TRUE(waiter);
  ASSERT_TRUE(store->set_clock_floor(1'800'000'000'000));
  EXPECT_TRUE((*waiter)->wait(seconds(5)).commit);
}

TEST(SystemWaiter, EndsTheSleepOnSigterm) {
  const test::TemporaryFolder folder;
  auto waiter = SystemWaiter::create(folder.path());
  ASSERT_TRUE(waiter);
  std::jthread killer([] {
    std::this_thread::sleep_for(milliseconds(200));
    ::kill(::getpid(), SIGTERM);
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE((*waiter)->wait(seconds(20)).stop);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(5));
}

}  // namespace
}  // namespace samen::agent

// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/status_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/agent/problem.hpp"

namespace samen::agent {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(StatusWords, SaysWhatIsWhereAndNeverJustFine) {
  base::ManualClock clock;
  StatusFacts facts;
  facts.trust.emplace();
  facts.trust->centre = "Library";
  facts.trust->server_url = "https://matcher.test";
  facts.counts = {4, 2, 1, 0, 120, 0};
  facts.oldest_waiting = base::Stamp{clock.boot_id(), clock.mono_ms(), clock.wall_ms(), true};
  facts.courier.last_success = facts.oldest_waiting;
  facts.courier.problem = "portal";
  clock.advance(3 * 3'600'000);
  const std::string words = status_in_words(facts, clock);
  EXPECT_THAT(words, HasSubstr("not sent yet: 4 (the oldest for 3 hours)"));
  EXPECT_THAT(words, HasSubstr("still kept here: 2"));
  EXPECT_THAT(words, HasSubstr("no longer here: 120"));
  EXPECT_THAT(words, HasSubstr("Refused"));
  EXPECT_THAT(words, Not(HasSubstr("Erased")));
  EXPECT_THAT(words, HasSubstr("Last contact with the matcher: 3 hours ago"));
  EXPECT_THAT(words, HasSubstr(std::string(info_of(Problem::portal).words)));
}

TEST(StatusWords, AKioskWithoutAMatcherIsToldWhatToDo) {
  const std::string words = status_in_words({}, base::ManualClock());
  EXPECT_THAT(words, HasSubstr("samen-sync enrol"));
  EXPECT_THAT(words, HasSubstr("never"));
}

TEST(StatusWords, AgeIsRightAfterTheClockWasSetWithinOneBoot) {
  base::ManualClock clock;
  const base::Stamp stamp{clock.boot_id(), clock.mono_ms(), clock.wall_ms(), true};
  clock.advance(5 * 60'000);
  clock.set_wall(0);
  EXPECT_EQ(age_in_words(stamp, clock), "5 minutes");
  clock.reboot();
  EXPECT_EQ(age_in_words(stamp, clock), std::nullopt);
}

TEST(Problem, TheTableIsInTheOrderOfTheEnumAndEveryKeyIsKnown) {
  for (int i = 0; i <= static_cast<int>(Problem::busy_folder); ++i) {
    const auto& info = info_of(static_cast<Problem>(i));
    EXPECT_EQ(static_cast<int>(info.problem), i);
    EXPECT_EQ(info.key.empty(), info.problem > Problem::stopped);
    if (!info.key.empty()) {
      EXPECT_EQ(problem_from_key(info.key), info.problem);
    }
    EXPECT_FALSE(info.words.empty());
    EXPECT_LE(info.cap, std::chrono::hours(24)) << "at least one try a day";
  }
}

}  // namespace
}  // namespace samen::agent

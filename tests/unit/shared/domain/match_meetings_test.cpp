// SPDX-License-Identifier: Apache-2.0
#include "domain/match_meetings.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace samen::domain {
namespace {

bool all_true(const std::vector<ToldMeetings>& told, const std::vector<std::int64_t>& days) {
  return std::ranges::all_of(told, [&](const ToldMeetings& word) {
    return std::ranges::count_if(
               days, [&](auto day) { return day > word.after && day <= word.day; }) >= word.times;
  });
}

// Every way to put so many meetings on the days 1 to 5.
bool enough(const std::vector<ToldMeetings>& told, std::vector<std::int64_t>& days, int more,
            std::int64_t from) {
  if (more == 0) return all_true(told, days);
  for (std::int64_t day = from; day <= 5; ++day) {
    days.push_back(day);
    const bool found = enough(told, days, more - 1, day);
    days.pop_back();
    if (found) return true;
  }
  return false;
}

TEST(FewestMeetings, CountsWhatTwoPeopleTellOfOneMeetingOnce) {
  EXPECT_TRUE(fewest_meetings({}).empty());
  using Days = std::vector<std::int64_t>;
  EXPECT_EQ(fewest_meetings({{9, 10, 1}, {9, 10, 1}}), Days({10})) << "two logged one day";
  EXPECT_EQ(fewest_meetings({{0, 14, 2}, {0, 14, 2}}), Days({14, 14})) << "both checked in";
  EXPECT_EQ(fewest_meetings({{0, 14, 3}, {4, 5, 1}, {9, 10, 1}}), Days({5, 10, 14}))
      << "two of the three were logged";
  EXPECT_EQ(fewest_meetings({{0, 7, 1}, {7, 14, 1}}), Days({7, 14})) << "week by week";
}

TEST(FewestMeetings, AreTheFewestWithWhichEverybodysWordIsTrue) {
  std::mt19937 dice(5);
  for (int i = 0; i < 400; ++i) {
    std::vector<ToldMeetings> told(1 + dice() % 4);
    for (auto& word : told) {
      word.after = dice() % 5;
      word.day = word.after + 1 + dice() % (5 - word.after);
      word.times = static_cast<int>(dice() % 3);
    }
    const auto days = fewest_meetings(told);
    ASSERT_TRUE(all_true(told, days));
    ASSERT_TRUE(std::ranges::is_sorted(days));
    std::vector<std::int64_t> none;
    if (!days.empty()) {
      ASSERT_FALSE(enough(told, none, static_cast<int>(days.size()) - 1, 1)) << "one was too many";
    }
  }
}

}  // namespace
}  // namespace samen::domain

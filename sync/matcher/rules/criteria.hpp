// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

// How answers become points: the curves of every criterion. Points are whole numbers 0..1000 per
// adult except goals, which keep two more steps; all arithmetic is exact.
namespace samen::matcher::criteria {

// Goals: what an adult wants most weighs most. Shares (sum 1000) by rank for 1..10 goals come from
// rank weights 4, 3, 2, 1, 1, ...; the rounding remainder goes to the first goal.
inline constexpr int kMostGoals = static_cast<int>(kGoals);
constexpr std::array<int, kGoals> goal_shares(int goals) {
  const auto rank_weight = [](int rank) { return std::max(1, 4 - rank); };
  int sum = 0;
  for (int i = 0; i < goals; ++i) sum += rank_weight(i);
  std::array<int, kGoals> shares{};
  int given = 0;
  for (int i = 1; i < goals; ++i) {
    shares[static_cast<std::size_t>(i)] = 1000 * rank_weight(i) / sum;
    given += shares[static_cast<std::size_t>(i)];
  }
  if (goals > 0) shares[0] = 1000 - given;
  return shares;
}
inline constexpr auto kGoalShares = [] {
  std::array<std::array<int, kGoals>, kGoals + 1> table{};
  for (int i = 0; i <= kMostGoals; ++i) table[static_cast<std::size_t>(i)] = goal_shares(i);
  return table;
}();

// A goal is covered for 0, 40, 70 or 100 % by no, one, two, three and more helping members, here
// in twentieths. Work counts half for help and half for knowing somebody in the adult's sectors,
// when the adult named any: a job comes through people.
inline constexpr int kGoalSteps = 20;
inline constexpr std::array<int, 4> kHelpSteps = {0, 8, 14, 20};
inline constexpr int kSectorSteps = 10;

constexpr int goal_count(std::uint64_t packed) {
  int count = 0;
  while (count < kMostGoals && ((packed >> (4 * count)) & 0xfU) != 0xfU) ++count;
  return count;
}
constexpr unsigned goal_at(std::uint64_t packed, int rank) {
  return static_cast<unsigned>((packed >> (4 * rank)) & 0xfU);
}
constexpr unsigned helpers_of(std::uint32_t help, unsigned goal) {
  return (help >> (2 * goal)) & 3U;
}

// Interests: a shared one counts once for one member and twice for several; six fill the scale.
inline constexpr std::array<int, 7> kInterestPoints = {0, 200, 400, 550, 700, 850, 1000};
constexpr int interest_points(std::uint32_t adult, std::uint32_t any_member,
                              std::uint32_t several_members) {
  if (adult == 0 || any_member == 0) return kNeutralPoints;
  const int shared = std::popcount(adult & any_member) + std::popcount(adult & several_members);
  return kInterestPoints[std::min(static_cast<std::size_t>(shared), kInterestPoints.size() - 1)];
}

// Children: which share of the household's age bands somebody in the group has children in.
constexpr int children_points(std::uint32_t household, std::uint32_t group) {
  return household == 0 ? 0 : std::popcount(household & group) * 1000 / std::popcount(household);
}
// Life stage: how many members are of about the adult's age; with children, half that and half the
// children.
constexpr int life_stage_points(int age_points, std::uint32_t household_bands,
                                std::uint32_t group_bands) {
  if (household_bands == 0) return age_points;
  return (age_points + children_points(household_bands, group_bands)) / 2;
}

// Travel: ten minutes is next door; from there points fall to 0 at the limit.
inline constexpr int kNextDoorMinutes = 10;
constexpr int travel_points(int minutes, int limit) {
  if (minutes > limit) return 0;
  if (minutes <= kNextDoorMinutes) return 1000;
  return (limit - minutes) * 1000 / (limit - kNextDoorMinutes);
}

// Languages: with how many members (counted to three) the adult can really talk; a few words in
// common are better than nothing.
inline constexpr std::array<int, 4> kSpeakerPoints = {0, 400, 700, 1000};
inline constexpr int kFewWordsPoints = 100;

// Time: every shared block counts, each further one a little less.
inline constexpr std::array<int, 9> kTimePoints = {0, 200, 350, 500, 620, 730, 830, 920, 1000};
constexpr int time_points(std::uint32_t household, std::uint32_t group) {
  if (household == 0 || group == 0) return kNeutralPoints;
  const auto blocks = static_cast<std::size_t>(std::popcount(household & group));
  return kTimePoints[std::min<std::size_t>(blocks, kTimePoints.size() - 1)];
}

}  // namespace samen::matcher::criteria

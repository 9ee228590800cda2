// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/round/choose.hpp"

// How likely the lottery made each proposal: what honest estimates of effects need (Abdulkadiroglu,
// Angrist, Narita and Pathak 2017, for assignment by lottery).
namespace samen::matcher {

struct Propensities {
  int draws = 0;  // including the one that was carried out; 1: nothing was drawn again
  // By household, 0..1,000,000: in how many of a million draws it got the group it got now (0 when
  // it got none), and any group at all. The first never exceeds the second.
  std::vector<std::int32_t> this_group;
  std::vector<std::int32_t> any_group;
  // Households whose group differed between draws.
  std::size_t randomised = 0;
};

// Repeats the whole choice, floor included, with `draws` seeds that follow from `seed`, and
// counts together with `carried_out`. They hold for the proposal, before a caseworker overrides it.
// The same for any number of threads. Once `hurry` says that time is up: the draws that were
// complete by then, for all households as many.
//
// What a seed decides are where bins begin, in a few ways, and then ties: every draw is best
// without the noise, too. So the prices of that one optimum leave few pairs to draw among, those
// worth exactly their two prices, and the floor's steps need its optimum once each, not once a
// draw.
base::Result<Propensities> draw_again(const Problem& problem, const PairList& pairs,
                                      const Choice& carried_out, std::uint64_t seed, int draws,
                                      int threads, const std::function<bool()>& hurry = {});

// The seeds of the re-draws.
std::vector<std::uint64_t> seeds_of_draws(std::uint64_t seed, int draws);

}  // namespace samen::matcher

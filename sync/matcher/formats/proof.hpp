// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

// What a round shows to outsiders: that nobody could have chosen better pairs, without saying who
// anybody is.
//
// {"format":"samen-proof/1","households":H,"groups":G,"value":T,"bound":B,
//  "pairs":[[household,group,value],...],"chosen":[[household,group],...],
//  "household_prices":[[household,price],...],"group_prices":[[group,price],...]
// with an open end, for whoever seals it: a member and '}' follow. Lists rise. Numbers follow from
// the keys and `seed` and say nothing of who came when; whoever has no pair does not stand in it;
// prices that are 0 are left out. `value` is that of the chosen pairs, `bound` the sum of all
// prices.
std::string write_proof(const ChoiceProof& proof, std::uint64_t seed);

}  // namespace samen::matcher

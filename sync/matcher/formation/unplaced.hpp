// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sync/matcher/formation/joint_round.hpp"

// Why a volunteer, or a group that is not complete yet, is in no proposal: the volunteers' side of
// "why not yet".
namespace samen::matcher::formation {

// The first that holds. All but the last two are looked at for the unit by itself.
enum class WhyUnplaced : std::uint8_t {
  does_not_count,  // nobody in it is 18 or over and stays for twelve months
  not_ready,       // the policy asks for screening and training before any proposal
  times_not_told,  // nothing can be promised for who did not say when; or no time in common
  no_household,    // none waits within travel reach that the unit may meet
  too_few_others,  // not enough volunteers in reach of such a household and of the unit, with a
                   // language in common
  others_chosen,   // it could be, but no group with it was the better choice now
};
inline constexpr std::size_t kWhyUnplaced = 6;
std::string_view name_of(WhyUnplaced why);  // "times_not_told"

struct Unplaced {
  GroupIndex unit = kNone;  // in the instance before groups were formed
  WhyUnplaced why = WhyUnplaced::others_chosen;
};

// Every unit of the instance that is no complete group and in no proposal, by index.
std::vector<Unplaced> explain_unplaced(const Problem& problem, const JointRound& joint);

}  // namespace samen::matcher::formation

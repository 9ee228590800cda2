// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/model/reach.hpp"

namespace samen::matcher {

// What is to be decided: who waits, what the programme wants, who reaches whom. Made once, checked
// once; whoever has one need not check the policy again.
struct Problem {
  Instance instance;
  Policy policy;
  Reach reach;

  // Errors: what validate() refuses, naming the field.
  static base::Result<Problem> make(Instance instance, const Policy& policy);

  // By bicycle between the middles of two postcodes of the instance.
  TravelTime travel(std::uint16_t from, std::uint16_t to) const {
    return travel_time(instance.places, policy, from, to);
  }
  TravelTime travel_of(HouseholdIndex household, GroupIndex group) const {
    return travel(instance.households.postcode[household], instance.groups.postcode[group]);
  }
  bool within_reach(std::uint16_t from, std::uint16_t to) const {
    return matcher::within_reach(policy, travel(from, to).minutes);
  }

 private:
  Problem() = default;
};

}  // namespace samen::matcher

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <tuple>

#include "sync/matcher/rules/criteria/goals.hpp"
#include "sync/matcher/rules/criteria/interests.hpp"
#include "sync/matcher/rules/criteria/languages.hpp"
#include "sync/matcher/rules/criteria/life_stage.hpp"
#include "sync/matcher/rules/criteria/shared_time.hpp"
#include "sync/matcher/rules/criteria/travel_time.hpp"
#include "sync/matcher/rules/criterion.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher {

// Every criterion, in the order of Policy::weights. A new one is a file, a line here and its weight
// in the policy.
using Criteria = rules::List<rules::Goals, rules::Interests, rules::LifeStage,
                             rules::TravelTimePoints, rules::Languages, rules::SharedTime>;
static_assert(Criteria::kSize == kCriteria);
static_assert([] {
  bool same = true;
  Criteria::each([&]<class C, std::size_t I>() { same = same && C::kName == kCriterionNames[I]; });
  return same;
}());

namespace rules {

template <class L>
struct AllCriteria;
template <class... C>
struct AllCriteria<List<C...>> {
  using Columns = std::tuple<typename C::Columns...>;
  using Asks = std::tuple<typename C::Asks...>;
};
using CriteriaColumns = AllCriteria<Criteria>::Columns;
using CriteriaAsks = AllCriteria<Criteria>::Asks;

// What members of a group cover of a household, over all criteria.
inline Elements elements_of(const Problem& problem, HouseholdIndex household) {
  Elements out;
  Criteria::each([&]<class C, std::size_t I>() {
    C::cover(problem, household, problem.policy.weights[I], out);
  });
  return out;
}

// What a member adds to the means over all members, times 2 and times the adults of the household.
inline std::int64_t average_of(const Problem& problem, HouseholdIndex household,
                               std::uint32_t member) {
  std::int64_t sum = 0;
  Criteria::each([&]<class C, std::size_t I>() {
    sum += problem.policy.weights[I] * C::average(problem, household, member);
  });
  return sum;
}

}  // namespace rules
}  // namespace samen::matcher

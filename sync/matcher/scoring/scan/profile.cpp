// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/profile.hpp"

namespace samen::matcher::scan {

void Profile::read(const Problem& problem, HouseholdIndex household) {
  adults = rules::adults_of(problem.instance, household).count();
  by_rule.read(problem.instance, problem.policy, household);
  constant = 0;
  Criteria::each([&]<class C, std::size_t I>() {
    constant += std::get<I>(by_criterion).read(problem, household, problem.policy.weights[I]);
  });
}

}  // namespace samen::matcher::scan

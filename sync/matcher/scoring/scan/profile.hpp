// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/rules/hard_rules.hpp"

namespace samen::matcher::scan {

// What one household asks of every group, with the policy's weights multiplied in, so that a pair
// costs a few additions. Sums are percent x twentieths of points over all adults, as score_terms()
// adds them up.
struct Profile {
  std::int32_t adults = 0;
  std::int32_t constant = 0;  // whoever the group is
  rules::HouseholdAsks by_rule;
  rules::CriteriaAsks by_criterion;

  // Keeps its memory from household to household.
  void read(const Problem& problem, HouseholdIndex household);
};

}  // namespace samen::matcher::scan

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sync/matcher/model/travel.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// Within the programme's limit by bicycle. Whoever is further away is not even looked at: Reach
// asks the same within_reach().
struct Travel {
  static constexpr std::string_view kName = "travel";
  static constexpr Kind kKind = Kind::of_places;

  static bool met(const Policy& policy, int minutes) { return within_reach(policy, minutes); }
};

}  // namespace samen::matcher::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// An exclusion or an earlier decline: these two never meet.
struct Excluded {
  static constexpr std::string_view kName = "excluded";
  static constexpr Kind kKind = Kind::of_pairs;

  static const std::vector<std::pair<HouseholdIndex, GroupIndex>>& forbidden(
      const Instance& instance) {
    return instance.excluded;
  }
};

}  // namespace samen::matcher::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// A single volunteer or too few members: no group yet.
struct GroupForming {
  static constexpr std::string_view kName = "group_forming";
  static constexpr Kind kKind = Kind::of_people;

  using Asks = Nothing;
  static Asks asks(const Instance&, const Policy&, HouseholdIndex) { return {}; }
  static constexpr bool always(const Asks&) { return false; }
  static std::tuple<bool> has(const Policy& policy, const GroupView& group) {
    return {group.single == 0 && group.members >= policy.smallest_group};
  }
  static constexpr bool met(const Asks&, bool complete) { return complete; }
};

}  // namespace samen::matcher::rules

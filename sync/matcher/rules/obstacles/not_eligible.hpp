// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// Whoever arrived longer ago than the programme is for.
struct NotEligible {
  static constexpr std::string_view kName = "not_eligible";
  static constexpr Kind kKind = Kind::of_people;

  struct Asks {
    bool eligible = false;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    return {instance.households.eligible[household] != 0};
  }
  static constexpr bool always(const Asks& asks) { return asks.eligible; }
  static std::tuple<> has(const Policy&, const GroupView&) { return {}; }
  static constexpr bool met(const Asks& asks) { return asks.eligible; }
};

}  // namespace samen::matcher::rules

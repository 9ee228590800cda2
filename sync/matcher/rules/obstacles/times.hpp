// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// One time block suits both; times nobody told exclude nobody.
struct Times {
  static constexpr std::string_view kName = "times";
  static constexpr Kind kKind = Kind::of_people;

  struct Asks {
    std::uint32_t times = 0;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    return {instance.households.times[household]};
  }
  static constexpr bool always(const Asks& asks) { return asks.times == 0; }
  static std::tuple<std::uint32_t> has(const Policy&, const GroupView& group) {
    return {group.times};
  }
  static constexpr bool met(const Asks& asks, std::uint32_t times) {
    return ((asks.times & times) != 0) | (times == 0);
  }
};

}  // namespace samen::matcher::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// Every practical need is offered.
struct Needs {
  static constexpr std::string_view kName = "needs";
  static constexpr Kind kKind = Kind::of_people;
  static constexpr bool kSaidByStarter = true;

  struct Asks {
    std::uint8_t needs = 0;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    return {instance.households.needs[household]};
  }
  static constexpr bool always(const Asks& asks) { return asks.needs == 0; }
  static std::tuple<std::uint8_t> has(const Policy&, const GroupView& group) {
    return {group.offers};
  }
  static constexpr bool met(const Asks& asks, std::uint8_t offers) {
    return (asks.needs & ~offers) == 0;
  }
};

}  // namespace samen::matcher::rules

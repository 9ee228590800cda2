// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// The group can welcome so many people.
struct Size {
  static constexpr std::string_view kName = "size";
  static constexpr Kind kKind = Kind::of_people;
  static constexpr bool kSaidByStarter = true;

  struct Asks {
    std::uint8_t people = 0;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    return {instance.households.people[household]};
  }
  static constexpr bool always(const Asks&) { return false; }
  static std::tuple<std::uint8_t> has(const Policy&, const GroupView& group) {
    return {group.largest_household};
  }
  static constexpr bool met(const Asks& asks, std::uint8_t largest) {
    return asks.people <= largest;
  }
};

}  // namespace samen::matcher::rules

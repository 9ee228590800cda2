// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// Somebody in the household can really talk with somebody in the group, or a third person bridges.
struct Language {
  static constexpr std::string_view kName = "language";
  static constexpr Kind kKind = Kind::of_people;

  struct Asks {
    std::uint32_t languages = 0;
    bool bridged = false;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    const auto& h = instance.households;
    return {h.languages[household], h.interpreter[household] != 0};
  }
  static constexpr bool always(const Asks& asks) { return asks.bridged; }
  static std::tuple<std::uint32_t> has(const Policy&, const GroupView& group) {
    return {group.languages};
  }
  static constexpr bool met(const Asks& asks, std::uint32_t languages) {
    return (asks.languages & languages) != 0;
  }
};

}  // namespace samen::matcher::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// Women only: every member said she is a woman. Same gender: every adult has somebody of their own
// gender in the group, and for a household of one gender all members are of it. What nobody said
// cannot be promised, so it counts as not met.
struct Company {
  static constexpr std::string_view kName = "company";
  static constexpr Kind kKind = Kind::of_people;

  struct Asks {
    std::uint8_t wanted = 0;  // genders that must be there
    bool exactly = false;     // and no other, and none unsaid
    bool never = false;
    bool no_wish = false;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    const auto& h = instance.households;
    const std::uint8_t own = h.genders[household];
    switch (static_cast<domain::CompanyWish>(h.company[household])) {
      case domain::CompanyWish::no_wish:
        return {.no_wish = true};
      case domain::CompanyWish::women_only:
        return {.wanted = 1U << static_cast<unsigned>(domain::Gender::woman), .exactly = true};
      case domain::CompanyWish::same_gender:
        break;
    }
    return {.wanted = own,
            .exactly = std::has_single_bit(own),
            .never = h.gender_unsaid[household] != 0};
  }
  static constexpr bool always(const Asks& asks) { return asks.no_wish; }
  static std::tuple<std::uint8_t, std::uint8_t> has(const Policy&, const GroupView& group) {
    return {group.genders, group.gender_unsaid};
  }
  static constexpr bool met(const Asks& asks, std::uint8_t there, std::uint8_t unsaid) {
    const bool only = (there == asks.wanted) & (unsaid == 0);
    const bool among = (asks.wanted & ~there) == 0;
    return (asks.exactly ? only : among) & !asks.never;
  }
  // A member who may not be there is never made good by others.
  static constexpr bool hopeless(const Asks& asks, std::uint8_t there, std::uint8_t unsaid) {
    return asks.never | (asks.exactly & (((there & ~asks.wanted) != 0) | (unsaid != 0)));
  }
};

}  // namespace samen::matcher::rules

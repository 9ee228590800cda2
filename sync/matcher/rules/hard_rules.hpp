// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/obstacles/company.hpp"
#include "sync/matcher/rules/obstacles/excluded.hpp"
#include "sync/matcher/rules/obstacles/group_forming.hpp"
#include "sync/matcher/rules/obstacles/group_not_ready.hpp"
#include "sync/matcher/rules/obstacles/language.hpp"
#include "sync/matcher/rules/obstacles/needs.hpp"
#include "sync/matcher/rules/obstacles/not_eligible.hpp"
#include "sync/matcher/rules/obstacles/size.hpp"
#include "sync/matcher/rules/obstacles/times.hpp"
#include "sync/matcher/rules/obstacles/travel.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher {

// Every hard rule, in the order in which a person is told. A new one is a file and a line here.
using HardRules = rules::List<rules::Excluded, rules::NotEligible, rules::GroupForming,
                              rules::GroupNotReady, rules::Travel, rules::Language, rules::Times,
                              rules::Company, rules::Size, rules::Needs>;

inline constexpr std::size_t kObstacles = HardRules::kSize;
inline constexpr auto kObstacleNames = [] {
  std::array<std::string_view, kObstacles> names{};
  HardRules::each([&]<class R, std::size_t I>() { names[I] = R::kName; });
  return names;
}();

// Why a pair is impossible: one bit a rule that is broken.
using Obstacles = std::uint32_t;
static_assert(kObstacles <= 32);
template <class R>
constexpr Obstacles obstacle_of() {
  constexpr std::size_t kPlace = rules::place_in<R>(HardRules{});
  static_assert(kPlace < kObstacles, "not one of the hard rules");
  return 1U << kPlace;
}

namespace rules {

template <class R>
concept OfPeople = R::kKind == Kind::of_people;
template <class R>
using HasOf = decltype(R::has(std::declval<const Policy&>(), std::declval<const GroupView&>()));
// Lies with the group alone, with the household alone, or with both.
template <class R>
concept OfGroup = OfPeople<R> && std::is_same_v<typename R::Asks, Nothing>;
template <class R>
concept OfHousehold = OfPeople<R> && std::tuple_size_v<HasOf<R>> == 0;
template <class R>
concept OfBoth = OfPeople<R> && !OfGroup<R> && !OfHousehold<R>;

template <class R>
struct AsksOf {
  Nothing asks;
};
template <OfPeople R>
struct AsksOf<R> {
  typename R::Asks asks;
};

// What one household asks of any group, by rule.
template <class L>
struct AllAsks;
template <class... R>
struct AllAsks<List<R...>> : AsksOf<R>... {
  template <class Rule>
  const auto& of() const {
    return static_cast<const AsksOf<Rule>&>(*this).asks;
  }
  void read(const Instance& instance, const Policy& policy, HouseholdIndex household) {
    HardRules::each([&]<class Rule, std::size_t I>() {
      if constexpr (OfPeople<Rule>) {
        static_cast<AsksOf<Rule>&>(*this).asks = Rule::asks(instance, policy, household);
      }
    });
  }
};
using HouseholdAsks = AllAsks<HardRules>;

inline HouseholdAsks asks_of(const Instance& instance, const Policy& policy,
                             HouseholdIndex household) {
  HouseholdAsks asks;
  asks.read(instance, policy, household);
  return asks;
}

template <class R>
bool met(const typename R::Asks& asks, const HasOf<R>& has) {
  if (R::always(asks)) return true;
  return std::apply([&](const auto&... fact) { return R::met(asks, fact...); }, has);
}

// The rules about people that these break; those of places and of pairs are not looked at.
inline Obstacles broken_by(const Policy& policy, const HouseholdAsks& asks,
                           const GroupView& group) {
  Obstacles found = 0;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (OfPeople<R>) {
      if (!met<R>(asks.of<R>(), R::has(policy, group))) found |= 1U << I;
    }
  });
  return found;
}

// The same of the rules that lie with the group, or with the household, alone.
inline bool group_may_be_proposed(const Policy& policy, const GroupView& group) {
  bool may = true;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (OfGroup<R>) may = may && met<R>({}, R::has(policy, group));
  });
  return may;
}
// The name of the first one, or nothing.
inline std::string_view broken_by_household_alone(const HouseholdAsks& asks) {
  std::string_view name;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (OfHousehold<R>) {
      if (name.empty() && !met<R>(asks.of<R>(), {})) name = R::kName;
    }
  });
  return name;
}
inline bool household_may_be_proposed(const HouseholdAsks& asks) {
  return broken_by_household_alone(asks).empty();
}

// While a group forms: no further member can make good what this one breaks. A rule that cannot
// know says nothing, and the finished group is asked.
inline bool hopeless(const Policy& policy, const HouseholdAsks& asks, const GroupView& group) {
  bool lost = false;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (requires { &R::hopeless; }) {
      lost = lost || (!R::always(asks.of<R>()) &&
                      std::apply([&](auto... fact) { return R::hopeless(asks.of<R>(), fact...); },
                                 R::has(policy, group)));
    }
  });
  return lost;
}

// Rules about what was said by whoever started the group.
inline bool starter_breaks(const Policy& policy, const HouseholdAsks& asks,
                           const GroupView& group) {
  bool broken = false;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (requires { R::kSaidByStarter; }) {
      broken = broken || !met<R>(asks.of<R>(), R::has(policy, group));
    }
  });
  return broken;
}

inline bool places_allow(const Policy& policy, int minutes) {
  bool may = true;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (R::kKind == Kind::of_places) may = may && R::met(policy, minutes);
  });
  return may;
}

// Somebody said that these two shall not meet.
inline bool forbidden(const Instance& instance, HouseholdIndex household, GroupIndex group) {
  bool found = false;
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (R::kKind == Kind::of_pairs) {
      found =
          found || std::ranges::binary_search(R::forbidden(instance), std::pair{household, group});
    }
  });
  return found;
}

}  // namespace rules

// Every hard rule the pair breaks; 0 = feasible.
inline Obstacles obstacles(const Problem& problem, HouseholdIndex household, GroupIndex group) {
  const auto& [instance, policy, reach] = problem;
  assert(household < instance.households.size() && group < instance.groups.size());
  Obstacles found = rules::broken_by(policy, rules::asks_of(instance, policy, household),
                                     rules::view_of(instance.groups, group));
  const int minutes = problem.travel_of(household, group).minutes;
  HardRules::each([&]<class R, std::size_t I>() {
    bool broken = false;
    if constexpr (R::kKind == rules::Kind::of_places) broken = !R::met(problem.policy, minutes);
    if constexpr (R::kKind == rules::Kind::of_pairs) {
      broken =
          std::ranges::binary_search(R::forbidden(problem.instance), std::pair{household, group});
    }
    if (broken) found |= 1U << I;
  });
  return found;
}

}  // namespace samen::matcher

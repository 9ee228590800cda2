// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

// The shapes a hard rule can have. Every other form of it is made from these few members: the plain
// test, the loop of the scan, the filter on groups or households alone, forming groups, the words.
//
//   kName    its key: "whynot.<name>" when nothing else is missing, "whynot.miss_<name>" on a list
//   kKind    what it looks at
//
// of_people:  Asks asks(instance, policy, household)   small whole numbers; Nothing: lies with the
//                                                      group alone
//             std::tuple<...> has(policy, GroupView)   small whole numbers, which the scan keeps as
//                                                      arrays; empty: lies with the household alone
//             bool always(Asks)                        met whoever the group is
//             bool met(Asks, ...)                      no branches: it becomes a vector loop
//             bool hopeless(Asks, ...)                 may be left out: while a group forms, no
//                                                      further member can make this good
//             kSaidByStarter                           may be left out: what a group has was said
//             by
//                                                      whoever started it; members change nothing
// of_places:  bool met(policy, minutes)                by bicycle between the two
// of_pairs:   const std::vector<std::pair<HouseholdIndex, GroupIndex>>& forbidden(instance), sorted
namespace samen::matcher::rules {

enum class Kind : std::uint8_t { of_people, of_places, of_pairs };

struct Nothing {};

// A list of rules or criteria, in order.
template <class... R>
struct List {
  static constexpr std::size_t kSize = sizeof...(R);
  template <std::size_t I>
  using At = std::tuple_element_t<I, std::tuple<R...>>;

  // Calls f.template operator()<Rule, number>() for each.
  template <class F>
  static constexpr void each(F&& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (f.template operator()<R, I>(), ...);
    }(std::make_index_sequence<kSize>{});
  }
};

template <class Wanted, class... R>
constexpr std::size_t place_in(List<R...>) {
  std::size_t at = 0;
  const bool found = ((std::is_same_v<Wanted, R> ? true : (++at, false)) || ...);
  return found ? at : sizeof...(R);
}

}  // namespace samen::matcher::rules

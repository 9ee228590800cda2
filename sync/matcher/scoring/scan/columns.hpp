// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/rules/hard_rules.hpp"

namespace samen::matcher::scan {

// What a rule asks about groups, an array a fact.
template <class Has>
struct Arrays;
template <class... T>
struct Arrays<std::tuple<T...>> {
  std::tuple<std::vector<T>...> all;
  void add(const std::tuple<T...>& has) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (std::get<I>(all).push_back(std::get<I>(has)), ...);
    }(std::index_sequence_for<T...>{});
  }
};
template <class R>
struct RuleColumns {};
template <rules::OfBoth R>
struct RuleColumns<R> : Arrays<rules::HasOf<R>> {};
template <class L>
struct AllRuleColumns;
template <class... R>
struct AllRuleColumns<rules::List<R...>> : RuleColumns<R>... {};

// The groups that can be proposed at all, in the order of Reach, as small arrays: masks are spread
// over bytes, so that a scan adds sixty-four bytes at a time and counts no bits.
struct Columns {
  std::vector<GroupIndex> group;           // of each position
  std::vector<std::uint32_t> position;     // of each group; kNone: cannot be proposed
  std::vector<std::uint32_t> position_at;  // of each place in Reach's order; one past the end too
  AllRuleColumns<HardRules> by_rule;
  rules::CriteriaColumns by_criterion;

  std::size_t size() const { return group.size(); }
  template <class R>
  const RuleColumns<R>& of() const {
    return by_rule;
  }
};

Columns make_columns(const Problem& problem);

}  // namespace samen::matcher::scan

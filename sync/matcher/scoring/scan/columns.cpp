// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/columns.hpp"

namespace samen::matcher::scan {
namespace {

void add(Columns& c, const Problem& problem, GroupIndex group, const rules::GroupView& view) {
  c.position[group] = static_cast<std::uint32_t>(c.group.size());
  c.group.push_back(group);
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (rules::OfBoth<R>) {
      static_cast<RuleColumns<R>&>(c.by_rule).add(R::has(problem.policy, view));
    }
  });
  std::apply([&](auto&... of) { (of.add(problem.instance.groups, group), ...); }, c.by_criterion);
}

}  // namespace

Columns make_columns(const Problem& problem) {
  Columns columns;
  columns.position.assign(problem.instance.groups.size(), kNone);
  columns.position_at.reserve(problem.instance.groups.size() + 1);
  for (const GroupIndex group : problem.reach.ordered_groups()) {
    columns.position_at.push_back(static_cast<std::uint32_t>(columns.size()));
    const auto view = rules::view_of(problem.instance.groups, group);
    if (rules::group_may_be_proposed(problem.policy, view)) add(columns, problem, group, view);
  }
  columns.position_at.push_back(static_cast<std::uint32_t>(columns.size()));
  return columns;
}

}  // namespace samen::matcher::scan

// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/one_by_one.hpp"

#include <algorithm>

#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/formation/problem.hpp"

namespace samen::matcher::formation {

base::Result<Formation> assign_then_form(const Instance& instance, const Policy& policy,
                                         const FormationOptions& options) {
  SAMEN_TRY(const Problem problem, Problem::make(instance, policy));
  AssignmentProblem assignment;
  assignment.rows = static_cast<std::uint32_t>(problem.households().size());
  assignment.columns = static_cast<std::uint32_t>(problem.units().size());
  assignment.row_begin.push_back(0);
  for (const auto& household : problem.households()) {
    for (const Entry& entry : problem.entries(household)) {
      if (entry.whole <= 0) continue;
      assignment.column.push_back(entry.unit);
      assignment.value.push_back(entry.whole);
    }
    assignment.row_begin.push_back(assignment.column.size());
  }
  SAMEN_TRY(const auto assigned, solve(assignment, {.threads = options.threads}));

  // Whoever has a group, and every group that was given, is out of the second step.
  Instance rest = instance;
  Formation made;
  for (std::uint32_t row = 0; row < assignment.rows; ++row) {
    if (assigned.column_of_row[row] == kUnassigned) continue;
    const auto household = problem.households()[row].index;
    const auto unit = problem.units()[assigned.column_of_row[row]].index;
    const auto* entry = problem.entry(row, assigned.column_of_row[row]);
    made.groups.push_back({household, {unit}, entry->whole});
    rest.households.eligible[household] = 0;
    for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
      rest.excluded.emplace_back(h, unit);
    }
  }
  std::ranges::sort(rest.excluded);
  SAMEN_TRY(const Formation later, form_groups(rest, policy, options));
  made.groups.insert(made.groups.end(), later.groups.begin(), later.groups.end());
  std::ranges::sort(made.groups, {}, &FormedGroup::household);
  for (const auto& group : made.groups) made.value += group.value;
  return made;
}

}  // namespace samen::matcher::formation

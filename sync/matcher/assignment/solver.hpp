// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

struct SolverOptions {
  int threads = 1;  // 0: as many as the machine has. The answer is the same for any number
};

// The assignment of greatest total value with its certificate. Exact; not necessarily perfect.
// Errors: whatever validate() refuses.
base::Result<AssignmentSolution> solve(const AssignmentProblem& problem,
                                       const SolverOptions& options = {});

// The same when some rows have more entries than the problem `solution` was optimal for, and
// nothing else changed (`changed[row]`: 1): solves the parts those rows are in now and keeps the
// rest.
base::Result<void> solve_again(const AssignmentProblem& problem,
                               const std::vector<std::uint8_t>& changed,
                               AssignmentSolution& solution, const SolverOptions& options = {});

// The same, quicker when `start` was optimal for a problem that differed little: pairs whose entry
// is gone come apart, prices that no longer cover an entry rise, and searches mend the rest. Any
// prices >= 0 will do; only how long it takes depends on them. Nodes that are new follow the
// others. Errors: whatever validate() refuses; invalid_input when `start` is of a larger problem.
base::Result<AssignmentSolution> solve_from(const AssignmentProblem& problem,
                                            AssignmentSolution start,
                                            const SolverOptions& options = {});

}  // namespace samen::matcher

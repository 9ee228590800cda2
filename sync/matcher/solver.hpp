// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "sync/matcher/assignment.hpp"

namespace samen::matcher {

struct SolverOptions {
  int threads = 1;  // 0: as many as the machine has. The answer is the same for any number
};

// The assignment of greatest total value with its certificate. Exact; not necessarily perfect.
// Errors: whatever validate() refuses.
base::Result<AssignmentSolution> solve(const AssignmentProblem& problem,
                                       const SolverOptions& options = {});

}  // namespace samen::matcher

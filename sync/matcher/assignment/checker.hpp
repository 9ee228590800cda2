// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

// Accepts only a feasible and optimal solution: every chosen entry exists, none shares a row or a
// column, prices are not negative and cover every entry, and their sum equals the value, which
// equals the sum of the chosen entries. Written apart from the solver and sharing only the data
// types, so that one mistake cannot hide in both. The error names the first row, column or sum that
// is wrong. Errc::invalid_input.
base::Result<void> check(const AssignmentProblem& problem, const AssignmentSolution& solution);

}  // namespace samen::matcher

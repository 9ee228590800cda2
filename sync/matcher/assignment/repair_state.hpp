// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

// A problem with its solution in bytes: "samen-repair 1\n", then little-endian numbers: rows and
// columns (4 bytes each), entries (8), the length of every row (4), the column of every entry (4),
// the value of every entry (8), the column of every row (4; 0xffffffff: alone), the price of every
// row and of every column (8). Nothing follows.
struct RepairState {
  AssignmentProblem problem;
  AssignmentSolution solution;
};
std::string write_repair_state(const AssignmentProblem& problem,
                               const AssignmentSolution& solution);

// Reads the layout; what the numbers mean is for validate() and check(). Asks for no more memory
// than a few times the bytes given. Errors: invalid_input naming the part; unsupported for another
// version; limit.
base::Result<RepairState> read_repair_state(std::string_view bytes);

}  // namespace samen::matcher

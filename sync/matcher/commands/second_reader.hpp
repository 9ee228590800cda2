// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

// What `verify` reads with. It shares neither reader nor sums with `solve` (formats/), so that one
// mistake cannot hide in both: instances and solutions as they are defined in
// formats/assignment_text.hpp, read by another hand.
namespace samen::matcher::second {

struct Instance {
  AssignmentProblem problem;
  std::vector<std::uint32_t> row_ids;  // rising
  std::vector<std::uint32_t> column_ids;
  bool costs = false;  // values are the file's costs negated
};
// Errors: invalid_input with the line (DIMACS) or the place (JSON).
base::Result<Instance> read_instance(std::string_view text);

// What a solution claims.
struct Claim {
  AssignmentSolution solution;  // of the problem with `bonus` added to every value
  bool most_pairs = false;
  std::int64_t bonus = 0;
  std::int64_t total = 0;  // of the instance's own numbers
};
base::Result<Claim> read_claim(std::string_view text, const Instance& instance);

}  // namespace samen::matcher::second

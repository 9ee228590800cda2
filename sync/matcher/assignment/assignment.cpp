// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/assignment.hpp"

#include <algorithm>
#include <string>

#include "base/say.hpp"

namespace samen::matcher {

using base::Errc;
using base::fail;

base::Result<void> validate(const AssignmentProblem& problem) {
  const auto& begin = problem.row_begin;
  if (problem.rows == kUnassigned || problem.columns == kUnassigned) {
    return fail(Errc::limit, base::say("assignment: too many rows or columns"));
  }
  if (begin.size() != std::size_t{problem.rows} + 1 || begin.front() != 0 ||
      begin.back() != problem.column.size() || problem.value.size() != problem.column.size()) {
    return fail(Errc::invalid_input, base::say("assignment: the arrays do not fit together"));
  }
  std::int64_t largest = 0;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    if (begin[row] > begin[row + 1] || begin[row + 1] > problem.column.size()) {
      return fail(Errc::invalid_input, base::say("assignment, row {}: row_begin falls", row));
    }
    for (auto entry = begin[row]; entry < begin[row + 1]; ++entry) {
      if (problem.column[entry] >= problem.columns) {
        return fail(Errc::invalid_input,
                    base::say("assignment, row {}: names a column that is not there", row));
      }
      if (entry > begin[row] && problem.column[entry] <= problem.column[entry - 1]) {
        return fail(Errc::invalid_input,
                    base::say("assignment, row {}: columns must rise and not repeat", row));
      }
      const std::int64_t value = problem.value[entry];
      if (value > AssignmentProblem::kMaxAbsValue || value < -AssignmentProblem::kMaxAbsValue) {
        return fail(Errc::limit,
                    base::say("assignment, row {}: a value is outside -2^52 to 2^52", row));
      }
      largest = std::max(largest, value);
    }
  }
  constexpr std::int64_t kMaxTotal = std::int64_t{1} << 62;
  const std::int64_t pairs = std::min(problem.rows, problem.columns);
  if (pairs > 0 && largest > kMaxTotal / pairs) {
    return fail(Errc::limit,
                base::say("assignment: the total could leave 64 bits; use smaller values"));
  }
  return {};
}

}  // namespace samen::matcher

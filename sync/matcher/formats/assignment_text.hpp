// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

inline constexpr std::int64_t kMaxNodes = 8'000'000;  // rows and columns together
inline constexpr std::int64_t kMaxEntries = 100'000'000;

// An assignment problem as somebody wrote it down.
struct AssignmentInput {
  AssignmentProblem problem;
  std::vector<std::uint32_t> row_ids;     // what the file calls each row; rising
  std::vector<std::uint32_t> column_ids;  // likewise
  bool costs = false;                     // the file minimises; values here are its costs negated
};

// Reads either format; which one shows in the first character ('{' begins JSON). All errors name
// the line. Refused: missing nodes, edges to them, repeated edges, counts that do not hold or go
// beyond the limits, numbers that are not whole, text cut short, byte order marks, bytes of value
// 0.
base::Result<AssignmentInput> read_assignment(std::string_view text);

// DIMACS assignment format (First DIMACS Implementation Challenge, 1991): lines "c ...",
// "p asn NODES ARCS", "n ID" for every row, "a ROW COLUMN COST"; costs are minimised.
base::Result<AssignmentInput> read_dimacs(std::string_view text);
std::string write_dimacs(const AssignmentProblem& problem);

// {"format":"samen-assignment/1","households":H,"groups":G,"pairs":[[household,group,value],...]}
// with indices from 0; values are maximised.
base::Result<AssignmentInput> read_scored(std::string_view text);
std::string write_scored(const AssignmentProblem& problem);

// Turns a problem into one whose optimum assigns as many rows as possible before it counts values:
// adds `bonus` to every entry. Errors: limit when that leaves the range.
base::Result<std::int64_t> prefer_most_pairs(AssignmentProblem& problem);

// {"format":"samen-solution/1","most_pairs":0|1,"bonus":B,"total":T,"value":V,
//  "pairs":[[row,column],...],"row_prices":[[row,price],...],"column_prices":[[column,price],...]}
// with the instance's own ids; prices that are 0 are left out. `total` adds up the instance's own
// numbers (costs or values); `value` and the prices are those of the problem with the bonus.
struct SolutionText {
  bool most_pairs = false;
  std::int64_t bonus = 0;
  std::int64_t total = 0;
};

// What `total` must be for a solution.
std::int64_t total_of(const AssignmentInput& input, const AssignmentSolution& solution,
                      std::int64_t bonus);

std::string write_solution(const AssignmentInput& input, const AssignmentSolution& solution,
                           const SolutionText& text);

// Makes the compressed problem from entries in any order. For readers: `line` is where each entry
// stood, so that a repeated one is named.
struct RawEntry {
  std::uint32_t row;
  std::uint32_t column;
  std::int64_t value;
  std::uint32_t line;
};
base::Result<AssignmentProblem> compress(std::uint32_t rows, std::uint32_t columns,
                                         std::vector<RawEntry> entries);

}  // namespace samen::matcher

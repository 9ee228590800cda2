// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/assignment/assignment.hpp"

// What happens to the optimum when one chosen pair is forbidden: read from the certificate.
namespace samen::matcher {

struct Decline {
  std::int64_t cost = 0;  // by so much the optimum of the problem falls
  struct Move {
    std::uint32_t row;
    std::uint32_t column;  // kUnassigned: gets nothing any more
  };
  std::vector<Move> moves;  // every row whose column changes, the decliner first
};

// Without the chosen pair (r, c) the new optimum differs from the old one by the cheapest way of
// finding r something else and c somebody else: a shortest path from r to c over reduced costs
// u + v - w, which are never negative, through one extra node that stands for "nobody". That is the
// augmentation step of the assignment method itself (Ford and Fulkerson 1962; Jonker and Volgenant
// 1987), so the answer is exact, and it only looks at the neighbourhood.
class Declines {
 public:
  // `solution` must be an optimal solution of `problem` with its certificate; both must outlive
  // this object.
  Declines(const AssignmentProblem& problem, const AssignmentSolution& solution);

  // `row` must have a column.
  Decline of(std::uint32_t row);

 private:
  static constexpr std::int64_t kFar = std::int64_t{1} << 62;
  struct Search {
    std::vector<std::int64_t> distance;  // by row; kFar = not reached
    std::vector<std::uint32_t> link;     // by row: the row before (forward) or after (backward)
    std::vector<std::uint32_t> touched;
    void reset();
    bool reach(std::uint32_t row, std::int64_t distance, std::uint32_t from);
  };
  // How a search ends at "nobody", or meets the freed column.
  struct End {
    std::int64_t distance = kFar;
    std::uint32_t row = kUnassigned;
    std::uint32_t column = kUnassigned;
  };

  void search_backward(std::uint32_t row);
  void search_forward(std::uint32_t row);
  std::int64_t reduced(std::uint32_t row, std::uint64_t entry) const;

  const AssignmentProblem& problem_;
  const AssignmentSolution& solution_;
  std::vector<std::uint32_t> row_of_column_;
  std::vector<std::uint64_t> column_begin_;  // columns + 1, into the two below
  std::vector<std::uint32_t> entry_row_;
  std::vector<std::uint64_t> entry_;
  Search forward_;
  Search backward_;
  End from_nobody_;  // row: where the chain to the freed column begins, kUnassigned: it stays free
  End to_nobody_;    // column: a free one, or kUnassigned when the row itself gets nothing
  End direct_;
};

}  // namespace samen::matcher

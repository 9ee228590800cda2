// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/checker.hpp"
#include "sync/matcher/commands.hpp"
#include "sync/matcher/formats/assignment_text.hpp"
#include "sync/matcher/solver.hpp"

namespace samen::matcher {

using base::Errc;
using base::Result;

Result<std::string> run_solve(const SolveCommand& command, const Progress& progress) {
  const auto say = [&](std::string_view line) {
    if (progress) progress(line);
  };
  SAMEN_TRY(auto input, read_assignment(command.input));
  say(std::to_string(input.problem.rows) + " rows, " + std::to_string(input.problem.columns) +
      " columns, " + std::to_string(input.problem.entries()) + " entries");
  SolutionText header;
  header.most_pairs = command.perfect;
  if (command.perfect) {
    SAMEN_TRY(header.bonus, prefer_most_pairs(input.problem));
  }
  SAMEN_TRY(const auto solution, solve(input.problem, {.threads = command.threads}));
  if (command.perfect) {
    std::size_t assigned = 0;
    for (const auto column : solution.column_of_row) assigned += column != kUnassigned ? 1 : 0;
    if (assigned != input.problem.rows || assigned != input.problem.columns) {
      return base::fail(Errc::invalid_input,
                        "instance: has no perfect assignment; at most " + std::to_string(assigned) +
                            " of " + std::to_string(input.problem.rows) + " rows and " +
                            std::to_string(input.problem.columns) + " columns can be paired");
    }
  }
  if (auto checked = check(input.problem, solution); !checked) {
    return std::unexpected(base::Error{Errc::internal, checked.error().message}.context("solve"));
  }
  header.total = total_of(input, solution, header.bonus);
  say(std::string("optimal, certificate checked: ") + (input.costs ? "cost " : "value ") +
      std::to_string(header.total));
  return write_solution(input, solution, header);
}

Result<std::string> run_verify(std::string_view instance, std::string_view solution_text) {
  SAMEN_TRY(auto input, read_assignment(instance));
  SolutionText header;
  SAMEN_TRY(const auto solution, read_solution(solution_text, input, header));
  if (header.most_pairs) {
    SAMEN_TRY(const auto bonus, prefer_most_pairs(input.problem));
    if (bonus != header.bonus) {
      return base::fail(Errc::invalid_input, "solution: bonus: expected " + std::to_string(bonus));
    }
  } else if (header.bonus != 0) {
    return base::fail(Errc::invalid_input, "solution: a bonus without most_pairs");
  }
  SAMEN_CHECK(check(input.problem, solution));
  const auto total = total_of(input, solution, header.bonus);
  if (header.total != total) {
    return base::fail(Errc::invalid_input, "solution: total: claimed " +
                                               std::to_string(header.total) + ", it is " +
                                               std::to_string(total));
  }
  std::size_t pairs = 0;
  for (const auto column : solution.column_of_row) pairs += column != kUnassigned ? 1 : 0;
  return "feasible and optimal: " + std::to_string(pairs) + " pairs, " +
         (input.costs ? "cost " : "value ") + std::to_string(total) + "\n";
}

}  // namespace samen::matcher

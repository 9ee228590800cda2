// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <vector>

#include "base/random.hpp"
#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/formats/assignment_text.hpp"

namespace samen::matcher {

using base::Errc;
using base::Result;
using base::say;

namespace {

std::vector<std::uint32_t> shuffled(std::uint32_t count, base::Random& random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

// Among solutions of equal value the solver's depends on the order of the nodes and on nothing
// else: another seed is another order, and the answer is told in the instance's own.
Result<AssignmentSolution> solve_in_order(const AssignmentProblem& problem, std::uint64_t seed,
                                          int threads) {
  base::SeededRandom random(seed);
  const auto new_row = shuffled(problem.rows, random);
  const auto new_column = shuffled(problem.columns, random);
  std::vector<RawEntry> entries;
  entries.reserve(problem.entries());
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      entries.push_back({new_row[row], new_column[problem.column[e]], problem.value[e], 0});
    }
  }
  SAMEN_TRY(const auto other, compress(problem.rows, problem.columns, std::move(entries)));
  SAMEN_TRY(const auto found, solve(other, {.threads = threads}));
  std::vector<std::uint32_t> old_column(problem.columns);
  AssignmentSolution solution = found;
  for (std::uint32_t column = 0; column < problem.columns; ++column) {
    old_column[new_column[column]] = column;
    solution.column_price[column] = found.column_price[new_column[column]];
  }
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const auto column = found.column_of_row[new_row[row]];
    solution.column_of_row[row] = column == kUnassigned ? kUnassigned : old_column[column];
    solution.row_price[row] = found.row_price[new_row[row]];
  }
  return solution;
}

constexpr std::uint64_t kPlainOrder = 1;  // the seed that leaves the file's order alone

bool pairs_first(Aim aim, const AssignmentInput& input) {
  return aim == Aim::perfect || aim == Aim::most_first || (aim == Aim::usual && input.costs);
}

std::size_t pairs_of(const AssignmentSolution& solution) {
  std::size_t pairs = 0;
  for (const auto column : solution.column_of_row) pairs += column != kUnassigned ? 1 : 0;
  return pairs;
}

std::string how_many(const AssignmentInput& input, std::size_t pairs) {
  return say("{} of {} rows and {} columns", pairs, input.problem.rows, input.problem.columns);
}

// One line for whoever asked: what this is the best of.
std::string words_of(const AssignmentInput& input, const SolutionText& header, std::size_t pairs) {
  const auto [rows, columns] = std::pair(input.problem.rows, input.problem.columns);
  const std::string best = input.costs ? say("at the least cost, {}", header.total)
                                       : say("at the greatest value, {}", header.total);
  if (pairs == rows && pairs == columns) {
    return say("perfect: every row and column is paired, {}", best);
  }
  if (!header.most_pairs) {
    return say("{} are paired, {}; whoever would make the total worse stays alone",
               how_many(input, pairs), best);
  }
  if (pairs == rows) return say("every row is paired, {}", best);
  if (pairs == columns) return say("every column is paired, {}", best);
  return say("no assignment pairs every row or every column: {} are paired, which is the most, {}",
             how_many(input, pairs), best);
}

}  // namespace

Result<std::string> run_solve(const SolveCommand& command, const Progress& progress,
                              const Progress& found) {
  const auto tell = [&](std::string_view line) {
    if (progress) progress(line);
  };
  SAMEN_TRY(auto input, read_assignment(command.input));
  tell(say("{} rows, {} columns, {} entries", input.problem.rows, input.problem.columns,
           input.problem.entries()));
  SolutionText header;
  header.most_pairs = pairs_first(command.aim, input);
  if (header.most_pairs) {
    SAMEN_TRY(header.bonus, prefer_most_pairs(input.problem));
  }
  SAMEN_TRY(const auto solution,
            command.seed == kPlainOrder
                ? solve(input.problem, {.threads = command.threads})
                : solve_in_order(input.problem, command.seed, command.threads));
  const auto pairs = pairs_of(solution);
  if (command.aim == Aim::perfect &&
      (pairs != input.problem.rows || pairs != input.problem.columns)) {
    return base::fail(Errc::invalid_input,
                      say("instance: has no perfect assignment; at most {} can be paired",
                          how_many(input, pairs)));
  }
  if (auto checked = check(input.problem, solution); !checked) {
    return std::unexpected(
        base::Error{Errc::internal, checked.error().message}.context(say("solve")));
  }
  header.total = total_of(input, solution, header.bonus);
  tell(input.costs ? say("optimal, certificate checked: cost {}", header.total)
                   : say("optimal, certificate checked: value {}", header.total));
  if (found) found(words_of(input, header, pairs));
  return write_solution(input, solution, header);
}

}  // namespace samen::matcher

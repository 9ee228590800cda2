// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/commands/second_reader.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
__extension__ using Wide = __int128;

// With `bonus` on every value a solution of one more pair is worth more than any of one less, so
// the best solution has the most pairs. Between k and k + 1 pairs that is
//   (k + 1) x (bonus + lowest) > k x (bonus + highest),
// linear in k: it holds for all when it holds for none and for one less than there can be.
bool puts_pairs_first(const AssignmentProblem& problem, std::int64_t bonus) {
  if (problem.value.empty()) return true;
  const auto [lowest, highest] = std::ranges::minmax_element(problem.value);
  const Wide most = std::min(problem.rows, problem.columns) - 1;
  return Wide{bonus} + *lowest > 0 &&
         Wide{bonus} + (most + 1) * Wide{*lowest} > most * Wide{*highest};
}

}  // namespace

Result<std::string> run_verify(const VerifyCommand& command) {
  SAMEN_TRY(auto instance, second::read_instance(command.instance));
  SAMEN_TRY(const auto claim, second::read_claim(command.solution, instance));
  auto& problem = instance.problem;
  if (claim.bonus < 0 || claim.bonus > AssignmentProblem::kMaxAbsValue ||
      (!claim.most_pairs && claim.bonus != 0)) {
    return fail(Errc::invalid_input, say("solution: a bonus that nothing asks for"));
  }
  if (claim.most_pairs && !puts_pairs_first(problem, claim.bonus)) {
    return fail(Errc::invalid_input,
                say("solution: bonus: too small to put the number of pairs first"));
  }
  std::int64_t total = 0;
  std::size_t pairs = 0;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const auto column = claim.solution.column_of_row[row];
    if (column == kUnassigned) continue;
    ++pairs;
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (problem.column[e] != column) continue;
      if (__builtin_add_overflow(total, problem.value[e], &total)) {
        return fail(Errc::limit, say("the sums leave 64 bits"));
      }
    }
  }
  for (auto& value : problem.value) value += claim.bonus;
  SAMEN_CHECK(check(problem, claim.solution));
  if (instance.costs) total = -total;
  if (claim.total != total) {
    return fail(Errc::invalid_input,
                say("solution: total: claimed {}, it is {}", claim.total, total));
  }
  const bool perfect = pairs == problem.rows && pairs == problem.columns;
  const std::string counts =
      say("{} of {} rows and {} columns", pairs, problem.rows, problem.columns);
  if (command.perfect && !perfect) {
    return fail(Errc::invalid_input, say("solution: not perfect: it pairs {}", counts));
  }
  const std::string line = instance.costs
                               ? say("feasible and optimal: {} pairs, cost {}", pairs, total)
                               : say("feasible and optimal: {} pairs, value {}", pairs, total);
  if (perfect) return say("{}; perfect\n", line);
  if (claim.most_pairs) return say("{}; no solution pairs more than these {}\n", line, counts);
  return line + "\n";
}

}  // namespace samen::matcher

// SPDX-License-Identifier: Apache-2.0
// solve, verify, simulate: the matching core on files, without a store.
#include <iostream>

#include "base/file.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/model/travel.hpp"
#include "sync/server/cases/round_proof.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/teller.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::size_t kMaxInstance = std::size_t{4} << 30;

constexpr std::size_t kMaxPolicy = 64 * 1024;

Result<std::string> read_optional(const std::filesystem::path& path, std::size_t limit) {
  if (path.empty()) return std::string();
  return base::read_file(path, limit);
}

}  // namespace

Result<void> run_solve_file(const SolveFileCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto input, base::read_file(command.input, kMaxInstance));
  matcher::SolveCommand solve;
  solve.input = input;
  if (command.perfect) solve.aim = matcher::Aim::perfect;
  if (command.most_then_cheapest) solve.aim = matcher::Aim::most_first;
  if (command.free) solve.aim = matcher::Aim::best_total;
  solve.threads = command.threads;
  solve.seed = command.seed;
  SAMEN_TRY(const auto solution,
            matcher::run_solve(solve, make_teller(),
                               [](std::string_view line) { std::cerr << line << "\n"; }));
  out << solution;
  return {};
}

Result<void> run_verify_files(const VerifyFilesCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto instance, base::read_file(command.instance, kMaxInstance));
  if (command.solution.empty()) {
    SAMEN_TRY([[maybe_unused]] const auto seal, check_seal(instance));
    SAMEN_TRY(const auto holds, matcher::run_verify_proof(instance));
    out << holds;
    return {};
  }
  SAMEN_TRY(const auto solution, base::read_file(command.solution, kMaxInstance));
  SAMEN_TRY(const auto line,
            matcher::run_verify(
                {.instance = instance, .solution = solution, .perfect = command.perfect}));
  out << line;
  if (!line.ends_with('\n')) out << '\n';
  return {};
}

Result<void> run_simulate_year(const SimulateYearCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto policy, read_optional(command.policy, kMaxPolicy));
  SAMEN_TRY(const auto places, read_optional(command.places, matcher::kMaxPlacesBytes));
  matcher::SimulateCommand simulate;
  simulate.households = command.households;
  simulate.groups = command.groups;
  simulate.days = command.days;
  simulate.seed = command.seed;
  simulate.threads = command.threads;
  simulate.policy_json = policy;
  simulate.places_tsv = places;
  simulate.json = command.json;
  simulate.silence_years = command.silence;
  simulate.possible = command.possible;
  SAMEN_TRY(const auto table, matcher::run_simulate(simulate, make_teller()));
  out << table;
  return {};
}

}  // namespace samen::server

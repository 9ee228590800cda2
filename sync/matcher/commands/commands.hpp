// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

// What the command line offers of the matching core, as pure functions: file contents in, text out.
// The program reads and writes the files.
namespace samen::matcher {

// Called now and then on long work with a short line for stderr; may be empty.
using Progress = std::function<void(std::string_view)>;

// What a solution is to be best at.
enum class Aim : std::uint8_t {
  usual,    // of a DIMACS file most_first, as its field means it; of a scored instance best_total
  perfect,  // every node is paired, at the least cost; an error when that cannot be
  most_first,  // as many pairs as possible, then the best total
  best_total,  // whoever makes the total worse stays alone
};

struct SolveCommand {
  std::string_view input;  // a DIMACS assignment file ("p asn") or a scored instance in JSON
  Aim aim = Aim::usual;
  int threads = 1;
  std::uint64_t seed = 1;  // which of several solutions of equal value: an order of the nodes
};
// The solution as JSON text: value, pairs and certificate. `found` is told once what was found and
// what it is best at.
base::Result<std::string> run_solve(const SolveCommand& command, const Progress& progress = {},
                                    const Progress& found = {});

struct VerifyCommand {
  std::string_view instance;
  std::string_view solution;  // as written by solve
  bool perfect = false;       // accept only one that pairs every node
};
// Ok with one line of text when the solution is feasible and optimal for the instance; an error
// that says what is wrong otherwise. Shares neither reader nor sums with run_solve.
base::Result<std::string> run_verify(const VerifyCommand& command);

// The same of what `round --proof` wrote (formats/proof.hpp): that nothing better could have been
// chosen. Whether its seal holds is for the caller to look at.
base::Result<std::string> run_verify_proof(std::string_view proof);

struct SimulateCommand {
  int households = 3000;  // arrivals in a year
  int groups = 2700;
  int days = 365;
  std::uint64_t seed = 1;
  int threads = 1;
  std::string_view policy_json;  // empty: the built-in policy
  std::string_view places_tsv;   // empty: coarse travel
  bool json = false;             // {"rules": [...]} instead of a table; see simulate/figures.hpp
  bool possible = false;         // instead, what hard rules explain; see simulate/possible.hpp
  int silence_years = 0;         // above 0: a table of what skipping one question changes instead
};
// A year of arrivals, leaves and declines under three policies side by side.
base::Result<std::string> run_simulate(const SimulateCommand& command,
                                       const Progress& progress = {});

}  // namespace samen::matcher

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

struct SolveCommand {
  std::string_view input;  // a DIMACS assignment file ("p asn") or a scored instance in JSON
  bool perfect = false;    // DIMACS: every node must be assigned, as in the original challenge
  int threads = 1;
  std::uint64_t seed = 1;  // which of several solutions of equal value: an order of the nodes
};
// The solution as JSON text: value, pairs and certificate.
base::Result<std::string> run_solve(const SolveCommand& command, const Progress& progress = {});

// Ok with one line of text when `solution` (as written by solve) is feasible and optimal for
// `instance`; an error that says what is wrong otherwise.
base::Result<std::string> run_verify(std::string_view instance, std::string_view solution);

struct SimulateCommand {
  int households = 3000;  // arrivals in a year
  int groups = 2700;
  int days = 365;
  std::uint64_t seed = 1;
  int threads = 1;
  std::string_view policy_json;  // empty: the built-in policy
  std::string_view places_tsv;   // empty: coarse travel
};
// A year of arrivals, leaves and declines under three policies side by side, as a table.
base::Result<std::string> run_simulate(const SimulateCommand& command,
                                       const Progress& progress = {});

}  // namespace samen::matcher

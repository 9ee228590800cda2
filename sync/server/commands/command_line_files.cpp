// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"

namespace samen::server {

using base::say;

namespace {

void add_solve(CLI::App& app, FileOptions& o, Run& chosen) {
  auto* solve = add_command(
      app, "solve", say("solve an assignment problem from a file, with its proof"),
      say("FILE is a DIMACS assignment file (p asn; costs are minimised) or a scored instance in "
          "JSON\n"
          "({\"format\":\"samen-assignment/1\",\"households\":2,\"groups\":1,"
          "\"pairs\":[[0,0,700],[1,0,650]]};\nvalues are "
          "maximised). Of a DIMACS file a perfect assignment is made, or where there is none\nthe "
          "cheapest of those with the most pairs; of a scored instance the best total, whoever "
          "would\nlower it stays alone. The solution with its certificate goes to stdout, what it "
          "is to stderr. Examples:\n"
          "  samen-matcher solve town.json > town.solution\n"
          "  samen-matcher solve --perfect --threads 2 assign100.asn | tee s.json && samen-matcher "
          "verify assign100.asn s.json"),
      [&o](std::ostream& out) { return run_solve_file(o.solve, out); }, chosen);
  solve->add_option("file", o.solve.input, "")->required()->check(CLI::ExistingFile);
  auto* perfect = solve->add_flag("--perfect", o.solve.perfect,
                                  say("fail unless every row and every column can be paired"));
  auto* most = solve->add_flag("--most-then-cheapest", o.solve.most_then_cheapest,
                               say("as many pairs as possible, then the best total"));
  auto* free = solve->add_flag("--free", o.solve.free,
                               say("the best total; whoever would make it worse stays alone"));
  perfect->excludes(most)->excludes(free);
  most->excludes(free);
  solve->add_option("--threads", o.solve.threads, say("0: as many as the machine has"))
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  solve
      ->add_option("--seed", o.solve.seed,
                   say("decides between solutions of equal value; 1: by the order in the file"))
      ->capture_default_str();

  auto* verify = add_command(
      app, "verify", say("check a solution independently; exit 0 only when optimal"),
      say("Reads both files with a reader of its own, adds up the pairs, then the prices, and "
          "looks whether\nthe prices cover every entry. With one file: what round --proof wrote. "
          "Examples:\n"
          "  samen-matcher verify town.json town.solution\n"
          "  samen-matcher verify round.proof"),
      [&o](std::ostream& out) { return run_verify_files(o.verify, out); }, chosen);
  verify->add_flag("--perfect", o.verify.perfect,
                   say("accept only when every row and column is paired"));
  verify
      ->add_option("instance", o.verify.instance,
                   say("the file that was solved, or a round's proof"))
      ->required()
      ->check(CLI::ExistingFile);
  verify->add_option("solution", o.verify.solution, say("what solve wrote; none for a proof"))
      ->check(CLI::ExistingFile);
}

void add_simulate(CLI::App& app, FileOptions& o, Run& chosen) {
  auto* simulate = add_command(
      app, "simulate", say("a year of arrivals, leaves and declines under three policies"),
      say("Made-up people; the same arrivals, patience and declines for each policy: this "
          "programme's rule, the\nbest pair first, and as many pairs as possible. Then, of this "
          "programme's rule (with --json of each),\nby the languages that adults speak fluently, "
          "by size, and by what makes it harder to find a group\n(below 10 households no figures). "
          "With --silence N: how N years go for households that skip one\nquestion, and for those "
          "that answer it; \"unsaid\" of the policy says what silence is worth.\nExamples:\n"
          "  samen-matcher simulate\n"
          "  samen-matcher simulate --households 500 --groups 400 --seed 7\n"
          "  samen-matcher simulate --policy my-policy.json --places NL.txt\n"
          "  samen-matcher simulate --policy my-policy.json --silence 10"),
      [&o](std::ostream& out) { return run_simulate_year(o.simulate, out); }, chosen);
  simulate->add_option("--households", o.simulate.households, say("that sign up in the time"))
      ->check(CLI::Range(0, 200'000))
      ->capture_default_str();
  simulate->add_option("--groups", o.simulate.groups, say("that sign up in the time"))
      ->check(CLI::Range(0, 200'000))
      ->capture_default_str();
  simulate->add_option("--days", o.simulate.days, "")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  simulate->add_option("--seed", o.simulate.seed, say("other seed, other luck"))
      ->capture_default_str();
  simulate->add_option("--threads", o.simulate.threads, say("0: as many as the machine has"))
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  simulate->add_option("--policy", o.simulate.policy, say("weights and rules (default: built in)"))
      ->check(CLI::ExistingFile);
  simulate->add_option("--places", o.simulate.places, say("postcodes, GeoNames format"))
      ->check(CLI::ExistingFile);
  auto* json =
      simulate->add_flag("--json", o.simulate.json, say("one JSON object instead of a table"));
  simulate
      ->add_option("--silence", o.simulate.silence,
                   say("what skipping one question changes, over so many years"))
      ->check(CLI::Range(1, 1000))
      ->excludes(json);
  simulate
      ->add_flag("--possible", o.simulate.possible,
                 say("instead, for how many groups hard rules let each class come into question"))
      ->excludes(json);
}

}  // namespace

void add_file_commands(CLI::App& app, FileOptions& options, Run& chosen) {
  add_solve(app, options, chosen);
  add_simulate(app, options, chosen);
}

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/cases/round_proof.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print_round.hpp"
#include "sync/server/commands/step_times.hpp"
#include "sync/server/commands/teller.hpp"

namespace samen::server {

using base::Result;
using base::say;

Result<void> run_round_command(const RoundCommand& command, std::ostream& out) {
  StepTimes times;
  times.begin("open");
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  RoundRequest request;
  request.seed = command.seed ? *command.seed : store.random().next_u64();
  request.threads = command.threads;
  request.proof = !command.proof.empty();
  request.progress = {.told = make_teller(),
                      .begun = [&times](std::string_view step) { times.begin(step); }};
  SAMEN_TRY(const auto programme, programme_policy(matcher.folder));
  request.policy = programme;
  if (!command.policy.empty()) {
    SAMEN_TRY(request.policy, read_policy(command.policy));
  }
  SAMEN_TRY(request.places, command.places.empty() ? programme_places(matcher.folder)
                                                   : read_places(command.places));
  // What serve has stored and not yet opened belongs to this round too.
  SAMEN_TRY([[maybe_unused]] const auto applied, apply_all(store, matcher.keys->seal, programme));
  SAMEN_TRY(const auto outcome, run_and_store_round(store, request));
  if (request.proof && !outcome.overtaken_by) {
    SAMEN_CHECK(base::write_file_durably(command.proof, base::as_bytes(outcome.proof)));
  }
  times.begin("print");
  if (command.json) {
    out << round_json(outcome, request.seed) << "\n";
  } else {
    print_round(outcome, request.seed, command.verbose ? RoundWords::everything : RoundWords::table,
                command.data.string(), out);
    if (request.proof && !outcome.overtaken_by) {
      SAMEN_TRY(const auto seal, check_seal(outcome.proof));
      out << say("Proof for outsiders: {}, SHA-256 {}; samen-matcher verify checks it.",
                 command.proof, seal)
          << "\n";
    }
  }
  out.flush();
  if (command.timings) times.print(std::cerr);
  return {};
}

}  // namespace samen::server

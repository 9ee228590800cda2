// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "base/say.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/commands/core_commands.hpp"
#include "sync/server/commands/explanation.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/round_facts.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/round_logs.hpp"

namespace samen::server {

using base::say;

base::Result<void> run_explain(const ExplainCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  // A proposal waits in the round that made it; rounds since then no longer look at its people.
  std::optional<StoredRound> round;
  if (!command.round && !command.label.empty()) {
    SAMEN_TRY(round, find_round_of(*matcher.store, command.label));
  }
  if (!round) {
    SAMEN_TRY(round, find_round(*matcher.store, command.round));
  }
  if (!round) {
    return base::fail(base::Errc::not_found,
                      command.round ? say("there is no round of that number")
                                    : say("there was no round yet; make one with: round"));
  }
  if (command.json) {
    out << round->log_json << "\n";
    return {};
  }
  const auto log = read_log(round->log_json);
  if (part(log, "by_hand") == true) {
    out << say("Matched by hand {} ago.", age_in_words(matcher.store->now_ms() - round->made_ms))
        << "\n";
    return print_explanation(log, command.label, out);
  }
  out << say("Round {}, {} ago, seed {}.", round->id,
             age_in_words(matcher.store->now_ms() - round->made_ms), round->seed)
      << "\n";
  print_round_facts(log, out);
  out << "\n";
  SAMEN_CHECK(print_explanation(log, command.label, out));
  if (command.label.empty()) print_shortages(log, out);
  return {};
}

}  // namespace samen::server

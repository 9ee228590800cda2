// SPDX-License-Identifier: Apache-2.0
// proposals, review: what the store holds, for people and for tests.
#include <ostream>

#include "base/say.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/envelopes.hpp"

namespace samen::server {

using base::Result;
using base::say;
using base::translated;

Result<void> run_proposals(const ShowCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto proposals, all_proposals(*matcher.store));
  if (command.json) {
    out << proposals_json(proposals) << "\n";
    return {};
  }
  if (proposals.empty()) {
    out << say("No proposals yet. Make some with: samen-matcher round --data {}", command.data)
        << "\n";
  }
  for (const auto& proposal : proposals) {
    print_proposal(proposal.card, out);
    if (proposal.card.next_best_score) {
      out << say("   = the best other group of that round scored {}; whose it became: explain {}",
                 *proposal.card.next_best_score, proposal.card.household_label)
          << "\n";
    }
    out << "\n";
  }
  return {};
}

namespace {

// Forgotten as an erased record is: a kiosk that offers it again is told to drop it.
Result<void> discard(Matcher& matcher, const ReviewCommand& command, std::ostream& out) {
  const auto id = base::Uuid::parse(command.discard);
  if (!id)
    return base::fail(base::Errc::invalid_input, say("--discard takes an id as review prints it"));
  SAMEN_TRY(const bool here, is_under_review(*matcher.store, *id));
  if (!here) {
    return base::fail(base::Errc::not_found, say("no record under review has this id"));
  }
  return run_erase({command.data, command.discard, "unreadable", command.yes}, out);
}

}  // namespace

Result<void> run_review(const ReviewCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  if (command.retry) {
    SAMEN_TRY(const auto count, retry_reviews(store));
    out << say("{} records are tried again by serve, or by the next round.", count) << "\n";
    return {};
  }
  if (!command.discard.empty()) return discard(matcher, command, out);
  SAMEN_TRY(const auto list, reviews(store));
  if (list.empty()) out << say("No record needs review.") << "\n";
  for (const auto& review : list) {
    // serve said why, which may have spoken English.
    out << say("{}  kiosk {}, {} ago: {}", review.id.str(), review.device,
               age_in_words(store.now_ms() - review.received_ms), translated(review.why))
        << "\n";
  }
  return {};
}

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
// match new: a match that staff make without a round.
#include <ostream>

#include "base/say.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/cases/by_hand.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

base::Result<void> run_match_new(const MatchNewCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(const auto policy, programme_policy(matcher.folder));
  SAMEN_TRY(const auto places, programme_places(matcher.folder));
  // What serve has stored and not yet opened counts: somebody may have withdrawn.
  SAMEN_TRY([[maybe_unused]] const auto applied, apply_all(store, matcher.keys->seal, policy));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto made, match_by_hand(store, policy, places,
                                           {.household = command.household,
                                            .group = command.group,
                                            .overridden = command.overridden,
                                            .because = command.because}));
  SAMEN_CHECK(transaction.commit());
  out << base::say(
             "{} with {}, score {}: both sides are asked from now on; see samen-matcher "
             "matches.",
             made.card.household_label, made.card.group_label, made.card.score)
      << "\n";
  return {};
}

}  // namespace samen::server

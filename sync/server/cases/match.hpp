// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/store/matches.hpp"
#include "sync/server/store/papers.hpp"
#include "sync/server/store/proposals.hpp"

// From a caseworker's yes to a living contact; what may happen when stands in
// domain/match_life.hpp. All that write expect a running transaction.
namespace samen::server {

// A caseworker accepted: both sides are asked from now on.
base::Result<void> begin_match(Store& store, const base::Uuid& proposal);

// What has to be done before these two may be introduced: nobody is given anybody's number before
// every adult said yes and enough of the group's papers are in order. Nothing: they may.
struct BeforeIntroduction {
  bool adults_to_ask = false;
  std::vector<PaperHolder> group = {};
};
std::optional<domain::NextStep> before_introduction(const BeforeIntroduction& people,
                                                    const matcher::Policy& policy,
                                                    std::int64_t now_ms);
// Errc::not_found when the household is not here.
base::Result<BeforeIntroduction> read_before_introduction(Store& store, const base::Uuid& household,
                                                          const base::HumanCode& join_code);
base::Result<std::optional<domain::NextStep>> before_introduction(Store& store,
                                                                  const matcher::Policy& policy,
                                                                  const base::Uuid& household,
                                                                  const base::HumanCode& join_code);

// What a side wants when a match is closed. Who wants to be matched again waits at once, or from
// the day on until which they pause; who stops is proposed to nobody. These two are never proposed
// to each other again.
struct AfterEnd {
  domain::Afterwards what = domain::Afterwards::again;
  std::int64_t until_ms = 0;  // of a pause
};
struct AfterClosing {
  AfterEnd household;
  AfterEnd group;
};

// Errors, and nothing changed: conflict when this step does not come now (with those that do), or
// before contact when an adult was not asked, or too few papers are in order (with whose);
// invalid_input for a day that cannot be, or a reason that is missing. A no of either side before
// they were introduced ends it as a decline does: both wait again; after it staff talk with both. A
// yes or no that is known changes nothing, however often and late it comes. Who tells at a check-in
// that they met has met.
base::Result<MatchRow> take_match_step(Store& store, ProposalRow& proposal, const MatchStep& step,
                                       const AfterClosing& after);

// Who needs whose number. Errc::permission before they were introduced, once it is over,
// and when the household has withdrawn; who has withdrawn from the group, said no to this
// household, or whose papers nobody has seen, is not in it.
struct Contacts {
  domain::Record household;
  std::vector<domain::Record> group;  // who started it first
};
base::Result<Contacts> contacts_of(Store& store, const ProposalRow& proposal);
// The same with a line in the audit, without which nobody looks. Begins and ends a transaction.
base::Result<Contacts> look_at_contacts(Store& store, const ProposalRow& proposal,
                                        std::string_view actor);

}  // namespace samen::server

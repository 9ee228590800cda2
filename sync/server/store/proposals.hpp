// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/human_code.hpp"
#include "domain/proposal.hpp"
#include "domain/records.hpp"
#include "sync/server/store/store.hpp"

// Rounds, what they proposed, and what caseworkers said to it.
namespace samen::server {

struct ProposalRow {
  std::int64_t round = 0;
  base::Uuid household;
  base::HumanCode join_code;
  std::int64_t centre = 0;    // the household's: its kiosks show the card
  domain::ProposalCard card;  // id, version and state are the proposal's own
  std::int64_t made_ms = 0;   // Unix milliseconds; the store sets it
};

// For this folder: "state IN ('proposed', ...)" of those states of domain/proposal_life.hpp.
std::string in_states(bool (*chosen)(domain::ProposalState));

base::Result<std::int64_t> add_round(Store& store, std::uint64_t seed, std::string_view log_json);
// The log of one pair that staff made without a round: it has a number of its own and is nobody's
// latest round. What stands in the place of a seed:
inline constexpr std::string_view kByHandSeed = "by hand";
base::Result<std::int64_t> add_round_by_hand(Store& store, std::string_view log_json);

// Errc::conflict when the household or the group has an open proposal already.
base::Result<void> add_proposal(Store& store, const ProposalRow& proposal);
// Writes card, state and version back.
base::Result<void> update_proposal(Store& store, const ProposalRow& proposal);
base::Result<std::optional<ProposalRow>> find_proposal(Store& store, const base::Uuid& id);
base::Result<std::vector<ProposalRow>> all_proposals(Store& store);  // oldest first
// The newest one that was made of the household or group with this label, or the one with this id.
base::Result<std::optional<ProposalRow>> proposal_of(Store& store, std::string_view label_or_id);
// Proposed, held and accepted ones: what a newly enrolled kiosk of the centre gets to see.
base::Result<std::vector<ProposalRow>> open_proposals(Store& store, std::int64_t centre);
// Those that wait for a caseworker's word, at all centres: what a list needs, and nothing sealed is
// opened for it.
struct WaitingProposal {
  base::Uuid id;
  domain::ProposalState state = domain::ProposalState::proposed;
  std::int64_t made_ms = 0;
  std::string household_label;
  std::string group_label;
  std::string centre;
  std::string language;  // the one the household is most at home in; empty: not known
};
base::Result<std::vector<WaitingProposal>> proposals_to_decide(Store& store);  // oldest first
// Of this proposal, when it is one of them.
base::Result<std::optional<WaitingProposal>> proposal_to_decide(Store& store, const base::Uuid& id);
// The one a group has at most.
base::Result<std::optional<ProposalRow>> open_proposal_of_group(Store& store,
                                                                const base::HumanCode& join_code);

enum class DecisionOutcome : std::uint8_t { taken, stale };
base::Result<void> add_decision(Store& store, const base::Uuid& envelope,
                                const domain::Decision& decision, std::int64_t device,
                                DecisionOutcome outcome);

// How many a kiosk's decisions were taken since then.
base::Result<std::int64_t> decisions_since(Store& store, std::int64_t device,
                                           std::int64_t since_ms);

// This pair is never proposed again.
base::Result<void> add_declined_pair(Store& store, const base::Uuid& household,
                                     const base::HumanCode& join_code);
base::Result<std::vector<std::pair<base::Uuid, base::HumanCode>>> declined_pairs(Store& store);

// Replaces what was said in earlier rounds; `reason_json` holds keys and arguments.
base::Result<void> clear_why_not(Store& store);
base::Result<void> add_why_not(Store& store, const base::Uuid& household, std::int64_t round,
                               std::string_view reason_json);

}  // namespace samen::server

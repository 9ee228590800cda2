// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/decide.hpp"

#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

bool is_open(domain::ProposalState state) {
  return state == domain::ProposalState::proposed || state == domain::ProposalState::held;
}

Result<Device> device_with_number(Store& store, std::int64_t number) {
  SAMEN_TRY(auto devices, all_devices(store));
  for (auto& device : devices) {
    if (device.number == number) return std::move(device);
  }
  return fail(Errc::internal, "an envelope's device is not there");
}

Result<void> carry_out(Store& store, ProposalRow& proposal, const domain::Decision& decision) {
  auto& card = proposal.card;
  switch (decision.verdict) {
    case domain::Verdict::accept:
      card.state = domain::ProposalState::accepted;
      SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::matched));
      SAMEN_CHECK(set_group_state(store, proposal.join_code, CaseState::matched));
      break;
    case domain::Verdict::decline:
      card.state = domain::ProposalState::declined;
      card.declined_because = decision.reason;
      SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::waiting));
      SAMEN_CHECK(remember_decline(store, proposal.household, proposal.join_code));
      SAMEN_CHECK(free_group(store, proposal.join_code));
      break;
    case domain::Verdict::hold:
      card.state = domain::ProposalState::held;
      break;
    case domain::Verdict::undo:
      return {};  // came before what it takes back: there is nothing to undo yet
  }
  ++card.version;
  card.updated_wall_ms = store.now_ms();
  SAMEN_CHECK(update_proposal(store, proposal));
  return publish_card(store, proposal);
}

}  // namespace

Result<void> take_decision(Store& store, const PendingEnvelope& envelope,
                           const domain::Decision& decision) {
  SAMEN_TRY(auto proposal, find_proposal(store, decision.proposal));
  if (!proposal) {
    // Decided while the card was on its way back: the tombstone says the rest.
    SAMEN_TRY(const bool erased, is_erased(store, decision.proposal));
    if (erased) return {};
  }
  if (!proposal) return fail(Errc::not_found, "proposal: there is no such proposal");
  if (proposal->centre != envelope.centre) {
    return fail(Errc::permission, "proposal: it belongs to another centre than this kiosk");
  }
  const bool current = decision.version == proposal->card.version && is_open(proposal->card.state);
  SAMEN_CHECK(add_decision(store, envelope.id, decision, envelope.device,
                           current ? DecisionOutcome::taken : DecisionOutcome::stale));
  SAMEN_TRY(const auto device, device_with_number(store, envelope.device));
  SAMEN_CHECK(write_audit(store, device.id.str(),
                          current ? domain::name_of(decision.verdict) : "stale",
                          decision.proposal.str()));
  if (current) return carry_out(store, *proposal, decision);
  return publish_card_to(store, *proposal, device);
}

}  // namespace samen::server

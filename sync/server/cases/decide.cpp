// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/decide.hpp"

#include "base/say.hpp"
#include "base/spans.hpp"
#include "domain/proposal_life.hpp"
#include "protocol/decision_signature.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/staff_keys.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::ProposalEvent;

namespace {

constexpr std::int64_t kBurst = 40;          // decisions of one kiosk in an hour; people make a few
constexpr int kOpensAt = 7, kClosesAt = 22;  // by the matcher's own clock and time zone

// Household and group go where the new state says.
Result<void> follow(Store& store, const ProposalRow& proposal) {
  switch (domain::fate_of(proposal.card.state)) {
    case domain::CaseFate::proposed:
      SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::proposed));
      return set_group_state(store, proposal.join_code, CaseState::proposed);
    case domain::CaseFate::matched:
      SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::matched));
      return set_group_state(store, proposal.join_code, CaseState::matched);
    case domain::CaseFate::free:
      SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::waiting));
      return free_group(store, proposal.join_code);
  }
  return {};
}

Result<void> carry_out(Store& store, ProposalRow& proposal, const domain::ProposalMove& move,
                       std::optional<domain::DeclineReason> reason) {
  const bool was_declined = move.from == domain::ProposalState::declined;
  if (was_declined) SAMEN_CHECK(reunite(store, proposal.household, proposal.join_code));
  if (move.event == ProposalEvent::decline) {
    SAMEN_CHECK(remember_decline(store, proposal.household, proposal.join_code));
  }
  proposal.card.state = move.to;
  proposal.card.declined_because = reason;
  SAMEN_CHECK(follow(store, proposal));
  if (move.event == ProposalEvent::accept) SAMEN_CHECK(begin_match(store, proposal.card.proposal));
  return publish_changed_card(store, proposal);
}

Result<void> check_staff(Store& store, const PendingEnvelope& envelope,
                         const domain::Decision& decision) {
  SAMEN_TRY(const auto key, staff_key_of(store, envelope.device));
  if (!key) {
    return fail(Errc::crypto,
                say("staff: no staff key of this kiosk is confirmed; compare the fingerprint "
                    "on its staff page, then: samen-matcher staff confirm"));
  }
  return protocol::verify_decision(decision, envelope.signed_as, envelope.sequence, *key);
}

bool at_night(std::int64_t now_ms) {
  const int hour = local_hour(now_ms);
  return hour < kOpensAt || hour >= kClosesAt;
}

}  // namespace

Result<void> take_decision(Store& store, const PendingEnvelope& envelope,
                           const domain::Decision& decision) {
  SAMEN_TRY(auto proposal, find_proposal(store, decision.proposal));
  if (!proposal) {
    // Decided while the card was on its way back: the tombstone says the rest.
    SAMEN_TRY(const bool erased, is_erased(store, decision.proposal));
    if (erased) return {};
    return fail(Errc::not_found, say("proposal: there is no such proposal"));
  }
  SAMEN_CHECK(check_staff(store, envelope, decision));
  if (proposal->centre != envelope.centre) {
    return fail(Errc::permission, say("proposal: it belongs to another centre than this kiosk"));
  }
  const auto* move = domain::find_move(proposal->card.state, domain::event_of(decision.verdict));
  const bool taken = move != nullptr && decision.version == proposal->card.version;
  if (taken) SAMEN_CHECK(carry_out(store, *proposal, *move, decision.reason));
  SAMEN_CHECK(add_decision(store, envelope.id, decision, envelope.device,
                           taken ? DecisionOutcome::taken : DecisionOutcome::stale));
  SAMEN_TRY(const auto device, device_with_number(store, envelope.device));
  SAMEN_TRY(const auto centre, centre_of(store, envelope.centre));
  SAMEN_CHECK(write_audit(
      store, "staff of " + centre.name + " (kiosk " + std::to_string(device.number) + ")",
      taken ? domain::name_of(decision.verdict) : "stale", decision.proposal.str()));
  if (taken) return {};
  SAMEN_TRY(const auto newest, find_proposal(store, decision.proposal));
  return publish_card_to(store, *newest, device);
}

Result<void> watch_decision(Store& store, const PendingEnvelope& envelope,
                            const domain::Decision& decision, const Result<void>& taken) {
  const auto subject = "kiosk " + std::to_string(envelope.device);
  if (!taken) {
    if (taken.error().code != Errc::crypto) return {};
    if (decision.staff) SAMEN_CHECK(note_offered_key(store, envelope.device, decision.staff->key));
    return raise_alarm(store, AlarmKind::forged_decision, subject);
  }
  SAMEN_TRY(const auto lately,
            decisions_since(store, envelope.device, store.now_ms() - base::kHourMs));
  if (lately > kBurst) SAMEN_CHECK(raise_alarm(store, AlarmKind::many_decisions, subject));
  if (!at_night(envelope.trusted ? envelope.wall_ms : envelope.received_ms)) return {};
  return raise_alarm(store, AlarmKind::decision_at_night, subject);
}

Result<void> decide_in_office(Store& store, ProposalRow& proposal, const domain::Decision& decision,
                              std::string_view actor) {
  const bool declines = decision.verdict == domain::Verdict::decline;
  if (declines != decision.reason.has_value()) {
    return fail(Errc::invalid_input, say("a decline, and only a decline, has a reason"));
  }
  const auto* move = domain::find_move(proposal.card.state, domain::event_of(decision.verdict));
  if (move == nullptr || decision.version != proposal.card.version) {
    return fail(Errc::conflict, say("the card has changed since it was shown: read it once more"));
  }
  SAMEN_CHECK(carry_out(store, proposal, *move, decision.reason));
  return write_audit(store, actor, domain::name_of(decision.verdict), proposal.card.proposal.str());
}

Result<void> undo_decision(Store& store, ProposalRow& proposal, std::string_view actor) {
  const auto* move = domain::find_move(proposal.card.state, ProposalEvent::undo);
  if (move == nullptr) {
    return fail(Errc::conflict, say("there is nothing to take back: this proposal is {}",
                                    base::translated(domain::name_of(proposal.card.state))));
  }
  SAMEN_TRY(const auto match, find_match(store, proposal.card.proposal));
  if (proposal.card.state == domain::ProposalState::accepted && match &&
      domain::shows_contacts(match->state)) {
    return fail(Errc::conflict,
                say("these two have been introduced; what can come now: samen-matcher match {} "
                    "rematch, or end",
                    proposal.card.household_label));
  }
  SAMEN_CHECK(carry_out(store, proposal, *move, std::nullopt));
  return write_audit(store, actor, "undo", proposal.card.proposal.str());
}

}  // namespace samen::server

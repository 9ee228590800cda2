// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/match.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using domain::MatchEvent;
using domain::MatchState;

namespace {

std::string steps_from(MatchState state) {
  std::string steps;
  for (const auto& move : domain::kMatchMoves) {
    if (move.from != state) continue;
    steps += (steps.empty() ? "" : ", ") + std::string(domain::name_of(move.event));
  }
  return steps;
}

// Nobody is given anybody's number before all of them said yes and staff have seen the papers.
Result<void> check_introduction(Store& store, const ProposalRow& proposal) {
  const auto& card = proposal.card;
  SAMEN_TRY(const auto record, find_sign_up(store, proposal.household));
  const auto* household = record ? std::get_if<domain::Household>(&record->body) : nullptr;
  if (household == nullptr) return fail(Errc::not_found, "the household is not here any more");
  if (household->consents_to_ask() > 0) {
    return fail(Errc::conflict, card.household_label +
                                    ": not every adult has said yes; ask them, "
                                    "then: samen-matcher consent");
  }
  SAMEN_TRY(const auto ready, readiness_of(store, proposal.join_code));
  if (ready.screened && ready.trained) return {};
  return fail(Errc::conflict, card.group_label +
                                  ": not everybody is screened and trained; once you have seen it: "
                                  "samen-matcher mark " +
                                  card.group_label + " --screened --trained");
}

int days_running(const MatchRow& match, std::int64_t now_ms) {
  return static_cast<int>((now_ms - match.running_ms.value_or(now_ms)) / base::kDayMs);
}

std::optional<std::int64_t> due_of(const MatchRow& match, std::int64_t now_ms) {
  const auto& row = domain::row_of(match.state);
  switch (row.from) {
    case domain::DueFrom::this_state:
      return match.since_ms + row.days * base::kDayMs;
    case domain::DueFrom::meeting:
      return match.meeting_ms.value_or(match.since_ms) + row.days * base::kDayMs;
    case domain::DueFrom::rhythm: {
      const int day = days_running(match, now_ms);
      const int next = domain::next_check_in(day).value_or(day + 28);  // until staff end it
      return *match.running_ms + next * base::kDayMs;
    }
    case domain::DueFrom::never:
      break;
  }
  return std::nullopt;
}

bool is_a_no(MatchEvent event) {
  return event == MatchEvent::household_no || event == MatchEvent::group_no;
}

Result<void> part(Store& store, ProposalRow& proposal, domain::ProposalEvent how,
                  const AfterClosing& after) {
  const auto* move = domain::find_move(proposal.card.state, how);
  if (move == nullptr) return fail(Errc::conflict, "this proposal is no match any more");
  SAMEN_CHECK(remember_decline(store, proposal.household, proposal.join_code));
  proposal.card.state = move->to;
  SAMEN_CHECK(
      set_household_state(store, proposal.household,
                          after.household_waits ? CaseState::waiting : CaseState::withdrawn));
  if (after.group_waits) {
    SAMEN_CHECK(free_group(store, proposal.join_code));
  } else {
    SAMEN_CHECK(set_group_state(store, proposal.join_code, CaseState::withdrawn));
  }
  return publish_changed_card(store, proposal);
}

}  // namespace

Result<void> begin_match(Store& store, const base::Uuid& proposal) {
  MatchRow match{.proposal = proposal, .since_ms = store.now_ms()};
  match.due_ms = due_of(match, store.now_ms());
  return save_match(store, match);
}

Result<MatchRow> take_match_step(Store& store, ProposalRow& proposal, const MatchStep& step,
                                 const AfterClosing& after) {
  SAMEN_TRY(auto found, find_match(store, proposal.card.proposal));
  if (!found || proposal.card.state != domain::ProposalState::accepted) {
    return fail(Errc::conflict, "no caseworker has accepted this proposal, or it is over");
  }
  MatchRow match = *found;
  const auto* move = domain::find_move(match.state, step.event);
  if (move == nullptr) {
    return fail(Errc::conflict, std::string(domain::name_of(step.event)) +
                                    " does not come now; what can: " + steps_from(match.state));
  }
  if (step.event == MatchEvent::introduce) SAMEN_CHECK(check_introduction(store, proposal));
  if (step.event == MatchEvent::plan) {
    if (!step.meeting_ms) return fail(Errc::invalid_input, "a meeting has a day: --day 2026-12-31");
    match.meeting_ms = step.meeting_ms;
  }
  const std::int64_t now_ms = store.now_ms();
  if (match.state != move->to) match.since_ms = now_ms;
  match.state = move->to;
  if (match.state == MatchState::running && !match.running_ms) match.running_ms = now_ms;
  match.due_ms = due_of(match, now_ms);
  SAMEN_CHECK(save_match(store, match));
  SAMEN_CHECK(add_match_event(store, match.proposal, step));
  if (is_a_no(step.event)) {
    SAMEN_CHECK(part(store, proposal, domain::ProposalEvent::said_no, {true, true}));
  } else if (step.event == MatchEvent::close) {
    SAMEN_CHECK(part(store, proposal, domain::ProposalEvent::ended, after));
  }
  return match;
}

Result<Contacts> contacts_of(Store& store, const ProposalRow& proposal) {
  SAMEN_TRY(const auto match, find_match(store, proposal.card.proposal));
  const bool open = proposal.card.state == domain::ProposalState::accepted && match &&
                    domain::shows_contacts(match->state);
  if (!open) {
    return fail(Errc::permission,
                "names and numbers are for those who were introduced and are not done with each "
                "other: both say yes, then: samen-matcher match LABEL introduce");
  }
  SAMEN_TRY(const auto holder, receipt_key_of(store, proposal.household));
  if (holder && holder->word == OwnWord::withdrawn) {
    return fail(Errc::permission, "the household has withdrawn; nobody needs its number any more");
  }
  Contacts contacts;
  SAMEN_TRY(auto record, find_sign_up(store, proposal.household));
  if (!record) return fail(Errc::not_found, "the household is not here any more");
  contacts.household = std::move(*record);
  SAMEN_TRY(contacts.group, records_of_group(store, proposal.join_code));
  return contacts;
}

}  // namespace samen::server

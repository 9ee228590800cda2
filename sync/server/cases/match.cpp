// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/match.hpp"

#include <algorithm>
#include <set>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rests.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::Afterwards;
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

// "V-7Q2: conduct; P-7KM-2QX-9FH: training".
std::string who_lacks_what(const GroupPapers& papers) {
  std::string all;
  for (const auto& [label, lacks] : papers.lacking) {
    all += (all.empty() ? "" : "; ") + label + ": ";
    for (std::size_t i = 0; i < lacks.size(); ++i) {
      const auto paper = domain::name_of(lacks[i].paper);
      all += i == 0 ? "" : ", ";
      all += lacks[i].standing == PaperStanding::ran_out ? say("{} ran out", paper)
                                                         : std::string(paper);
    }
  }
  return all;
}

Result<void> check_introduction(Store& store, const ProposalRow& proposal) {
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto first,
            before_introduction(store, policy, proposal.household, proposal.join_code));
  if (!first) return {};
  const auto& card = proposal.card;
  if (*first == domain::NextStep::ask_adults) {
    return fail(Errc::conflict,
                say("{}: not every adult has said yes; ask them, then: samen-matcher consent",
                    card.household_label));
  }
  SAMEN_TRY(const auto papers, papers_in(store, proposal.join_code, policy.papers));
  return fail(Errc::conflict,
              say("{}: the papers of {} are in order, of {} they have to be. What is lacking: {}. "
                  "Once you have seen it: samen-matcher papers WHOSE --saw PAPER --day DATE",
                  card.group_label, papers.in_order, papers.needed, who_lacks_what(papers)));
}

// A day on the calendar begins at most so long before it does in the matcher's time, which is UTC.
constexpr std::int64_t kTimeZonesMs = 2 * base::kHourMs;

// The step with its day. Staff are told of a day that cannot be; what somebody said with a receipt
// counts as said by now.
Result<MatchStep> dated(const MatchRow& match, MatchStep step, std::int64_t now_ms) {
  if (step.event == MatchEvent::plan) {
    if (!step.day_ms)
      return fail(Errc::invalid_input, say("a meeting has a day: --day 2026-12-31"));
    if (*step.day_ms + base::kDayMs > now_ms) return step;
    return fail(Errc::invalid_input,
                say("--day: that day is over; for a meeting that took place: meet --day"));
  }
  if (step.event != MatchEvent::meet) {
    step.day_ms = std::min(step.day_ms.value_or(now_ms), now_ms);
    return step;
  }
  step.met = std::max(step.met, 1);
  if (!step.day_ms) step.day_ms = now_ms;
  const std::int64_t first = match.introduced_ms.value_or(match.since_ms);
  const bool can_be = *step.day_ms + base::kDayMs > first && *step.day_ms - now_ms <= kTimeZonesMs;
  if (!can_be) {
    return fail(Errc::invalid_input,
                say("--day: they met on a day between their introduction and today"));
  }
  step.day_ms = std::min(*step.day_ms, now_ms);
  return step;
}

constexpr std::int64_t kLongestPauseMs = 2 * 366 * base::kDayMs;

Result<void> check_pauses(const AfterClosing& after, std::int64_t now_ms) {
  for (const auto& side : {after.household, after.group}) {
    const bool can_be = side.until_ms > now_ms && side.until_ms <= now_ms + kLongestPauseMs;
    if (side.what == Afterwards::pause && !can_be) {
      return fail(Errc::invalid_input, say("a pause ends on a day to come, within two years"));
    }
  }
  return {};
}

// Who tells at a check-in that they met has had the first meeting.
MatchEvent meaning_of(const MatchRow& match, const MatchStep& step) {
  const bool before = match.state == MatchState::introduced || match.state == MatchState::planned;
  const bool met = step.event == MatchEvent::check_in && step.met > 0;
  return before && met ? MatchEvent::meet : step.event;
}

void move_on(MatchRow& match, MatchState to, const MatchStep& step, std::int64_t now_ms) {
  if (match.state != to) match.since_ms = now_ms;
  match.state = to;
  if (to == MatchState::agreed) match.agreed_ms = now_ms;
  if (step.event == MatchEvent::introduce) match.introduced_ms = now_ms;
  if (step.event == MatchEvent::plan) match.meeting_ms = step.day_ms;
  if (to == MatchState::running && !match.running_ms) match.running_ms = now_ms;
  if (step.event == MatchEvent::go_on) match.checked_ms = now_ms;
  if (step.event == MatchEvent::check_in) {
    match.checked_ms = std::max(match.checked_ms.value_or(0), *step.day_ms);
  }
  // What staff note they have just heard.
  const std::int64_t sign = step.said_by == domain::SaidBy::staff ? now_ms : *step.day_ms;
  match.sign_ms = std::max(match.sign_ms, sign);
}

// Of a group that people started, and of each who was placed in it: they go on their own ways.
Result<void> rest_of_group(Store& store, const base::HumanCode& join_code, std::int64_t until_ms) {
  SAMEN_TRY(const auto members, records_of_group(store, join_code));
  for (const auto& member : members) {
    if (std::holds_alternative<domain::GroupMember>(member.body)) continue;
    SAMEN_CHECK(set_rest(store, member.id, until_ms));
  }
  return {};
}

Result<void> part(Store& store, ProposalRow& proposal, domain::ProposalEvent how,
                  const AfterClosing& after) {
  const auto* move = domain::find_move(proposal.card.state, how);
  if (move == nullptr) return fail(Errc::conflict, say("this proposal is no match any more"));
  SAMEN_CHECK(remember_decline(store, proposal.household, proposal.join_code));
  proposal.card.state = move->to;
  SAMEN_CHECK(set_household_state(
      store, proposal.household,
      after.household.what == Afterwards::stop ? CaseState::withdrawn : CaseState::waiting));
  if (after.household.what == Afterwards::pause) {
    SAMEN_CHECK(set_rest(store, proposal.household, after.household.until_ms));
  }
  if (after.group.what == Afterwards::pause) {
    SAMEN_CHECK(rest_of_group(store, proposal.join_code, after.group.until_ms));
  }
  if (after.group.what == Afterwards::stop) {
    SAMEN_CHECK(set_group_state(store, proposal.join_code, CaseState::withdrawn));
  } else {
    SAMEN_CHECK(free_group(store, proposal.join_code));
  }
  return publish_changed_card(store, proposal);
}

// Those in the group of whom staff have not seen everything; a paper that has run out was seen.
Result<std::set<base::Uuid>> papers_never_seen(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto holders, holders_in(store, join_code));
  std::set<base::Uuid> never;
  for (const auto& holder : holders) {
    const auto states = paper_states(holder.seen, policy.papers, store.now_ms());
    if (std::ranges::find(states, PaperStanding::missing, &PaperState::standing) != states.end()) {
      never.insert(holder.id);
    }
  }
  return never;
}

}  // namespace

std::optional<domain::NextStep> before_introduction(const BeforeIntroduction& people,
                                                    const matcher::Policy& policy,
                                                    std::int64_t now_ms) {
  if (people.adults_to_ask) return domain::NextStep::ask_adults;
  if (!papers_of(people.group, policy.papers, now_ms).enough()) return domain::NextStep::see_papers;
  return std::nullopt;
}

Result<BeforeIntroduction> read_before_introduction(Store& store, const base::Uuid& household,
                                                    const base::HumanCode& join_code) {
  SAMEN_TRY(const auto record, find_sign_up(store, household));
  const auto* told = record ? std::get_if<domain::Household>(&record->body) : nullptr;
  if (told == nullptr) return fail(Errc::not_found, say("the household is not here any more"));
  BeforeIntroduction people{.adults_to_ask = told->consents_to_ask() > 0};
  SAMEN_TRY(people.group, holders_in(store, join_code));
  return people;
}

Result<std::optional<domain::NextStep>> before_introduction(Store& store,
                                                            const matcher::Policy& policy,
                                                            const base::Uuid& household,
                                                            const base::HumanCode& join_code) {
  SAMEN_TRY(const auto people, read_before_introduction(store, household, join_code));
  return before_introduction(people, policy, store.now_ms());
}

Result<void> begin_match(Store& store, const base::Uuid& proposal) {
  return save_match(store,
                    {.proposal = proposal, .since_ms = store.now_ms(), .sign_ms = store.now_ms()});
}

Result<MatchRow> take_match_step(Store& store, ProposalRow& proposal, const MatchStep& said,
                                 const AfterClosing& after) {
  SAMEN_TRY(auto found, find_match(store, proposal.card.proposal));
  if (!found || proposal.card.state != domain::ProposalState::accepted) {
    return fail(Errc::conflict, say("no caseworker has accepted this proposal, or it is over"));
  }
  MatchRow match = *found;
  if (domain::is_known(match.state, said.event)) return match;
  const auto* move = domain::find_move(match.state, meaning_of(match, said));
  if (move == nullptr) {
    return fail(Errc::conflict, say("{} does not come now; what can: {}",
                                    domain::name_of(said.event), steps_from(match.state)));
  }
  const bool ends = said.event == MatchEvent::close || said.event == MatchEvent::rematch;
  if (ends != said.reason.has_value()) {
    return fail(Errc::invalid_input, say("close and rematch, and only they, have a --reason: {}",
                                         domain::all_names<domain::EndReason>()));
  }
  if (ends) SAMEN_CHECK(check_pauses(after, store.now_ms()));
  if (said.event == MatchEvent::introduce) SAMEN_CHECK(check_introduction(store, proposal));
  SAMEN_TRY(auto step, dated(match, said, store.now_ms()));
  if (ends) {
    step.household_then = after.household.what;
    step.group_then = after.group.what;
  }
  move_on(match, move->to, step, store.now_ms());
  SAMEN_CHECK(save_match(store, match));
  SAMEN_CHECK(add_match_event(store, match.proposal, step));
  if (move->to != MatchState::closed) return match;
  if (domain::is_a_no(step.event)) {
    SAMEN_CHECK(part(store, proposal, domain::ProposalEvent::said_no, {}));
  } else {
    SAMEN_CHECK(part(store, proposal, domain::ProposalEvent::ended, after));
  }
  return match;
}

Result<Contacts> contacts_of(Store& store, const ProposalRow& proposal) {
  SAMEN_TRY(const auto match, find_match(store, proposal.card.proposal));
  const bool open = proposal.card.state == domain::ProposalState::accepted && match &&
                    domain::shows_contacts(match->state);
  if (!open) {
    return fail(
        Errc::permission,
        say("names and numbers are for those who were introduced and are not done with each "
            "other: both say yes, then: samen-matcher match LABEL introduce"));
  }
  SAMEN_TRY(const auto holder, receipt_key_of(store, proposal.household));
  if (holder && holder->word == OwnWord::withdrawn) {
    return fail(Errc::permission,
                say("the household has withdrawn; nobody needs its number any more"));
  }
  Contacts contacts;
  SAMEN_TRY(auto record, find_sign_up(store, proposal.household));
  if (!record) return fail(Errc::not_found, say("the household is not here any more"));
  contacts.household = std::move(*record);
  SAMEN_TRY(auto group, records_of_group(store, proposal.join_code));
  SAMEN_TRY(const auto never_seen, papers_never_seen(store, proposal.join_code));
  for (auto& each : group) {
    SAMEN_TRY(const auto said, last_answer(store, match->proposal, each.id));
    const bool no = said && said->answer == domain::OwnAnswer::no;
    if (!no && !never_seen.contains(each.id)) contacts.group.push_back(std::move(each));
  }
  return contacts;
}

Result<Contacts> look_at_contacts(Store& store, const ProposalRow& proposal,
                                  std::string_view actor) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto contacts, contacts_of(store, proposal));
  SAMEN_CHECK(write_audit(store, actor, "contacts", proposal.card.household_label));
  SAMEN_CHECK(transaction.commit());
  return contacts;
}

}  // namespace samen::server

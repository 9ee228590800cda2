// SPDX-License-Identifier: Apache-2.0
// matches, match, contacts: what comes after a caseworker's yes.
#include <algorithm>
#include <ostream>

#include "base/say.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::MatchEvent;

namespace {

Result<ProposalRow> match_with_label(Store& store, const std::string& label, const Viewer& viewer) {
  SAMEN_TRY(auto proposal, proposal_of(store, label));
  if (!proposal) {
    return fail(Errc::not_found, say("nobody has the label {} and a proposal", label));
  }
  SAMEN_TRY(const auto centre, centre_of(store, proposal->centre));
  SAMEN_CHECK(may_see_centre(viewer, centre.name));
  return std::move(*proposal);
}

// An option beside a step it does not belong to is a slip, and slips are said.
Result<void> check_options(const MatchCommand& command, MatchEvent event) {
  const bool meet = event == MatchEvent::meet;
  const bool check_in = event == MatchEvent::check_in;
  const bool ends = event == MatchEvent::close || event == MatchEvent::rematch;
  if (check_in == command.mood.empty()) {
    return fail(Errc::invalid_input, say("--mood belongs to check-in, which needs one"));
  }
  if (!check_in && !meet && command.met > 0) {
    return fail(Errc::invalid_input, say("--met belongs to check-in and meet"));
  }
  if (!meet && !command.day.empty() && event != MatchEvent::plan) {
    return fail(Errc::invalid_input, say("--day belongs to plan and meet"));
  }
  if (!ends && (!command.household.empty() || !command.group.empty())) {
    return fail(Errc::invalid_input, say("--household and --group belong to close and rematch"));
  }
  if (ends == command.reason.empty()) {
    return fail(Errc::invalid_input, say("--reason belongs to close and rematch, which need one"));
  }
  if (event == MatchEvent::close && (command.household.empty() || command.group.empty())) {
    return fail(Errc::invalid_input,
                say("ask both what they want now, and note it: --household and --group, each "
                    "again, stop, or the day until which they pause (2026-12-31)"));
  }
  return {};
}

Result<MatchStep> step_of(const MatchCommand& command) {
  MatchStep step{.event = *domain::from_name<MatchEvent>(command.step), .met = command.met};
  SAMEN_CHECK(check_options(command, step.event));
  if (!command.day.empty()) {
    SAMEN_TRY(step.day_ms, parse_day(command.day));
  }
  step.mood = domain::from_name<domain::Mood>(command.mood);
  step.reason = domain::from_name<domain::EndReason>(command.reason);
  return step;
}

Result<AfterEnd> after_end(const std::string& said, std::string_view option) {
  if (said.empty()) return AfterEnd{};
  const auto word = domain::from_name<domain::Afterwards>(said);
  if (word && *word != domain::Afterwards::pause) return AfterEnd{*word, 0};
  SAMEN_TRY(const auto until_ms, parse_day(said, option));
  return AfterEnd{domain::Afterwards::pause, until_ms};
}

Result<AfterClosing> after_closing(const MatchCommand& command) {
  AfterClosing after;
  SAMEN_TRY(after.household,
            after_end(command.household, say("--household, when not again or stop,")));
  SAMEN_TRY(after.group, after_end(command.group, say("--group, when not again or stop,")));
  return after;
}

}  // namespace

Result<void> run_matches(const MatchesCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  return command.json ? print_matches_json(*matcher.store, out, command.viewer)
                      : print_matches(*matcher.store, out, command.viewer);
}

Result<void> run_match(const MatchCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto step, step_of(command));
  SAMEN_TRY(const auto after, after_closing(command));
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto proposal, match_with_label(store, command.label, command.viewer));
  SAMEN_TRY(const auto match, take_match_step(store, proposal, step, after));
  SAMEN_CHECK(write_audit(store, command.viewer.actor(), "match",
                          proposal.card.household_label + " " + command.step));
  SAMEN_CHECK(transaction.commit());
  SAMEN_TRY(const auto policy, programme_policy(matcher.folder));
  SAMEN_TRY(const auto list, worklist(store, policy));
  const auto at = std::ranges::find(list, match.proposal,
                                    [](const WorkItem& item) { return item.open.match.proposal; });
  if (at != list.end()) {
    out << say("{} with {}: {}.", proposal.card.household_label, proposal.card.group_label,
               next_action_in_words(*at, store.now_ms()))
        << "\n";
  } else {
    out << say("{} with {}: over. These two are not proposed to each other again.",
               proposal.card.household_label, proposal.card.group_label)
        << "\n";
  }
  if (step.event == MatchEvent::introduce) {
    out << say("Their names and numbers: samen-matcher contacts --data {} {}", command.data,
               proposal.card.household_label)
        << "\n";
  }
  return {};
}

Result<void> run_contacts(const ContactsCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(const auto proposal, match_with_label(store, command.label, command.viewer));
  SAMEN_TRY(const auto contacts, look_at_contacts(store, proposal, command.viewer.actor()));
  const auto& household = std::get<domain::Household>(contacts.household.body);
  print_contact(proposal.card.household_label, household.name, household.contact, out);
  out << "\n";
  for (const auto& record : contacts.group) {
    const auto* volunteer = volunteer_of(record.body);
    print_contact(proposal.card.group_label, volunteer->name, volunteer->contact, out);
    out << "\n";
  }
  return {};
}

}  // namespace samen::server

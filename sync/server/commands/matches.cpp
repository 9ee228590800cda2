// SPDX-License-Identifier: Apache-2.0
// matches, match, contacts: what comes after a caseworker's yes.
#include <algorithm>
#include <limits>
#include <ostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/spans.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/dates.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/rests.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using domain::MatchEvent;
using domain::NextStep;

namespace {

constexpr int kMetOften = 6;  // times in kMetWithinDays: a contact that lives
constexpr int kMetWithinDays = 84;
constexpr std::int64_t kYearMs = 365 * base::kDayMs;

std::string_view in_words(NextStep next) {
  switch (next) {
    case NextStep::ask_both:
      return "ask both sides whether they want to meet";
    case NextStep::ask_group:
      return "the household said yes: ask the group";
    case NextStep::ask_household:
      return "the group said yes: ask the household";
    case NextStep::ask_adults:
      return "both said yes: ask the adults of the household who have not";
    case NextStep::see_papers:
      return "both said yes: see the group's papers, and its training";
    case NextStep::introduce:
      return "both said yes: introduce them";
    case NextStep::plan_meeting:
      return "plan the first meeting with them";
    case NextStep::hear_of_meeting:
      return "hear whether they met";
    case NextStep::ask_to_go_on:
      return "they met: ask both whether to go on";
    case NextStep::check_in:
      return "check in with both: how often they met, and how it goes";
    case NextStep::call_both:
      return "QUIET, no sign of contact for too long: call both";
    case NextStep::say_goodbye:
      return "one side is not there any more: tell the other, and end it";
    case NextStep::closing_talk:
      return "the closing talk: another match, or stop?";
    case NextStep::nothing:
      break;
  }
  return "nothing";
}

std::string in_words(const PaperState& state) {
  const std::string paper(domain::name_of(state.paper));
  switch (state.standing) {
    case PaperStanding::missing:
      return "see their paper, which nobody has: " + paper;
    case PaperStanding::ran_out:
      return "ask for a new paper, the one there was RAN OUT: " + paper;
    default:
      return "ask for a new paper before this one runs out: " + paper;
  }
}

void print_action(const NextAction& action, const std::string& centre, std::int64_t now_ms,
                  std::ostream& out) {
  out << in_words(action.step) << ", by " << date_in_words(action.due_ms) << " ("
      << domain::name_of(action.owner) << " of " << centre << ")";
  if (is_overdue(action, now_ms)) {
    out << "  OVERDUE by " << age_in_words(now_ms - action.due_ms);
  }
}

// The match goes on, so this is nobody's next action but the screener's own.
void print_paper_task(const PaperTask& task, std::int64_t now_ms, std::ostream& out) {
  out << task.holder.label << " of " << task.holder.group << ": " << in_words(task.state) << ", by "
      << date_in_words(task.due_ms) << " (" << domain::name_of(domain::Owner::screener) << " of "
      << task.holder.centre << ")";
  if (now_ms - task.due_ms >= base::kDayMs) {
    out << "  OVERDUE by " << age_in_words(now_ms - task.due_ms);
  }
  out << "\n";
}

Result<ProposalRow> match_with_label(Store& store, const std::string& label) {
  SAMEN_TRY(auto proposal, proposal_of(store, label));
  if (!proposal) return fail(Errc::not_found, "nobody has the label " + label + " and a proposal");
  return std::move(*proposal);
}

// An option beside a step it does not belong to is a slip, and slips are said.
Result<void> check_options(const MatchCommand& command, MatchEvent event) {
  const bool meet = event == MatchEvent::meet;
  const bool check_in = event == MatchEvent::check_in;
  const bool ends = event == MatchEvent::close || event == MatchEvent::rematch;
  if (check_in == command.mood.empty()) {
    return fail(Errc::invalid_input, "--mood belongs to check-in, which needs one");
  }
  if (!check_in && !meet && command.met > 0) {
    return fail(Errc::invalid_input, "--met belongs to check-in and meet");
  }
  if (!meet && !command.day.empty() && event != MatchEvent::plan) {
    return fail(Errc::invalid_input, "--day belongs to plan and meet");
  }
  if (!ends && (!command.household.empty() || !command.group.empty())) {
    return fail(Errc::invalid_input, "--household and --group belong to close and rematch");
  }
  if (event == MatchEvent::close && (command.household.empty() || command.group.empty())) {
    return fail(Errc::invalid_input,
                "ask both what they want now, and note it: --household and --group, each again, "
                "stop, or the day until which they pause (2026-12-31)");
  }
  if (ends == command.reason.empty()) {
    return fail(Errc::invalid_input, "--reason belongs to close and rematch, which need one");
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
  SAMEN_TRY(after.household, after_end(command.household, "--household, when not again or stop,"));
  SAMEN_TRY(after.group, after_end(command.group, "--group, when not again or stop,"));
  return after;
}

// One look at everything, for people and for programs.
struct Overview {
  std::vector<WorkItem> list;
  std::vector<PaperTask> papers;
  std::vector<Resting> resting;
  MetOften met;
  std::map<domain::EndReason, int> ended;  // in the last year
};

Result<Overview> look_over(Store& store) {
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  Overview overview;
  SAMEN_TRY(overview.list, worklist(store, policy));
  SAMEN_TRY(overview.papers, paper_tasks(store, policy));
  SAMEN_TRY(overview.resting, all_resting(store));
  SAMEN_TRY(overview.met, count_met_often(store, kMetOften, kMetWithinDays));
  SAMEN_TRY(overview.ended, end_reasons_since(store, store.now_ms() - kYearMs));
  return overview;
}

void print_contact(std::string_view who, const base::SecretText& name,
                   const domain::Contact& contact, std::ostream& out) {
  out << who << name.view() << ", ";
  if (contact.channel == domain::ContactChannel::caseworker) out << "through ";
  out << contact.value.view() << "\n";
}

Result<void> print_json(Store& store, std::ostream& out) {
  SAMEN_TRY(const auto overview, look_over(store));
  auto list = nlohmann::json::array();
  for (const auto& [one, action] : overview.list) {
    list.push_back({{"household", one.household_label},
                    {"group", one.group_label},
                    {"state", domain::name_of(one.match.state)},
                    {"next", in_words(action.step)},
                    {"owner", {{"role", domain::name_of(action.owner)}, {"centre", one.centre}}},
                    {"due_ms", action.due_ms},
                    {"overdue", is_overdue(action, store.now_ms())},
                    {"quiet", action.step == NextStep::call_both}});
  }
  auto papers = nlohmann::json::array();
  for (const auto& [holder, state, due_ms] : overview.papers) {
    papers.push_back({{"volunteer", holder.label},
                      {"group", holder.group},
                      {"paper", domain::name_of(state.paper)},
                      {"ran_out", state.standing == PaperStanding::ran_out},
                      {"owner", {{"role", "screener"}, {"centre", holder.centre}}},
                      {"due_ms", due_ms}});
  }
  auto ended = nlohmann::json::object();
  for (const auto& [reason, count] : overview.ended) {
    ended[std::string(domain::name_of(reason))] = count;
  }
  out << nlohmann::json{{"open", std::move(list)},
                        {"papers", std::move(papers)},
                        {"introduced_twelve_weeks_ago", overview.met.old_enough},
                        {"met_six_times_within", overview.met.met_often},
                        {"ended_in_a_year", std::move(ended)}}
             .dump()
      << "\n";
  return {};
}

}  // namespace

Result<void> print_matches(Store& store, std::ostream& out) {
  SAMEN_TRY(const auto overview, look_over(store));
  if (overview.list.empty()) out << "No match is open.\n";
  auto task = overview.papers.begin();
  const auto print_tasks_until = [&](std::int64_t due_ms) {
    for (; task != overview.papers.end() && task->due_ms < due_ms; ++task) {
      print_paper_task(*task, store.now_ms(), out);
    }
  };
  for (const auto& [one, action] : overview.list) {
    print_tasks_until(action.due_ms);
    out << one.household_label << " with " << one.group_label << ": ";
    print_action(action, one.centre, store.now_ms(), out);
    out << "\n";
  }
  print_tasks_until(std::numeric_limits<std::int64_t>::max());
  if (overview.met.old_enough > 0) {
    out << "Of " << overview.met.old_enough << " introduced twelve weeks ago or longer, "
        << overview.met.met_often << " met six times or more within those weeks.\n";
  }
  if (!overview.resting.empty()) {
    out << "They pause, and wait again from their day on:";
    const char* between = " ";
    for (const auto& [label, until_ms] : overview.resting) {
      out << std::exchange(between, ", ") << label << " " << date_in_words(until_ms);
    }
    out << ".\n";
  }
  if (overview.ended.empty()) return {};
  out << "Over in the last year, and why:";
  const char* between = " ";
  for (const auto& [reason, count] : overview.ended) {
    out << std::exchange(between, ", ") << count << " " << domain::name_of(reason);
  }
  out << ".\n";
  return {};
}

Result<void> run_matches(const MatchesCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  return command.json ? print_json(*matcher.store, out) : print_matches(*matcher.store, out);
}

Result<void> run_match(const MatchCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto step, step_of(command));
  SAMEN_TRY(const auto after, after_closing(command));
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto proposal, match_with_label(store, command.label));
  SAMEN_TRY(const auto match, take_match_step(store, proposal, step, after));
  SAMEN_CHECK(
      write_audit(store, "operator", "match", proposal.card.household_label + " " + command.step));
  SAMEN_CHECK(transaction.commit());
  out << proposal.card.household_label << " with " << proposal.card.group_label << ": ";
  SAMEN_TRY(const auto list, look_over(store));
  const auto at = std::ranges::find(list.list, match.proposal,
                                    [](const WorkItem& item) { return item.open.match.proposal; });
  if (at != list.list.end()) {
    print_action(at->action, at->open.centre, store.now_ms(), out);
    out << ".\n";
  } else {
    out << "over. These two are not proposed to each other again.\n";
  }
  if (step.event == MatchEvent::introduce) {
    out << "Their names and numbers: samen-matcher contacts --data " << command.data.string() << " "
        << proposal.card.household_label << "\n";
  }
  return {};
}

Result<void> run_contacts(const ContactsCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto proposal, match_with_label(store, command.label));
  SAMEN_TRY(const auto contacts, contacts_of(store, proposal));
  // The line first: nobody looks without one.
  SAMEN_CHECK(write_audit(store, "operator", "contacts", proposal.card.household_label));
  SAMEN_CHECK(transaction.commit());
  const auto& household = std::get<domain::Household>(contacts.household.body);
  print_contact(proposal.card.household_label + "  ", household.name, household.contact, out);
  for (const auto& record : contacts.group) {
    const auto* volunteer = volunteer_of(record.body);
    print_contact(proposal.card.group_label + "  ", volunteer->name, volunteer->contact, out);
  }
  return {};
}

}  // namespace samen::server

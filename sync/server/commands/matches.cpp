// SPDX-License-Identifier: Apache-2.0
// matches, match, contacts: what comes after a caseworker's yes.
#include <charconv>
#include <chrono>
#include <iomanip>
#include <ostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "base/spans.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using domain::MatchEvent;
using domain::NextStep;

namespace {

constexpr int kMetOften = 6;  // times in kMetWithinDays: a contact that lives
constexpr int kMetWithinDays = 84;

std::string_view in_words(NextStep next) {
  switch (next) {
    case NextStep::ask_both:
      return "ask both sides whether they want to meet";
    case NextStep::ask_group:
      return "the household said yes: ask the group";
    case NextStep::ask_household:
      return "the group said yes: ask the household";
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
    case NextStep::closing_talk:
      return "the closing talk: another match, or stop?";
    case NextStep::nothing:
      break;
  }
  return "nothing";
}

std::chrono::year_month_day date_of(std::int64_t at_ms) {
  using std::chrono::days;
  return std::chrono::floor<days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)));
}

std::string date_in_words(std::int64_t at_ms) {
  const auto date = date_of(at_ms);
  std::ostringstream out;
  out << std::setfill('0') << std::setw(4) << static_cast<int>(date.year()) << '-' << std::setw(2)
      << static_cast<unsigned>(date.month()) << '-' << std::setw(2)
      << static_cast<unsigned>(date.day());
  return out.str();
}

// "2026-12-31", as the first millisecond of that day in UTC.
Result<std::int64_t> parse_day(std::string_view text) {
  const auto wrong = fail(Errc::invalid_input,
                          "--day takes a date such as 2026-12-31, not '" + std::string(text) + "'");
  constexpr std::size_t kLength = 10;
  if (text.size() != kLength || text[4] != '-' || text[7] != '-') return wrong;
  int parts[3] = {};
  const std::string_view words[3] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* end = words[i].data() + words[i].size();
    const auto [stopped, error] = std::from_chars(words[i].data(), end, parts[i]);
    if (error != std::errc() || stopped != end || parts[i] < 0) return wrong;
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok()) return wrong;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::sys_days(date).time_since_epoch())
      .count();
}

void print_due(const MatchRow& match, std::int64_t now_ms, std::ostream& out) {
  out << in_words(domain::row_of(match.state).next) << ", by " << date_in_words(*match.due_ms);
  if (is_overdue(match, now_ms)) {
    out << "  OVERDUE by " << age_in_words(now_ms - *match.due_ms);
  }
}

Result<ProposalRow> match_with_label(Store& store, const std::string& label) {
  SAMEN_TRY(auto proposal, proposal_of(store, label));
  if (!proposal) return fail(Errc::not_found, "nobody has the label " + label + " and a proposal");
  return std::move(*proposal);
}

Result<MatchStep> step_of(const MatchCommand& command) {
  MatchStep step{.event = *domain::from_name<MatchEvent>(command.step), .met = command.met};
  if (!command.day.empty()) {
    SAMEN_TRY(step.meeting_ms, parse_day(command.day));
  }
  step.mood = domain::from_name<domain::Mood>(command.mood);
  const bool check_in = step.event == MatchEvent::check_in;
  if (check_in != step.mood.has_value() || (!check_in && step.met > 0)) {
    return fail(Errc::invalid_input, "--mood and --met belong to check-in, which needs --mood");
  }
  if (!command.day.empty() && step.event != MatchEvent::plan) {
    return fail(Errc::invalid_input, "--day belongs to plan");
  }
  if (!command.waits.empty() && step.event != MatchEvent::close) {
    return fail(Errc::invalid_input, "--waits belongs to close");
  }
  return step;
}

void print_contact(std::string_view who, const base::SecretText& name,
                   const domain::Contact& contact, std::ostream& out) {
  out << who << name.view() << ", ";
  if (contact.channel == domain::ContactChannel::caseworker) out << "through ";
  out << contact.value.view() << "\n";
}

}  // namespace

namespace {

Result<void> print_json(Store& store, std::ostream& out) {
  SAMEN_TRY(const auto open, open_matches(store));
  SAMEN_TRY(const auto met, count_met_often(store, kMetOften, kMetWithinDays));
  auto list = nlohmann::json::array();
  for (const auto& one : open) {
    list.push_back({{"household", one.household_label},
                    {"group", one.group_label},
                    {"centre", one.centre},
                    {"state", domain::name_of(one.match.state)},
                    {"next", in_words(domain::row_of(one.match.state).next)},
                    {"due_ms", *one.match.due_ms},
                    {"overdue", is_overdue(one.match, store.now_ms())}});
  }
  out << nlohmann::json{{"open", std::move(list)},
                        {"introduced_twelve_weeks_ago", met.old_enough},
                        {"met_six_times_within", met.met_often}}
             .dump()
      << "\n";
  return {};
}

}  // namespace

Result<void> print_matches(Store& store, std::ostream& out) {
  SAMEN_TRY(const auto open, open_matches(store));
  if (open.empty()) out << "No match is open.\n";
  for (const auto& one : open) {
    out << one.household_label << " with " << one.group_label << " (" << one.centre << "): ";
    print_due(one.match, store.now_ms(), out);
    out << "\n";
  }
  SAMEN_TRY(const auto met, count_met_often(store, kMetOften, kMetWithinDays));
  if (met.old_enough > 0) {
    out << "Of " << met.old_enough << " introduced twelve weeks ago or longer, " << met.met_often
        << " met six times or more within those weeks.\n";
  }
  return {};
}

Result<void> run_matches(const MatchesCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  return command.json ? print_json(*matcher.store, out) : print_matches(*matcher.store, out);
}

Result<void> run_match(const MatchCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto step, step_of(command));
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto proposal, match_with_label(store, command.label));
  const bool both = command.waits == "both";
  SAMEN_TRY(const auto match,
            take_match_step(store, proposal, step,
                            {.household_waits = both || command.waits == "household",
                             .group_waits = both || command.waits == "group"}));
  SAMEN_CHECK(
      write_audit(store, "operator", "match", proposal.card.household_label + " " + command.step));
  SAMEN_CHECK(transaction.commit());
  out << proposal.card.household_label << " with " << proposal.card.group_label << ": ";
  if (match.due_ms) {
    print_due(match, store.now_ms(), out);
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

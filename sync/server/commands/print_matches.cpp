// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print_matches.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/cases/report.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/rests.hpp"

namespace samen::server {

using base::Result;
using base::say;
using base::to_say;
using base::translated;
using domain::NextStep;

namespace {

constexpr std::int64_t kYearMs = 365 * base::kDayMs;
constexpr std::int64_t kLatelyMs = 28 * base::kDayMs;

// In English, as programs read it; translated() where people do.
std::string_view in_words(NextStep next) {
  switch (next) {
    case NextStep::ask_both:
      return to_say("ask both sides whether they want to meet");
    case NextStep::ask_group:
      return to_say("the household said yes: ask the group");
    case NextStep::ask_household:
      return to_say("the group said yes: ask the household");
    case NextStep::ask_adults:
      return to_say("both said yes: ask the adults of the household who have not");
    case NextStep::see_papers:
      return to_say("both said yes: see the group's papers, and its training");
    case NextStep::introduce:
      return to_say("both said yes: introduce them");
    case NextStep::plan_meeting:
      return to_say("plan the first meeting with them");
    case NextStep::hear_of_meeting:
      return to_say("hear whether they met");
    case NextStep::ask_to_go_on:
      return to_say("they met: ask both whether to go on");
    case NextStep::check_in:
      return to_say("check in with both: how often they met, and how it goes");
    case NextStep::call_both:
      return to_say("QUIET, no sign of contact for too long: call both");
    case NextStep::say_goodbye:
      return to_say("one side is not there any more: tell the other, and end it");
    case NextStep::closing_talk:
      return to_say("the closing talk: another match, or stop?");
    case NextStep::nothing:
      break;
  }
  return to_say("nothing");
}

std::string in_words(const PaperState& state) {
  const std::string paper(domain::name_of(state.paper));
  switch (state.standing) {
    case PaperStanding::missing:
      return say("see their paper, which nobody has: {}", paper);
    case PaperStanding::ran_out:
      return say("ask for a new paper, the one there was RAN OUT: {}", paper);
    default:
      return say("ask for a new paper before this one runs out: {}", paper);
  }
}

std::string_view in_words(domain::Owner owner) {
  return owner == domain::Owner::screener ? translated("screener") : translated("caseworker");
}

std::string overdue_in_words(std::int64_t late_ms) {
  return say("  OVERDUE by {}", age_in_words(late_ms));
}

// The match goes on, so this is nobody's next action but the screener's own.
void print_paper_task(const PaperTask& task, std::int64_t now_ms, std::ostream& out) {
  out << say("{} of {}: {}, by {} ({} of {})", task.holder.label, task.holder.group,
             in_words(task.state), date_in_words(task.due_ms), in_words(domain::Owner::screener),
             task.holder.centre);
  if (now_ms - task.due_ms >= base::kDayMs) out << overdue_in_words(now_ms - task.due_ms);
  out << "\n";
}

// One look at everything, for people and for programs.
struct Overview {
  std::vector<WorkItem> list;
  std::vector<PaperTask> papers;
  std::vector<Resting> resting;
  MetOften met;
  std::map<domain::EndReason, int> ended;  // in the last year
  std::vector<SaidNo> noes;                // likewise, the newest first
  bool names_noes = true;
  bool figures = true;
};

// What does not belong to the viewer is not in it; sums say nothing about anybody.
void keep_what_they_see(Overview& overview, const Viewer& viewer) {
  const bool cases = viewer.sees(Slice::cases);
  std::erase_if(overview.list, [&](const WorkItem& item) {
    return !cases || !viewer.sees_centre(item.open.centre);
  });
  std::erase_if(overview.papers, [&](const PaperTask& task) {
    return !viewer.sees(Slice::papers) || !viewer.sees_centre(task.holder.centre);
  });
  std::erase_if(overview.resting,
                [&](const Resting& one) { return !cases || !viewer.sees_centre(one.centre); });
  overview.names_noes = viewer.sees(Slice::words);
  overview.figures = viewer.sees(Slice::figures);
}

Result<Overview> look_over(Store& store, const Viewer& viewer) {
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  Overview overview;
  SAMEN_TRY(overview.list, worklist(store, policy));
  SAMEN_TRY(overview.papers, paper_tasks(store, policy));
  SAMEN_TRY(overview.resting, all_resting(store));
  SAMEN_TRY(overview.met, count_met_often(store, kMetOften, kMetWithinDays));
  SAMEN_TRY(overview.ended, end_reasons_since(store, store.now_ms() - kYearMs));
  SAMEN_TRY(overview.noes, noes_since(store, store.now_ms() - kYearMs));
  keep_what_they_see(overview, viewer);
  return overview;
}

// Why they said no, counted; nobody is named in it.
std::map<std::string_view, int> counted(const std::vector<SaidNo>& noes) {
  std::map<std::string_view, int> sums;
  for (const auto& no : noes) ++sums[because_in_words(no.because)];
  return sums;
}

void print_noes(const Overview& overview, const Viewer& viewer, std::int64_t now_ms,
                std::ostream& out) {
  const auto is_shown = [&](const SaidNo& no) {
    return overview.names_noes && viewer.sees_centre(no.centre) && no.at_ms >= now_ms - kLatelyMs;
  };
  if (std::ranges::any_of(overview.noes, is_shown)) {
    out << say("Said no in the last weeks, for staff alone: what the others said is not theirs to "
               "know.")
        << "\n";
  }
  for (const auto& no : overview.noes) {
    if (!is_shown(no)) continue;
    out << say("  {} to {} ({}), {}: {}", no.who, no.whom, no.centre, date_in_words(no.at_ms),
               translated(because_in_words(no.because)))
        << "\n";
  }
  if (overview.noes.empty() || !overview.figures) return;
  std::string why;
  for (const auto& [because, count] : counted(overview.noes)) {
    add_to(why, std::to_string(count) + " " + std::string(translated(because)));
  }
  out << say("Noes in the last year, and why: {}.", why) << "\n";
}

}  // namespace

std::string_view because_in_words(std::optional<domain::NoBecause> because) {
  if (!because) return to_say("not said");
  switch (*because) {
    case domain::NoBecause::too_far:
      return to_say("too far");
    case domain::NoBecause::times:
      return to_say("the times");
    case domain::NoBecause::not_now:
      return to_say("not now");
    case domain::NoBecause::rather_not_say:
      break;
  }
  return to_say("would rather not say");
}

std::string next_action_in_words(const WorkItem& item, std::int64_t now_ms) {
  const auto& action = item.action;
  auto words = say("{}, by {} ({} of {})", translated(in_words(action.step)),
                   date_in_words(action.due_ms), in_words(action.owner), item.open.centre);
  if (is_overdue(action, now_ms)) words += overdue_in_words(now_ms - action.due_ms);
  return words;
}

Result<void> print_matches_json(Store& store, std::ostream& out, const Viewer& viewer) {
  SAMEN_TRY(const auto overview, look_over(store, viewer));
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
  auto noes = nlohmann::json::array();
  for (const auto& no : overview.noes) {
    if (!overview.names_noes || !viewer.sees_centre(no.centre)) continue;
    if (no.at_ms < store.now_ms() - kLatelyMs) break;
    noes.push_back({{"who", no.who},
                    {"to", no.whom},
                    {"centre", no.centre},
                    {"at_ms", no.at_ms},
                    {"because", no.because ? nlohmann::json(domain::name_of(*no.because))
                                           : nlohmann::json(nullptr)}});
  }
  auto why_no = nlohmann::json::object();
  for (const auto& [because, count] : counted(overview.noes)) why_no[std::string(because)] = count;
  auto ended = nlohmann::json::object();
  for (const auto& [reason, count] : overview.ended) {
    ended[std::string(domain::name_of(reason))] = count;
  }
  auto all = nlohmann::json{{"open", std::move(list)},
                            {"papers", std::move(papers)},
                            {"said_no_lately", std::move(noes)}};
  if (overview.figures) {
    all["noes_in_a_year"] = std::move(why_no);
    all["introduced_twelve_weeks_ago"] = overview.met.old_enough;
    all["met_six_times_within"] = overview.met.met_often;
    all["ended_in_a_year"] = std::move(ended);
  }
  out << all.dump() << "\n";
  return {};
}

Result<void> print_matches(Store& store, std::ostream& out, const Viewer& viewer) {
  SAMEN_TRY(const auto overview, look_over(store, viewer));
  if (overview.list.empty() && viewer.sees(Slice::cases)) out << say("No match is open.") << "\n";
  auto task = overview.papers.begin();
  const auto print_tasks_until = [&](std::int64_t due_ms) {
    for (; task != overview.papers.end() && task->due_ms < due_ms; ++task) {
      print_paper_task(*task, store.now_ms(), out);
    }
  };
  for (const auto& item : overview.list) {
    print_tasks_until(item.action.due_ms);
    out << say("{} with {}: {}", item.open.household_label, item.open.group_label,
               next_action_in_words(item, store.now_ms()))
        << "\n";
  }
  print_tasks_until(std::numeric_limits<std::int64_t>::max());
  if (overview.met.old_enough > 0 && overview.figures) {
    out << say("Of {} introduced twelve weeks ago or longer, {} met six times or more within those "
               "weeks.",
               overview.met.old_enough, overview.met.met_often)
        << "\n";
  }
  if (!overview.resting.empty()) {
    std::string who;
    for (const auto& one : overview.resting) {
      add_to(who, one.label + " " + date_in_words(one.until_ms));
    }
    out << say("They pause, and wait again from their day on: {}.", who) << "\n";
  }
  print_noes(overview, viewer, store.now_ms(), out);
  if (overview.ended.empty() || !overview.figures) return {};
  std::string why;
  for (const auto& [reason, count] : overview.ended) {
    add_to(why, std::to_string(count) + " " + std::string(domain::name_of(reason)));
  }
  out << say("Over in the last year, and why: {}.", why) << "\n";
  return {};
}

void print_contact(std::string_view whose, const base::SecretText& name,
                   const domain::Contact& contact, std::ostream& out) {
  // Piece by piece: a name is not copied into more texts than it needs to be.
  out << whose << "  " << name.view() << ", ";
  if (contact.channel == domain::ContactChannel::caseworker) out << say("through ");
  out << contact.value.view();
}

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print_matches.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <ostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/spans.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/rests.hpp"

namespace samen::server {

using base::Result;
using domain::NextStep;

namespace {

constexpr int kMetOften = 6;  // times in kMetWithinDays: a contact that lives
constexpr int kMetWithinDays = 84;
constexpr std::int64_t kYearMs = 365 * base::kDayMs;
constexpr std::int64_t kLatelyMs = 28 * base::kDayMs;

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
    out << "Said no in the last weeks, for staff alone: what the others said is not theirs to "
           "know.\n";
  }
  for (const auto& no : overview.noes) {
    if (!is_shown(no)) continue;
    out << "  " << no.who << " to " << no.whom << " (" << no.centre << "), "
        << date_in_words(no.at_ms) << ": " << because_in_words(no.because) << "\n";
  }
  if (overview.noes.empty() || !overview.figures) return;
  out << "Noes in the last year, and why:";
  const char* between = " ";
  for (const auto& [because, count] : counted(overview.noes)) {
    out << std::exchange(between, ", ") << count << " " << because;
  }
  out << ".\n";
}

}  // namespace

std::string_view because_in_words(std::optional<domain::NoBecause> because) {
  if (!because) return "not said";
  switch (*because) {
    case domain::NoBecause::too_far:
      return "too far";
    case domain::NoBecause::times:
      return "the times";
    case domain::NoBecause::not_now:
      return "not now";
    case domain::NoBecause::rather_not_say:
      break;
  }
  return "would rather not say";
}

void print_next_action(const WorkItem& item, std::int64_t now_ms, std::ostream& out) {
  print_action(item.action, item.open.centre, now_ms, out);
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
  if (overview.list.empty() && viewer.sees(Slice::cases)) out << "No match is open.\n";
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
  if (overview.met.old_enough > 0 && overview.figures) {
    out << "Of " << overview.met.old_enough << " introduced twelve weeks ago or longer, "
        << overview.met.met_often << " met six times or more within those weeks.\n";
  }
  if (!overview.resting.empty()) {
    out << "They pause, and wait again from their day on:";
    const char* between = " ";
    for (const auto& one : overview.resting) {
      out << std::exchange(between, ", ") << one.label << " " << date_in_words(one.until_ms);
    }
    out << ".\n";
  }
  print_noes(overview, viewer, store.now_ms(), out);
  if (overview.ended.empty() || !overview.figures) return {};
  out << "Over in the last year, and why:";
  const char* between = " ";
  for (const auto& [reason, count] : overview.ended) {
    out << std::exchange(between, ", ") << count << " " << domain::name_of(reason);
  }
  out << ".\n";
  return {};
}

void print_contact(std::string_view whose, const base::SecretText& name,
                   const domain::Contact& contact, std::ostream& out) {
  out << whose << "  " << name.view() << ", ";
  if (contact.channel == domain::ContactChannel::caseworker) out << "through ";
  out << contact.value.view();
}

}  // namespace samen::server

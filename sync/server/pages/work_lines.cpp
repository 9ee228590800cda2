// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/work_lines.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

#include "base/spans.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/papers.hpp"

namespace samen::server {

using base::kDayMs;
using base::Result;

namespace {

struct Picture {
  std::string_view kind;
  std::string_view name;
};
constexpr Picture kPictures[] = {
    {"ask_both", "ask"},      {"ask_group", "answer"},     {"ask_household", "ask"},
    {"ask_adults", "ask"},    {"see_papers", "paper"},     {"introduce", "both"},
    {"plan_meeting", "day"},  {"hear_of_meeting", "meet"}, {"ask_to_go_on", "answer"},
    {"check_in", "face"},     {"call_both", "quiet"},      {"say_goodbye", "goodbye"},
    {"closing_talk", "talk"}, {"decide", "proposal"},      {"held", "pause"},
    {"papers", "paper"},      {"nothing", "done"},
};

constexpr int kDaysOfAWeek = 7;

void add_matches(const OpenCases& cases, const matcher::Policy& policy, const Viewer& viewer,
                 std::int64_t now_ms, std::vector<WorkLine>& lines) {
  for (const auto& [id, one] : cases.all()) {
    const auto& open = one.open;
    if (!viewer.sees_centre(open.centre)) continue;
    const auto action = next_action(one, policy, now_ms);
    if (!action) continue;
    lines.push_back({.kind = std::string(domain::name_of(action->step)),
                     .when = urgency_of(*action, now_ms),
                     .due_ms = action->due_ms,
                     .owner = action->owner,
                     .label = open.household_label,
                     .with = open.group_label,
                     .language = open.language,
                     .centre = open.centre});
  }
}

// A proposal waits for a word today; one on hold waits for nobody, and is not forgotten.
void add_proposals(const OpenCases& cases, const Viewer& viewer, std::int64_t now_ms,
                   std::vector<WorkLine>& lines) {
  for (const auto& [made, one] : cases.to_decide()) {
    if (!viewer.sees_centre(one.centre)) continue;
    const bool held = one.state == domain::ProposalState::held;
    lines.push_back({.kind = held ? "held" : "decide",
                     .when = held ? Urgency::later : Urgency::today,
                     .due_ms = held ? std::numeric_limits<std::int64_t>::max() : now_ms,
                     .label = one.household_label,
                     .with = one.group_label,
                     .language = one.language,
                     .centre = one.centre});
  }
}

void add_papers(const OpenCases& cases, const matcher::Policy& policy, const Viewer& viewer,
                std::int64_t now_ms, std::vector<WorkLine>& lines) {
  for (const auto& task : paper_tasks(cases, policy, now_ms)) {
    if (!viewer.sees_centre(task.holder.centre)) continue;
    const domain::NextAction action{domain::NextStep::see_papers, domain::Owner::screener,
                                    task.due_ms};
    lines.push_back({.kind = "papers",
                     .when = urgency_of(action, now_ms),
                     .due_ms = task.due_ms,
                     .owner = domain::Owner::screener,
                     .label = task.holder.label,
                     .with = task.holder.group,
                     .centre = task.holder.centre,
                     .page = "papers"});
  }
}

// A line has strings, and is moved once instead of at each step of the sorting.
std::vector<WorkLine> in_order_of_days(std::vector<WorkLine> lines) {
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  order.reserve(lines.size());
  for (const auto& line : lines) order.emplace_back(line.due_ms, order.size());
  std::ranges::sort(order);
  std::vector<WorkLine> sorted;
  sorted.reserve(lines.size());
  for (const auto& [due_ms, at] : order) sorted.push_back(std::move(lines[at]));
  return sorted;
}

std::string capitals(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ') out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

Urgency urgency_of(const domain::NextAction& action, std::int64_t now_ms) {
  if (is_overdue(action, now_ms)) return Urgency::late;
  const std::int64_t days = action.due_ms / kDayMs - now_ms / kDayMs;
  if (days <= 0) return Urgency::today;
  return days < kDaysOfAWeek ? Urgency::week : Urgency::later;
}

Result<std::vector<WorkLine>> work_lines(Store& store, OpenCases& cases,
                                         const matcher::Policy& policy, const Viewer& viewer) {
  SAMEN_CHECK(cases.refresh(store));
  std::vector<WorkLine> lines;
  if (viewer.sees(Slice::cases)) {
    add_matches(cases, policy, viewer, store.now_ms(), lines);
    add_proposals(cases, viewer, store.now_ms(), lines);
  }
  if (viewer.sees(Slice::papers)) add_papers(cases, policy, viewer, store.now_ms(), lines);
  return in_order_of_days(std::move(lines));
}

bool fits(const WorkLine& line, const WorkFilter& filter) {
  const auto is_in = [search = capitals(filter.search)](const std::string& label) {
    return label.find(search) != std::string::npos;
  };
  return (filter.centre.empty() || line.centre == filter.centre) &&
         (filter.language.empty() || line.language == filter.language) &&
         (filter.kind.empty() || line.kind == filter.kind) &&
         (filter.search.empty() || is_in(line.label) || is_in(line.with));
}

std::string_view picture_of(std::string_view kind) {
  const auto* found = std::ranges::find(kPictures, kind, &Picture::kind);
  return found == std::end(kPictures) ? "fact" : found->name;
}

}  // namespace samen::server

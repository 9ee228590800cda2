// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/open_cases.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace samen::server {

using base::Result;

namespace {

// More than so many are read sooner together than one by one.
constexpr std::size_t kManyChanges = 500;

bool asks_for_papers(const MatchRow& match) {
  return match.introduced_ms || domain::row_of(match.state).next == domain::NextStep::introduce;
}

}  // namespace

std::optional<NextAction> next_action(const OpenCase& one, const matcher::Policy& policy,
                                      std::int64_t now_ms) {
  const auto action = next_action(one.open, policy, now_ms);
  if (!action || action->step != domain::NextStep::introduce) return action;
  return put_first(*action, before_introduction(one.people, policy, now_ms));
}

Result<void> OpenCases::refresh(Store& store) {
  if (epoch_ != store.epoch()) through_ = -1;
  epoch_ = std::nullopt;
  SAMEN_TRY(const auto changes, match_changes(store, through_));
  if (through_ < 0 || changes.through < through_ || changes.changed.size() > kManyChanges) {
    SAMEN_CHECK(read_all(store));
  } else {
    SAMEN_CHECK(read_changed(store, changes));
  }
  through_ = changes.through;
  epoch_ = store.epoch();
  return {};
}

Result<void> OpenCases::read_all(Store& store) {
  cases_.clear();
  to_decide_.clear();
  SAMEN_TRY(auto open, open_matches(store));
  for (auto& one : open) SAMEN_CHECK(put(store, std::move(one)));
  SAMEN_TRY(auto waiting, proposals_to_decide(store));
  for (auto& one : waiting) put(std::move(one));
  return {};
}

template <class IsOut>
void OpenCases::take_out(const IsOut& is_out) {
  std::erase_if(cases_, [&](const auto& one) { return is_out(one.first); });
  std::erase_if(to_decide_, [&](const auto& one) { return is_out(one.second.id); });
}

Result<void> OpenCases::read_changed(Store& store, const MatchChanges& changes) {
  if (changes.changed.empty() && !changes.some_have_gone) return {};
  const std::set<base::Uuid> changed(changes.changed.begin(), changes.changed.end());
  take_out([&changed](const base::Uuid& id) { return changed.contains(id); });
  for (const auto& id : changed) {
    SAMEN_TRY(auto open, open_match(store, id));
    if (open) SAMEN_CHECK(put(store, std::move(*open)));
    SAMEN_TRY(auto waiting, proposal_to_decide(store, id));
    if (waiting) put(*std::move(waiting));
  }
  return changes.some_have_gone ? drop_what_has_gone(store) : Result<void>();
}

Result<void> OpenCases::drop_what_has_gone(Store& store) {
  SAMEN_TRY(const auto ids, proposal_ids(store));
  take_out([&ids](const base::Uuid& id) { return !std::ranges::binary_search(ids, id); });
  return {};
}

void OpenCases::put(WaitingProposal waiting) {
  const std::pair key(waiting.made_ms, waiting.id);
  to_decide_.insert_or_assign(key, std::move(waiting));
}

Result<void> OpenCases::put(Store& store, OpenMatch open) {
  OpenCase one{.open = std::move(open)};
  const auto& match = one.open.match;
  const bool here = one.open.household_is_here && one.open.group_is_here;
  if (here && domain::row_of(match.state).next == domain::NextStep::introduce) {
    SAMEN_TRY(one.people, read_before_introduction(store, one.open.household, one.open.join_code));
  } else if (asks_for_papers(match)) {
    SAMEN_TRY(one.people.group, holders_in(store, one.open.join_code));
  }
  for (auto& holder : one.people.group) holder.introduced_ms = match.introduced_ms;
  cases_.insert_or_assign(match.proposal, std::move(one));
  return {};
}

std::vector<PaperTask> paper_tasks(const OpenCases& cases, const matcher::Policy& policy,
                                   std::int64_t now_ms) {
  std::vector<PaperTask> tasks;
  for (const auto& [id, one] : cases.all()) {
    if (!one.open.match.introduced_ms) continue;
    for (const auto& holder : one.people.group) add_paper_tasks(holder, policy, now_ms, tasks);
  }
  std::ranges::stable_sort(
      tasks, {}, [](const PaperTask& task) { return std::tuple(task.due_ms, task.holder.id); });
  return tasks;
}

}  // namespace samen::server

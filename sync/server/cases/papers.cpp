// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/papers.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/matcher/explain/readiness.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/singles.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::Paper;

namespace {

// A day on the calendar begins at most so long before it does in the matcher's time, which is UTC.
constexpr std::int64_t kEarlierElsewhereMs = 14 * base::kHourMs;

PaperState paper_state(const std::vector<SeenPaper>& seen, const domain::AskedPaper& asked,
                       const domain::PaperRules& rules, std::int64_t now_ms) {
  PaperState state{.paper = asked.paper};
  const auto at = std::ranges::find(seen, asked.paper, &SeenPaper::paper);
  if (at == seen.end()) return state;
  state.standing = PaperStanding::in_order;
  state.day_ms = at->day_ms;
  if (!at->day_ms || asked.months == 0) return state;
  state.runs_out_ms = domain::runs_out_ms(*at->day_ms, asked.months);
  const std::int64_t left = *state.runs_out_ms - now_ms;
  if (left <= 0) {
    state.standing = PaperStanding::ran_out;
  } else if (left <= rules.remind_days * base::kDayMs) {
    state.standing = PaperStanding::runs_out_soon;
  }
  return state;
}

int needed_of(int members, const domain::PaperRules& rules) {
  return rules.members_in_order == 0 ? members : std::min(members, rules.members_in_order);
}

struct Whose {
  std::vector<base::Uuid> volunteers;
  std::optional<base::HumanCode> group;
};

Result<Whose> find_whose(Store& store, std::string_view text) {
  Whose whose;
  SAMEN_TRY(const auto record, find_record(store, text));
  if (!record) {
    SAMEN_TRY(const auto code, group_with_label(store, text));
    SAMEN_TRY(whose.group, base::HumanCode::parse(code));
    SAMEN_TRY(const auto holders, holders_in(store, *whose.group));
    for (const auto& holder : holders) whose.volunteers.push_back(holder.id);
    return whose;
  }
  SAMEN_TRY(const auto trace, trace_record(store, *record));
  if (!trace.volunteer) {
    return fail(Errc::not_found, say("{} is no volunteer: papers are theirs", text));
  }
  whose.volunteers.push_back(*record);
  whose.group = trace.join_code;
  if (!whose.group) {
    SAMEN_TRY(whose.group, placed_in(store, *record));
  }
  return whose;
}

Result<void> tell_cards_of_group(Store& store, const std::optional<base::HumanCode>& group) {
  if (!group) return {};
  SAMEN_TRY(auto proposal, open_proposal_of_group(store, *group));
  if (!proposal) return {};
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto papers, papers_in(store, *group, policy.papers));
  const auto before = proposal->card.cautions;
  matcher::put_readiness(proposal->card.cautions, papers.ready.screened, papers.ready.trained);
  if (proposal->card.cautions == before) return {};
  return publish_changed_card(store, *proposal);
}

}  // namespace

std::vector<PaperState> paper_states(const std::vector<SeenPaper>& seen,
                                     const domain::PaperRules& rules, std::int64_t now_ms) {
  std::vector<PaperState> states;
  for (const auto& asked : rules.asked) {
    states.push_back(paper_state(seen, asked, rules, now_ms));
  }
  return states;
}

bool in_order(const std::vector<PaperState>& states) {
  return std::ranges::all_of(states, &PaperState::good);
}

Readiness readiness(const std::vector<std::vector<PaperState>>& members,
                    const domain::PaperRules& rules) {
  int screened = 0, trained = 0;
  for (const auto& states : members) {
    const auto good = [&states](bool training) {
      return std::ranges::all_of(states, [training](const PaperState& state) {
        return (state.paper == Paper::training) != training || state.good();
      });
    };
    screened += good(false) ? 1 : 0;
    trained += good(true) ? 1 : 0;
  }
  const int needed = needed_of(static_cast<int>(members.size()), rules);
  return {screened >= needed, trained >= needed};
}

GroupPapers papers_of(const std::vector<PaperHolder>& group, const domain::PaperRules& rules,
                      std::int64_t now_ms) {
  GroupPapers papers;
  std::vector<std::vector<PaperState>> members;
  for (const auto& holder : group) {
    auto states = paper_states(holder.seen, rules, now_ms);
    members.push_back(states);
    if (in_order(states)) {
      ++papers.in_order;
      continue;
    }
    std::erase_if(states, &PaperState::good);
    papers.lacking.push_back({holder.label, std::move(states)});
  }
  papers.members = static_cast<int>(members.size());
  papers.needed = needed_of(papers.members, rules);
  papers.ready = readiness(members, rules);
  return papers;
}

Result<GroupPapers> papers_in(Store& store, const base::HumanCode& join_code,
                              const domain::PaperRules& rules) {
  SAMEN_TRY(const auto holders, holders_in(store, join_code));
  return papers_of(holders, rules, store.now_ms());
}

std::int64_t paper_due_ms(const PaperHolder& holder, const PaperState& state,
                          const matcher::Policy& policy) {
  const std::int64_t joined = std::max(holder.arrived_ms, holder.introduced_ms.value_or(0));
  return state.runs_out_ms.value_or(joined + policy.match_days.introduce * base::kDayMs);
}

void add_paper_tasks(const PaperHolder& holder, const matcher::Policy& policy, std::int64_t now_ms,
                     std::vector<PaperTask>& tasks) {
  for (const auto& state : paper_states(holder.seen, policy.papers, now_ms)) {
    if (state.standing == PaperStanding::in_order) continue;
    tasks.push_back({holder, state, paper_due_ms(holder, state, policy)});
  }
}

Result<std::vector<PaperTask>> paper_tasks(Store& store, const matcher::Policy& policy) {
  SAMEN_TRY(const auto holders, matched_holders(store));
  std::vector<PaperTask> tasks;
  for (const auto& holder : holders) add_paper_tasks(holder, policy, store.now_ms(), tasks);
  std::ranges::stable_sort(tasks, {}, &PaperTask::due_ms);
  return tasks;
}

Result<void> note_papers(Store& store, std::string_view whose, const std::vector<Paper>& seen,
                         std::int64_t day_ms) {
  if (day_ms > store.now_ms() + kEarlierElsewhereMs) {
    return fail(Errc::invalid_input,
                say("--day: by the clock of this machine that day has not come yet"));
  }
  SAMEN_TRY(const auto found, find_whose(store, whose));
  for (const auto& volunteer : found.volunteers) {
    for (const auto paper : seen) SAMEN_CHECK(note_paper(store, volunteer, {paper, day_ms}));
  }
  return tell_cards_of_group(store, found.group);
}

Result<void> take_back_papers(Store& store, std::string_view whose,
                              const std::vector<Paper>& papers) {
  SAMEN_TRY(const auto found, find_whose(store, whose));
  for (const auto& volunteer : found.volunteers) {
    for (const auto paper : papers) SAMEN_CHECK(take_back_paper(store, volunteer, paper));
  }
  return tell_cards_of_group(store, found.group);
}

}  // namespace samen::server

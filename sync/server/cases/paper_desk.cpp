// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/paper_desk.hpp"

#include <algorithm>
#include <limits>

#include "base/say.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/singles.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

PaperLine paper_line(PaperHolder holder, const matcher::Policy& policy, std::int64_t now_ms) {
  PaperLine line;
  line.states = paper_states(holder.seen, policy.papers, now_ms);
  line.due_ms = std::numeric_limits<std::int64_t>::max();
  for (const auto& state : line.states) {
    line.standing = std::min(line.standing, state.standing);
    const bool for_good = state.standing == PaperStanding::in_order && !state.runs_out_ms;
    if (!for_good) line.due_ms = std::min(line.due_ms, paper_due_ms(holder, state, policy));
  }
  line.holder = std::move(holder);
  return line;
}

Result<std::vector<PaperHolder>> holders_named(Store& store, std::string_view whose) {
  SAMEN_TRY(const auto record, find_record(store, whose));
  if (!record) {
    SAMEN_TRY(const auto code, group_with_label(store, whose));
    SAMEN_TRY(const auto join_code, base::HumanCode::parse(code));
    return holders_in(store, join_code);
  }
  return holder_with(store, *record);
}

Result<std::vector<PaperHolder>> holders_for(Store& store, const Viewer& viewer,
                                             std::string_view whose) {
  SAMEN_TRY(auto holders, holders_named(store, whose));
  if (holders.empty()) {
    return fail(Errc::not_found, say("{} is no volunteer: papers are theirs", whose));
  }
  for (const auto& holder : holders) SAMEN_CHECK(may_see_centre(viewer, holder.centre));
  return holders;
}

}  // namespace

Result<std::vector<PaperLine>> paper_lines(Store& store, const matcher::Policy& policy,
                                           const Viewer& viewer) {
  SAMEN_TRY(auto holders, all_holders(store));
  std::vector<PaperLine> lines;
  lines.reserve(holders.size());
  for (auto& holder : holders) {
    if (!viewer.sees_centre(holder.centre)) continue;
    lines.push_back(paper_line(std::move(holder), policy, store.now_ms()));
  }
  std::ranges::stable_sort(lines, {}, &PaperLine::due_ms);
  return lines;
}

Result<std::vector<PaperLine>> paper_lines_of(Store& store, const matcher::Policy& policy,
                                              const Viewer& viewer, std::string_view whose) {
  SAMEN_TRY(auto holders, holders_for(store, viewer, whose));
  std::vector<PaperLine> lines;
  for (auto& holder : holders) {
    lines.push_back(paper_line(std::move(holder), policy, store.now_ms()));
  }
  return lines;
}

Result<void> carry_out(Store& store, const PaperAct& act, const Viewer& viewer) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(holders_for(store, viewer, act.whose));
  if (act.saw) {
    SAMEN_CHECK(note_papers(store, act.whose, act.papers, act.day_ms));
  } else {
    SAMEN_CHECK(take_back_papers(store, act.whose, act.papers));
  }
  for (const auto paper : act.papers) {
    SAMEN_CHECK(write_audit(store, viewer.actor(), act.saw ? "saw_paper" : "take_back_paper",
                            act.whose + " " + std::string(domain::name_of(paper)) +
                                (act.saw ? " " + date_in_words(act.day_ms) : "")));
  }
  return transaction.commit();
}

}  // namespace samen::server

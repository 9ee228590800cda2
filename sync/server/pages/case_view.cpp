// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/case_view.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/papers.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kLongestLabel = 64;
constexpr std::int64_t kUndoMs = base::kHourMs;

// The newest word of anybody in the group.
Result<std::optional<LastAnswer>> group_answer(Store& store, const ProposalRow& proposal) {
  SAMEN_TRY(const auto members, holders_in(store, proposal.join_code));
  std::optional<LastAnswer> newest;
  for (const auto& member : members) {
    SAMEN_TRY(const auto said, last_answer(store, proposal.card.proposal, member.id));
    if (said && (!newest || said->at_ms > newest->at_ms)) newest = said;
  }
  return newest;
}

Result<void> read_what_is_next(Store& store, const matcher::Policy& policy, CaseView& view) {
  SAMEN_TRY(view.work, work_item(store, policy, view.card().proposal));
  if (!view.work) return {};
  if (view.work->action.step == domain::NextStep::see_papers) {
    SAMEN_TRY(view.papers, papers_in(store, view.proposal.join_code, policy.papers));
  }
  if (view.work->action.step == domain::NextStep::ask_adults) {
    SAMEN_TRY(view.adults, consents_of(store, view.card().household_label));
  }
  return {};
}

Result<void> read_at_office(Store& store, CaseView& view) {
  const auto add = [&](const std::string& label, const base::Uuid& record) -> Result<void> {
    SAMEN_TRY(auto origin, office_origin_of(store, record));
    if (origin) view.at_office.emplace_back(label, std::move(*origin));
    return {};
  };
  SAMEN_CHECK(add(view.card().household_label, view.proposal.household));
  SAMEN_TRY(const auto members, holders_in(store, view.proposal.join_code));
  for (const auto& member : members) SAMEN_CHECK(add(member.label, member.id));
  return {};
}

}  // namespace

bool CaseView::waits() const {
  return domain::waits_for_a_verdict(card().state);
}

Result<ProposalRow> case_row(Store& store, const Viewer& viewer, std::string_view label) {
  if (!viewer.sees(Slice::cases)) return fail(Errc::permission, "cases are not for this role");
  if (label.empty() || label.size() > kLongestLabel) return fail(Errc::not_found, "no such label");
  SAMEN_TRY(auto proposal, proposal_of(store, label));
  if (!proposal) return fail(Errc::not_found, "no such label");
  SAMEN_TRY(const auto centre, centre_of(store, proposal->centre));
  SAMEN_CHECK(may_see_centre(viewer, centre.name));
  return std::move(*proposal);
}

Result<bool> may_undo(Store& store, const PageContext& context, const ProposalRow& proposal) {
  const auto& card = proposal.card;
  if (domain::find_move(card.state, domain::ProposalEvent::undo) == nullptr) return false;
  SAMEN_TRY(const auto match, find_match(store, card.proposal));
  if (card.state == domain::ProposalState::accepted && match &&
      domain::shows_contacts(match->state)) {
    return false;
  }
  if (context.viewer.role == StaffRole::coordinator) return true;
  SAMEN_TRY(const auto lately, audit_about(store, store.now_ms() - kUndoMs, {card.proposal.str()}));
  const auto last = std::ranges::find_if(lately.rbegin(), lately.rend(), [](const AuditLine& line) {
    return domain::from_name<domain::Verdict>(line.action).has_value();
  });
  return last != lately.rend() && last->actor == context.viewer.actor();
}

Result<CaseView> read_case(Store& store, const matcher::Policy& policy, const Viewer& viewer,
                           std::string_view label) {
  CaseView view;
  SAMEN_TRY(view.proposal, case_row(store, viewer, label));
  SAMEN_TRY(const auto centre, centre_of(store, view.proposal.centre));
  view.centre = centre.name;
  const auto id = view.card().proposal;
  SAMEN_TRY(view.match, find_match(store, id));
  SAMEN_CHECK(read_what_is_next(store, policy, view));
  SAMEN_CHECK(read_at_office(store, view));
  SAMEN_TRY(view.steps, match_steps(store, id));
  SAMEN_TRY(view.acts,
            audit_about(store, view.proposal.made_ms, {id.str(), view.card().household_label}));
  if (view.match) {
    SAMEN_TRY(view.household_said, last_answer(store, id, view.proposal.household));
    SAMEN_TRY(view.group_said, group_answer(store, view.proposal));
  }
  return view;
}

}  // namespace samen::server

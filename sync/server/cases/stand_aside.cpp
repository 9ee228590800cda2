// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/stand_aside.hpp"

#include <algorithm>

#include "domain/proposal_life.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/singles.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kWithdrew = "caution.withdrew";

// True when there was something to take back.
Result<bool> take_back(Store& store, ProposalRow& proposal) {
  const auto* move = domain::find_move(proposal.card.state, domain::ProposalEvent::stood_aside);
  if (move == nullptr) return false;
  proposal.card.state = move->to;
  SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::waiting));
  SAMEN_CHECK(free_group(store, proposal.join_code));
  SAMEN_CHECK(publish_changed_card(store, proposal));
  return true;
}

Result<void> tell_staff(Store& store, ProposalRow& proposal) {
  if (proposal.card.state != domain::ProposalState::accepted) return {};
  auto& cautions = proposal.card.cautions;
  if (std::ranges::find(cautions, kWithdrew, &domain::Reason::key) != cautions.end()) return {};
  cautions.insert(cautions.begin(), {std::string(kWithdrew), {}, 0});
  return publish_changed_card(store, proposal);
}

enum class How : std::uint8_t { for_a_while, for_good };

// A single volunteer who is placed leaves the others a group that is smaller.
Result<void> step_out(Store& store, const base::Uuid& record, How how) {
  SAMEN_TRY(const auto group, placed_in(store, record));
  if (!group) return {};
  SAMEN_TRY(const auto proposal, open_proposal_of_group(store, *group));
  const bool decided = proposal && !domain::waits_for_a_verdict(proposal->card.state);
  if (decided && how == How::for_a_while) return {};
  return single_leaves(store, record);
}

Result<void> step_aside(Store& store, const base::Uuid& record, How how) {
  SAMEN_TRY(const auto trace, trace_record(store, record));
  SAMEN_TRY(const auto about, proposals_about(store, record, trace));
  for (const auto& each : about) {
    SAMEN_TRY(auto proposal, find_proposal(store, each.id));
    if (!proposal) continue;
    SAMEN_TRY(const bool taken_back, take_back(store, *proposal));
    if (!taken_back && how == How::for_good) SAMEN_CHECK(tell_staff(store, *proposal));
  }
  return step_out(store, record, how);
}

}  // namespace

Result<void> stand_aside(Store& store, const base::Uuid& record) {
  return step_aside(store, record, How::for_a_while);
}

Result<void> leave(Store& store, const base::Uuid& record) {
  return step_aside(store, record, How::for_good);
}

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/formed.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kPlaced[] = {"caution.newly_formed", "caution.joined_group"};
constexpr std::string_view kLeft = "caution.member_left";

domain::ReasonArgument count_argument(std::int64_t count) {
  return {"count", {}, count};
}

// The card tells the group's size and how many were placed in it; `left` more have gone.
Result<void> tell(Store& store, ProposalRow& proposal, int left) {
  SAMEN_TRY(const auto placed, placed_singles(store, proposal.join_code));
  SAMEN_TRY(const int own, signed_up_in(store, proposal.join_code));
  auto& card = proposal.card;
  card.group_size = own + static_cast<int>(placed.size());
  for (auto& caution : card.cautions) {
    const bool here = std::ranges::find(kPlaced, caution.key) != std::end(kPlaced);
    if (here) caution.arguments = {count_argument(static_cast<std::int64_t>(placed.size()))};
  }
  if (placed.empty()) {
    std::erase_if(card.cautions, [](const auto& caution) { return caution.key == kPlaced[1]; });
  }
  if (left > 0) {
    const auto at = std::ranges::find(card.cautions, kLeft, &domain::Reason::key);
    if (at == card.cautions.end()) {
      card.cautions.insert(card.cautions.begin(), {std::string(kLeft), {count_argument(left)}, 0});
    } else if (!at->arguments.empty()) {
      at->arguments.front().number += left;
    }
  }
  ++card.version;
  card.updated_wall_ms = store.now_ms();
  SAMEN_CHECK(update_proposal(store, proposal));
  return publish_card(store, proposal);
}

Result<bool> all_free(Store& store, const Units& units, const matcher::Policy& policy) {
  int seats = static_cast<int>(units.singles.size());
  if (units.group != nullptr && seats > 0) {
    SAMEN_TRY(const int own, signed_up_in(store, units.group->row.join_code));
    seats += own;
  }
  if (seats > policy.largest_group) return false;
  for (const auto* single : units.singles) {
    SAMEN_TRY(const bool free, is_free(store, single->row.id));
    if (!free) return false;
  }
  return true;
}

}  // namespace

Result<std::optional<Claimed>> claim(Store& store, const WaitingHousehold& household,
                                     const Units& units, const matcher::Policy& policy,
                                     base::Random& labels) {
  SAMEN_TRY(const bool units_free, all_free(store, units, policy));
  if (!units_free || units.members() == 0) return std::nullopt;
  Claimed claimed;
  if (units.group != nullptr) {
    claimed = {units.group->row.join_code, units.group->row.label};
    SAMEN_TRY(const bool free, both_waiting(store, household.id, claimed.join_code));
    if (!free) return std::nullopt;
    SAMEN_CHECK(set_group_state(store, claimed.join_code, CaseState::proposed));
  } else {
    SAMEN_TRY(const bool free, is_waiting(store, household.id));
    if (!free) return std::nullopt;
    SAMEN_TRY(const auto made,
              add_formed_group(store, household.centre, units.synthetic(), labels));
    claimed = {made.join_code, made.label};
  }
  for (const auto* single : units.singles) {
    SAMEN_CHECK(place_single(store, single->row.id, claimed.join_code));
  }
  SAMEN_CHECK(set_household_state(store, household.id, CaseState::proposed));
  return claimed;
}

Result<void> free_group(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(const auto placed, placed_singles(store, join_code));
  for (const auto& single : placed) SAMEN_CHECK(release_single(store, single.id));
  SAMEN_TRY(const int own, signed_up_in(store, join_code));
  return set_group_state(store, join_code, own > 0 ? CaseState::waiting : CaseState::withdrawn);
}

Result<void> remember_decline(Store& store, const base::Uuid& household,
                              const base::HumanCode& join_code) {
  SAMEN_CHECK(add_declined_pair(store, household, join_code));
  SAMEN_TRY(const auto placed, placed_singles(store, join_code));
  for (const auto& single : placed) {
    SAMEN_CHECK(add_declined_single(store, household, single.id));
  }
  return {};
}

Result<void> reunite(Store& store, const base::Uuid& household, const base::HumanCode& join_code) {
  const auto gone = [] {
    return fail(Errc::conflict,
                say("the household, the group or somebody placed in it have gone on "
                    "meanwhile; the next round proposes them anew"));
  };
  SAMEN_TRY(const bool waits, is_waiting(store, household));
  SAMEN_TRY(const bool group_free, is_free_group(store, join_code));
  if (!waits || !group_free) return gone();
  SAMEN_TRY(const auto placed, take_back_decline(store, household, join_code));
  for (const auto& single : placed) {
    SAMEN_TRY(const bool free, is_free(store, single));
    if (!free) return gone();
    SAMEN_CHECK(place_single(store, single, join_code));
  }
  return {};
}

Result<void> single_leaves(Store& store, const base::Uuid& id) {
  SAMEN_TRY(const auto join_code, placed_in(store, id));
  if (!join_code) return {};
  SAMEN_CHECK(release_single(store, id));
  SAMEN_TRY(auto proposal, open_proposal_of_group(store, *join_code));
  if (!proposal) return {};
  SAMEN_TRY(const int left, members_of(store, *join_code));
  if (left == 0) {
    const auto* move = domain::find_move(proposal->card.state, domain::ProposalEvent::emptied);
    if (move == nullptr)
      return fail(Errc::internal, say("an open proposal that cannot be withdrawn"));
    proposal->card.state = move->to;
    SAMEN_CHECK(set_household_state(store, proposal->household, CaseState::waiting));
    SAMEN_CHECK(free_group(store, *join_code));
  }
  return tell(store, *proposal, 1);
}

Result<void> member_left(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(auto proposal, open_proposal_of_group(store, join_code));
  return proposal ? tell(store, *proposal, 1) : Result<void>();
}

Result<int> members_of(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(const auto placed, placed_singles(store, join_code));
  SAMEN_TRY(const int own, signed_up_in(store, join_code));
  return own + static_cast<int>(placed.size());
}

Result<void> make_room(Store& store, const base::HumanCode& join_code,
                       const matcher::Policy& policy) {
  SAMEN_TRY(const auto placed, placed_singles(store, join_code));
  SAMEN_TRY(const int own, signed_up_in(store, join_code));
  if (own + static_cast<int>(placed.size()) < policy.largest_group) return {};
  SAMEN_TRY(auto proposal, open_proposal_of_group(store, join_code));
  if (placed.empty() || !proposal || proposal->card.state == domain::ProposalState::accepted) {
    return fail(Errc::limit, say("join_code: this group is full; talk with its coordinator"));
  }
  SAMEN_CHECK(release_single(store, placed.back().id));
  return tell(store, *proposal, 0);
}

}  // namespace samen::server

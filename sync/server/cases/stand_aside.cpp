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

// What staff read on a card; empty: nothing.
struct Words {
  std::string_view taken_back;
  std::string_view accepted;
};
constexpr Words kForAWhile{"", ""};
constexpr Words kForGood{"", "caution.withdrew"};
constexpr Words kToldAnew{"caution.told_anew", "caution.told_since"};
constexpr std::string_view kWantsToTalk = "caution.wants_to_talk";

// True when it was not there yet.
bool put_caution(domain::ProposalCard& card, std::string_view key) {
  auto& cautions = card.cautions;
  const bool there = std::ranges::find(cautions, key, &domain::Reason::key) != cautions.end();
  if (key.empty() || there) return false;
  cautions.insert(cautions.begin(), {std::string(key), {}, 0});
  return true;
}

// True when there was something to take back.
Result<bool> take_back(Store& store, ProposalRow& proposal, const Words& words) {
  const auto* move = domain::find_move(proposal.card.state, domain::ProposalEvent::stood_aside);
  if (move == nullptr) return false;
  proposal.card.state = move->to;
  put_caution(proposal.card, words.taken_back);
  SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::waiting));
  SAMEN_CHECK(free_group(store, proposal.join_code));
  SAMEN_CHECK(publish_changed_card(store, proposal));
  return true;
}

Result<void> tell_staff(Store& store, ProposalRow& proposal, const Words& words) {
  if (proposal.card.state != domain::ProposalState::accepted) return {};
  if (!put_caution(proposal.card, words.accepted)) return {};
  return publish_changed_card(store, proposal);
}

// Whose proposals: those made of them, or also that of the group in which a single volunteer is
// placed, which others are in as well.
enum class Reach : std::uint8_t { own, shared };

Result<std::vector<ProposalRow>> proposals_of(Store& store, const base::Uuid& record, Reach reach) {
  SAMEN_TRY(const auto trace, trace_record(store, record));
  SAMEN_TRY(const auto about, proposals_about(store, record, trace));
  std::vector<ProposalRow> all;
  for (const auto& each : about) {
    SAMEN_TRY(auto proposal, find_proposal(store, each.id));
    if (proposal) all.push_back(*std::move(proposal));
  }
  if (reach == Reach::own) return all;
  SAMEN_TRY(const auto group, placed_in(store, record));
  if (!group) return all;
  SAMEN_TRY(auto placed, open_proposal_of_group(store, *group));
  if (placed) all.push_back(*std::move(placed));
  return all;
}

Result<void> change_proposals(Store& store, const base::Uuid& record, Reach reach,
                              const Words& words) {
  SAMEN_TRY(auto proposals, proposals_of(store, record, reach));
  for (auto& proposal : proposals) {
    SAMEN_TRY(const bool taken_back, take_back(store, proposal, words));
    if (!taken_back) SAMEN_CHECK(tell_staff(store, proposal, words));
  }
  return {};
}

// Their cards that staff still look at; the change says whether it made one.
template <class Change>
Result<void> change_cards(Store& store, const base::Uuid& record, Change change) {
  SAMEN_TRY(auto proposals, proposals_of(store, record, Reach::shared));
  for (auto& proposal : proposals) {
    if (domain::fate_of(proposal.card.state) == domain::CaseFate::free) continue;
    if (change(proposal.card)) SAMEN_CHECK(publish_changed_card(store, proposal));
  }
  return {};
}

// Whether somebody decided for the group in which a single volunteer is placed; nothing: in none.
Result<std::optional<bool>> placed_and_decided(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto group, placed_in(store, record));
  if (!group) return std::nullopt;
  SAMEN_TRY(const auto proposal, open_proposal_of_group(store, *group));
  return proposal && !domain::waits_for_a_verdict(proposal->card.state);
}

}  // namespace

// A single volunteer who is placed leaves the others a group that is smaller.
Result<void> stand_aside(Store& store, const base::Uuid& record) {
  SAMEN_CHECK(change_proposals(store, record, Reach::own, kForAWhile));
  SAMEN_TRY(const auto decided, placed_and_decided(store, record));
  if (!decided || *decided) return {};
  return single_leaves(store, record);
}

Result<void> leave(Store& store, const base::Uuid& record) {
  SAMEN_CHECK(change_proposals(store, record, Reach::own, kForGood));
  SAMEN_TRY(const auto decided, placed_and_decided(store, record));
  if (!decided) return {};
  return single_leaves(store, record);
}

// Others are in the group of a single volunteer, too: while nobody has decided it is formed anew.
Result<void> told_anew(Store& store, const base::Uuid& record) {
  return change_proposals(store, record, Reach::shared, kToldAnew);
}

Result<void> put_talk_on_cards(Store& store, const base::Uuid& record) {
  return change_cards(store, record,
                      [](domain::ProposalCard& card) { return put_caution(card, kWantsToTalk); });
}

Result<void> take_talk_off_cards(Store& store, const base::Uuid& record) {
  return change_cards(store, record, [](domain::ProposalCard& card) {
    return std::erase_if(card.cautions, [](const domain::Reason& caution) {
             return caution.key == kWantsToTalk;
           }) > 0;
  });
}

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/work_on_cards.hpp"

#include <utility>

#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/publish.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr int kMostAtOnce = 200;  // no kiosk waits long for the store

// True when the card was sent.
Result<bool> put_on_card(Store& store, const base::Uuid& id, const domain::WorkOnCard& work) {
  SAMEN_TRY(auto proposal, find_proposal(store, id));
  if (!proposal || proposal->card.state != domain::ProposalState::accepted) return false;
  if (proposal->card.work == work) return false;
  proposal->card.work = work;
  SAMEN_CHECK(publish_changed_card(store, *proposal));
  return true;
}

}  // namespace

Result<int> WorkOnCards::look(Store& store, const matcher::Policy& policy) {
  SAMEN_TRY(const auto list, worklist(store, policy));
  std::map<base::Uuid, domain::WorkOnCard> now;
  std::map<base::Uuid, domain::WorkOnCard> changed;
  for (const WorkItem& item : list) {
    const base::Uuid& id = item.open.match.proposal;
    const domain::WorkOnCard work{item.action, is_overdue(item.action, store.now_ms())};
    const auto before = said_.find(id);
    const bool same = before != said_.end() && before->second == work;
    if (same || changed.size() < kMostAtOnce) now.emplace(id, work);
    if (!same && changed.size() < kMostAtOnce) changed.emplace(id, work);
  }
  int sent = 0;
  if (!changed.empty()) {
    SAMEN_TRY(auto transaction, store.begin());
    for (const auto& [id, work] : changed) {
      SAMEN_TRY(const bool done, put_on_card(store, id, work));
      sent += done ? 1 : 0;
    }
    SAMEN_CHECK(transaction.commit());
  }
  said_ = std::move(now);
  return sent;
}

}  // namespace samen::server

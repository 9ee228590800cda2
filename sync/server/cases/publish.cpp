// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/publish.hpp"

#include "protocol/card_json.hpp"
#include "sync/server/store/feed.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"

namespace samen::server {

using base::Result;

Result<void> publish_card_to(Store& store, const ProposalRow& proposal, const Device& device) {
  const auto card = protocol::write_card(proposal.card);
  SAMEN_TRY(const auto padded, vault::pad(card));
  protocol::FeedItem item;
  item.id = proposal.card.proposal;
  item.version = proposal.card.version;
  item.kind = protocol::FeedKind::card;
  SAMEN_TRY(item.sealed, vault::seal(device.staff_key, padded));
  return put_feed_item(store, device, item);
}

Result<void> publish_card(Store& store, const ProposalRow& proposal) {
  SAMEN_TRY(const auto devices, devices_of_centre(store, proposal.centre));
  for (const auto& device : devices) SAMEN_CHECK(publish_card_to(store, proposal, device));
  return {};
}

Result<void> publish_changed_card(Store& store, ProposalRow& proposal) {
  ++proposal.card.version;
  proposal.card.updated_wall_ms = store.now_ms();
  if (proposal.card.state != domain::ProposalState::accepted) proposal.card.work.reset();
  SAMEN_CHECK(update_proposal(store, proposal));
  return publish_card(store, proposal);
}

Result<void> publish_all_cards(Store& store, const Device& device) {
  SAMEN_TRY(const auto proposals, open_proposals(store, device.centre));
  for (const auto& proposal : proposals) {
    SAMEN_CHECK(publish_card_to(store, proposal, device));
  }
  return {};
}

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/store.hpp"

// Cards on their way to the kiosks: each padded and sealed to one kiosk's staff key, so that only
// staff of that centre with their PIN can read it. All expect a running transaction.
namespace samen::server {

// To every kiosk of the proposal's centre that is not revoked.
base::Result<void> publish_card(Store& store, const ProposalRow& proposal);

// What changed in it, as the card's next version, kept and sent.
base::Result<void> publish_changed_card(Store& store, ProposalRow& proposal);

// Again to one kiosk, as a change even if its version is known there.
base::Result<void> publish_card_to(Store& store, const ProposalRow& proposal, const Device& device);

// Everything open at the centre of a kiosk that has just been enrolled.
base::Result<void> publish_all_cards(Store& store, const Device& device);

}  // namespace samen::server

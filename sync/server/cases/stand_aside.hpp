// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "sync/server/store/store.hpp"

// What becomes of proposals when somebody in them wants none now, or none any more, or has told
// something else meanwhile. All expect a running transaction. Nothing that was told is deleted:
// that is erase.hpp.
namespace samen::server {

// For a while: a proposal nobody has decided on is taken back, and whoever else is in it waits
// again. What was accepted stands.
base::Result<void> stand_aside(Store& store, const base::Uuid& record);

// For good: the same, and the card of an accepted proposal tells staff that somebody has withdrawn.
base::Result<void> leave(Store& store, const base::Uuid& record);

// A proposal nobody has decided on was made of what is not so any more: it is taken back and its
// card says why; whoever is in it waits for the next round. What was accepted stands, and its card
// tells staff that there is something new.
base::Result<void> told_anew(Store& store, const base::Uuid& record);

// Somebody wants to talk to staff (store/talks.hpp), or somebody has: their cards say so, and no
// more.
base::Result<void> put_talk_on_cards(Store& store, const base::Uuid& record);
base::Result<void> take_talk_off_cards(Store& store, const base::Uuid& record);

}  // namespace samen::server

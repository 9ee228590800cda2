// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "sync/server/store/store.hpp"

// What becomes of proposals when somebody in them wants none now, or none any more. Both expect a
// running transaction. Nothing that was told is deleted: that is erase.hpp.
namespace samen::server {

// For a while: a proposal nobody has decided on is taken back, and whoever else is in it waits
// again. What was accepted stands.
base::Result<void> stand_aside(Store& store, const base::Uuid& record);

// For good: the same, and the card of an accepted proposal tells staff that somebody has withdrawn.
base::Result<void> leave(Store& store, const base::Uuid& record);

}  // namespace samen::server

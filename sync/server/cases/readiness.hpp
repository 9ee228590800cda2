// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// Notes what staff have seen of a group (certificates of conduct, the training) and tells every
// kiosk that shows a card of it: the card's cautions change and its version grows, so a decision
// made on the old card comes back as stale. The label of a group (everybody in it now) or of one
// volunteer who signed up alone, who keeps it from group to group. Expects a running transaction.
// Errc::not_found for an unknown label.
base::Result<void> note_readiness(Store& store, std::string_view label, bool screened,
                                  bool trained);

}  // namespace samen::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

enum class AdultConsent : std::uint8_t { given, to_ask };

// Of every adult of the household with this label, the first one first: said yes themselves, or
// still to be asked. Errc::not_found for an unknown label.
base::Result<std::vector<AdultConsent>> consents_of(Store& store, std::string_view label);

// Notes that somebody asked this adult (the second is number 2), who said yes: it stands in the
// record, and the cards of the household say how many are still to be asked. A decision made on the
// old card comes back as stale. Expects a running transaction. Errc::not_found for an unknown
// label, invalid_input for a number that no adult has, conflict when the yes is noted already.
base::Result<void> note_consent(Store& store, std::string_view label, int adult);

}  // namespace samen::server

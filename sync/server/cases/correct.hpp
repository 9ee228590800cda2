// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "domain/records.hpp"
#include "domain/way_back.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// Somebody has told anew what they told: it takes the place of the record with this id, which keeps
// its reference, its receipt, its group and since when it waits. What was told before goes, also
// from the envelope it came in. Proposals made of other facts: stand_aside.hpp. Expects a running
// transaction and a record that passed domain::validate; Outcome::refused, and nothing is changed,
// when it was told by another form or an older version of it.
base::Result<domain::Outcome> correct(Store& store, const base::Uuid& record, domain::Record told);

}  // namespace samen::server

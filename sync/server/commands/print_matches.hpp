// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "sync/server/store/store.hpp"

namespace samen::server {

// Every open match with its next action, the day by which and whose it is; then how many met often,
// and why matches ended in the last year.
base::Result<void> print_matches(Store& store, std::ostream& out);

}  // namespace samen::server

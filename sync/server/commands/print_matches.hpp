// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "sync/server/store/store.hpp"

namespace samen::server {

// Every open match with its next step and the day by which, then how many met often.
base::Result<void> print_matches(Store& store, std::ostream& out);

}  // namespace samen::server

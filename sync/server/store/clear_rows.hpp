// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/store.hpp"

namespace samen::server {

// Seals what a store from before holds in clear, a few rows a transaction, and then writes the file
// anew: a kill at any moment loses nothing, and the next call goes on. Cheap when there is nothing
// to do. While another process reads, gaps of the file may keep copies until the next call.
base::Result<void> seal_clear_rows(Store& store);

}  // namespace samen::server

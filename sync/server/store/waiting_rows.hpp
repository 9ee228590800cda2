// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/server/store/store.hpp"

// Households that wait for a proposal, without a word of what they told.
namespace samen::server {

struct WaitingRow {
  std::string label;
  std::int64_t since_ms = 0;  // Unix milliseconds
  std::string centre;
  std::string municipality;
};
// Those a round would read, who waits longest first.
base::Result<std::vector<WaitingRow>> households_that_wait(Store& store);

}  // namespace samen::server

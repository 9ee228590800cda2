// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "domain/receipt_answer.hpp"
#include "sync/server/store/waits.hpp"

// The honest answer to "how much longer?": how long those waited on who had waited as long.
namespace samen::server {

// From the product-limit estimate (Kaplan and Meier 1958) over waits that were seen only in part:
// who still waits or left counts for as long as they were seen. `after_day`: how long somebody has
// waited. Eight of ten, or where too few waits ended for that, half (then from_days is 0); nothing
// when too few people were seen to say either.
std::optional<domain::WaitRange> range_after(std::span<const Wait> waits, double after_day);

// Among the people most like this record's of whom enough was seen in the past year. Nothing when
// nobody knows yet.
base::Result<std::optional<domain::WaitRange>> expected_wait(Store& store, const base::Uuid& record,
                                                             std::int64_t since_ms);

}  // namespace samen::server

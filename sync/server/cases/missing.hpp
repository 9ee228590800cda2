// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "sync/server/cases/round_preview.hpp"

// Who is missing, as the last round worked it out: whom to look for, and what each would give.
namespace samen::server {

struct MissingCard {
  PreviewShortage who;
  // Enough households wait for such people that a poster with their language or times points to
  // nobody (kSmallestShown, as in reports).
  bool may_be_told = false;
};
struct Missing {
  std::int64_t round = 0;
  std::int64_t made_ms = 0;
  std::int64_t not_yet = 0;        // households without a proposal
  bool cut = false;                // some kinds were not tried for lack of time
  std::vector<MissingCard> cards;  // what gives most first
};
// Of that round, or the last one; nothing when there is none.
base::Result<std::optional<Missing>> read_missing(Store& store, std::optional<std::int64_t> round);

}  // namespace samen::server

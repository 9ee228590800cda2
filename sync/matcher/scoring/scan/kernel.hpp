// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sync/matcher/scoring/scan/columns.hpp"
#include "sync/matcher/scoring/scan/profile.hpp"

namespace samen::matcher::scan {

using rules::kOutOfReach;
using rules::kTile;

// Scores of one household with `count` (<= kTile) groups from position `first` on: score[k] is 0
// for a pair that may not meet, else exactly score_terms().score. `travel` are the points of the
// criterion or kOutOfReach. Forbidden pairs are not known here.
void score_tile(const Columns& columns, const Profile& household, const std::int16_t* travel,
                std::uint32_t first, std::uint32_t count, std::uint16_t* score);

// above[k] = 1 where score[k] > 0 and score[k] - price[k] > threshold, else 0; up to the next
// multiple of eight. Returns how many scores are above 0.
std::uint32_t mark_above(const std::uint16_t* score, const std::int32_t* price, std::uint32_t count,
                         std::int32_t threshold, std::uint8_t* above);

}  // namespace samen::matcher::scan

// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/batch_ladder.hpp"

#include <algorithm>

namespace samen::agent {
namespace {

// Small enough that the first try on a bad network costs little; a good one is at the top after
// three requests.
constexpr std::size_t kFirstRows = 8;
constexpr std::size_t kFirstBytes = 32U << 10;
// A request that takes longer is large enough: whatever breaks it costs all of it.
constexpr std::chrono::seconds kLongEnough{10};
constexpr int kMostPatience = 64;

}  // namespace

BatchLadder::BatchLadder(BatchLimits most) : most_(most) {
  begin_anew();
}

void BatchLadder::begin_anew() {
  now_ = {std::min(most_.rows, kFirstRows), std::min(most_.bytes, kFirstBytes)};
  connection_ = Connection::kept;
  tried_down_ = false;
  more_rows_next_ = true;
  went_well_ = 0;
  patience_ = 1;
}

void BatchLadder::went_well(std::chrono::milliseconds took) {
  if (took > kLongEnough || ++went_well_ < patience_) return;
  went_well_ = 0;
  if (connection_ == Connection::fresh && !more_rows_next_) {
    connection_ = Connection::kept;
    more_rows_next_ = true;
    return;
  }
  more_rows_next_ = false;
  now_ = {std::min(now_.rows * 2, most_.rows), std::min(now_.bytes * 2, most_.bytes)};
  if (now_.rows > 1) tried_down_ = false;
}

void BatchLadder::too_much(std::size_t rows_asked) {
  went_well_ = 0;
  patience_ = std::min(patience_ * 4, kMostPatience);
  tried_down_ = true;
  now_ = {std::max<std::size_t>(rows_asked / 2, 1), std::max<std::size_t>(now_.bytes / 2, 1)};
}

bool BatchLadder::went_wrong(std::size_t rows_asked) {
  const bool lowest = now_.rows == 1 && connection_ == Connection::fresh;
  connection_ = Connection::fresh;
  too_much(rows_asked);
  return !lowest;
}

}  // namespace samen::agent

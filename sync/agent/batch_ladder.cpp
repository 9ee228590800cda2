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

// Twice as much, but only half-way to what proved too much; from right under it, past it: networks
// change.
std::size_t step_up(std::size_t now, std::size_t too_much, std::size_t most) {
  const std::size_t half_way = now + (too_much - std::min(too_much, now)) / 2;
  return std::min(half_way > now ? std::min(half_way, now * 2) : now * 2, most);
}

}  // namespace

BatchLadder::BatchLadder(BatchLimits most) : most_(most) {
  begin_anew();
}

void BatchLadder::begin_anew() {
  now_ = {std::min(most_.rows, kFirstRows), std::min(most_.bytes, kFirstBytes)};
  too_much_ = {0, 0};
  fresh_carried_ = 0;
  connection_ = Connection::kept;
  tried_down_ = false;
  more_rows_next_ = true;
  went_well_ = 0;
  patience_ = 1;
}

void BatchLadder::went_well(std::chrono::milliseconds took) {
  if (connection_ == Connection::fresh) fresh_carried_ = now_.rows;
  if (took > kLongEnough || ++went_well_ < patience_) return;
  went_well_ = 0;
  if (connection_ == Connection::fresh && !more_rows_next_) {
    connection_ = Connection::kept;
    more_rows_next_ = true;
    return;
  }
  more_rows_next_ = false;
  now_ = {step_up(now_.rows, too_much_.rows, most_.rows),
          step_up(now_.bytes, too_much_.bytes, most_.bytes)};
  if (now_.rows > 1) tried_down_ = false;
}

void BatchLadder::wait_longer() {
  went_well_ = 0;
  patience_ = std::min(patience_ * 4, kMostPatience);
}

void BatchLadder::too_much(std::size_t rows_asked) {
  wait_longer();
  tried_down_ = true;
  too_much_ = {rows_asked, now_.bytes};
  now_ = {std::max<std::size_t>(rows_asked / 2, 1), std::max<std::size_t>(now_.bytes / 2, 1)};
}

bool BatchLadder::went_wrong(std::size_t rows_asked) {
  const bool lowest = now_.rows == 1 && connection_ == Connection::fresh;
  const bool its_second = connection_ == Connection::kept && rows_asked <= fresh_carried_;
  connection_ = Connection::fresh;
  if (its_second) {
    wait_longer();
  } else {
    too_much(rows_asked);
  }
  return !lowest;
}

}  // namespace samen::agent
